import { generateCreditCode, generateResidentId } from '@tandem/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CellWorkspace, KEEP } from './cell-workspace.ts';
import type { Convert } from './cell-workspace.ts';
import { RULE_CODES } from './defect-rules.ts';
import { convertBoolean } from './parse-boolean.ts';
import { dateConverter, datetimeConverter, serialText } from './parse-date.ts';
import { identifierConverter } from './parse-identifier.ts';
import { moneyConverter, parseMoney, unitInName, unitOfAmounts } from './parse-money.ts';
import { convertDecimal, convertInteger, plainDecimal } from './parse-number.ts';

const work = new CellWorkspace();

/** The canonical text, or the code of the broken rule. */
function apply(convert: Convert, text: string): string {
  const bytes = Buffer.from(`<${text}>`);
  const verdict = convert(bytes, 1, bytes.length - 1, work);
  if (verdict >= 0) return RULE_CODES[verdict]!;
  return verdict === KEEP ? text : work.bytes.toString('utf8', work.from, work.to);
}

describe('numbers', () => {
  it.each([
    ['0', '0'], ['-12', '-12'], ['+12', '12'], ['1,234,567', '1234567'], ['１２', '12'], ['12.00', '12'], ['1E3', '1000'],
    ['9223372036854775807', '9223372036854775807'], ['9223372036854775808', 'TABULAR_NUMBER_OUT_OF_RANGE'],
    ['-9223372036854775808', '-9223372036854775808'], ['1.5', 'TABULAR_NOT_AN_INTEGER'], ['12a', 'TABULAR_NOT_AN_INTEGER'],
    ['-', 'TABULAR_NOT_AN_INTEGER'], ['1,23', 'TABULAR_NOT_AN_INTEGER'], ['1e9999', 'TABULAR_NUMBER_OUT_OF_RANGE'],
    ['=1+1', 'TABULAR_NOT_AN_INTEGER'], ['6.40102E+17', 'TABULAR_DIGITS_LOST'], ['-1.2345678901234568e17', 'TABULAR_DIGITS_LOST'],
    ['1E+15', 'TABULAR_DIGITS_LOST'], ['1E+14', '100000000000000'], ['123456789012345678', '123456789012345678'],
  ])('integer %s → %s', (text, expected) => expect(apply(convertInteger, text)).toBe(expected)); // prettier-ignore

  it.each([
    ['1.50', '1.50'], ['-0.1', '-0.1'], ['.5', '0.5'], ['5.', '5'], ['1,234.5', '1234.5'], ['1.2E-3', '0.0012'],
    ['0.30000000000000004', '0.30000000000000004'], ['123456789012345678901234567890.1', '123456789012345678901234567890.1'],
    ['1.2.3', 'TABULAR_NOT_A_NUMBER'], ['-', 'TABULAR_NOT_A_NUMBER'], ['.', 'TABULAR_NOT_A_NUMBER'], ['NaN', 'TABULAR_NOT_A_NUMBER'],
    ['6.40102E+17', 'TABULAR_DIGITS_LOST'], ['1E+30', '1000000000000000000000000000000'], ['1.5E-17', '0.000000000000000015'],
    ['5%', 'TABULAR_NOT_A_NUMBER'], ['9'.repeat(1001), 'TABULAR_NUMBER_OUT_OF_RANGE'],
  ])('decimal %s → %s', (text, expected) => expect(apply(convertDecimal, text)).toBe(expected)); // prettier-ignore

  it('keeps the value of every double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(plainDecimal(String(value)))).toBe(
          value === 0 ? Number(plainDecimal(String(value))) : value,
        );
      }),
    );
  });
});

describe('money', () => {
  const convert = moneyConverter({ unit: '元', keptIn: '元', currency: 'CNY', anyCurrency: false });
  it.each([
    ['820(万元)', '8200000'], ['5,000(万元人民币)', '50000000'], ['1,000万元', '10000000'], ['100万人民币', '1000000'],
    ['100(万人民币元)', '1000000'], ['30（万元）', '300000'], ['1.5万', '15000'], ['0.12345万元', '1234.5'], ['0(万元)', '0'],
    ['¥1,234.56', '1234.56'], ['￥12元', '12'], ['人民币100万元整', '1000000'], ['２亿元', '200000000'], ['12', '12'],
    ['1,2(万元)', 'TABULAR_NOT_MONEY'], ['100万美元', 'TABULAR_FOREIGN_CURRENCY'], ['万元', 'TABULAR_NOT_MONEY'],
    ['100万亩', 'TABULAR_NOT_MONEY'], ['壹佰万元', 'TABULAR_NOT_MONEY'], ['-3万元', '-30000'], ['007万', '70000'],
    ['123,456,789,012万元', '1234567890120000'], ['1234567890123456万元', '12345678901234560000'],
  ])('%s → %s, the first time and when its unit is known', (text, expected) => {
    expect(apply(convert, text)).toBe(expected);
    expect(apply(convert, text)).toBe(expected);
  }); // prettier-ignore

  it('takes the unit of the column for bare numbers, and says the currency', () => {
    const thousands = moneyConverter({ unit: '万元', keptIn: '元', currency: 'CNY', anyCurrency: true });
    expect(apply(thousands, '12.5')).toBe('125000');
    expect(apply(thousands, '12元')).toBe('12');
    expect(apply(thousands, '3万美元')).toBe('30000');
    expect(work.currency).toBe('USD');
    expect(apply(thousands, '7万港元')).toBe('70000');
    expect(work.currency).toBe('HKD');
  });

  it.each(['$1000000', '1000000$', 'HK$ 5', '€1', '£2.5'])(
    '%s under 万元 is not guessed: it could be in the unit of the heading or not',
    (text) => {
      const told = moneyConverter({ unit: '万元', keptIn: '万元', currency: 'CNY', anyCurrency: true });
      const untold = moneyConverter({ unit: '万元', keptIn: '万元', currency: 'CNY', anyCurrency: false });
      expect([apply(told, text), apply(told, text)]).toEqual([
        'TABULAR_UNIT_UNCLEAR',
        'TABULAR_UNIT_UNCLEAR',
      ]);
      expect(apply(untold, text)).toBe('TABULAR_FOREIGN_CURRENCY');
      const yuan = moneyConverter({ unit: '元', keptIn: '元', currency: 'CNY', anyCurrency: true });
      expect(apply(yuan, text)).toBe(text.replace(/[^0-9.]/gu, ''));
      expect(apply(told, '￥5')).toBe('5');
      expect(apply(told, '100万美元')).toBe('100');
    },
  );

  it.each([['(3)', '-3'], ['（1,234.50）', '-1234.50'], ['(¥5)', '-5'], ['( 7 )', '-7'], ['(0)', '0'], ['3(元)', '3'], ['(3', 'TABULAR_NOT_MONEY'], ['3)', 'TABULAR_NOT_MONEY'], ['(3)万元', 'TABULAR_NOT_MONEY'], ['(3万元)', 'TABULAR_NOT_MONEY']])(
    'brackets around the number of %s are the minus of accountants or nothing that is read: %s',
    (text, expected) => expect(apply(convert, text)).toBe(expected),
  ); // prettier-ignore

  const kept = moneyConverter({ unit: '万元', keptIn: '万元', currency: 'CNY', anyCurrency: false });
  it.each([
    ['821', '821'], ['821.50', '821.50'], ['821万元', '821'], ['8,210,000元', '821'], ['5元', '0.0005'], ['-5,000元', '-0.5'], ['0元', '0'],
    ['10元', '0.001'], ['1亿元', '10000'], ['2千万', '2000'], ['100,000元', '10'],
  ])('%s in an item of 万元 is %s, the first time and when its unit is known', (text, expected) => {
    expect(apply(kept, text)).toBe(expected);
    expect(apply(kept, text)).toBe(expected);
  }); // prettier-ignore

  it.each([
    ['注册资本（万元）', '万元'], ['注册资本(单位：元)', '元'], ['认缴出资（万元，人民币）', '万元'], ['注册资本（万元）2025', '万元'], ['投资额 千元', '千元'],
    ['注册资本万元', '万元'], ['产值（亿元人民币）', '亿元'], ['金额:元', '元'], ['收入（万美元）', undefined], ['单元', undefined], ['所在单元', undefined],
    ['元旦值班', undefined], ['注册资本', undefined], ['公元', undefined], ['收入（万元/年）', '万元'], ['投资额[万元]', '万元'], ['投资额【万 元】', '万元'],
    ['注册资本（万元RMB）', '万元'], ['注册资本（万元/人民币）', '万元'], ['2025年收入万元(含税)', '万元'], ['产值（千万元）', '千万元'], ['十万元以上项目（百元）', '百元'],
    ['补贴（十万元）', '十万元'], ['存款（人民币亿元）', '亿元'], ['注册资本(单位: 万元)', '万元'], ['能耗（吨标准煤/万元）', undefined], ['单元(东)', undefined],
    ['注册资本（万）元', '万元'], ['产值（百万） 元', '百万元'], ['金额（十万）', undefined],
  ])('the unit in %s is %s', (name, unit) => expect(unitInName(name)).toBe(unit)); // prettier-ignore

  it.each([
    ['投资额（万）', '万元'], ['存款（单位：亿）', '亿元'], ['产值[百万]', '百万元'], ['收入（万/年）', undefined], ['投资额（万美元）', undefined], ['万达路店', undefined],
    ['注册资本（万元）', '万元'],
  ])('of amounts, the unit in %s is %s', (name, unit) => {
    expect(unitOfAmounts(name)).toBe(unit);
    expect(unitInName(name)).toBe(name.includes('万元') ? unit : undefined);
  }); // prettier-ignore

  it('agrees on the fast and the slow way', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 13n });
    const unit = fc.constantFrom('', '元', '万元', '(万元)', '亿元', '万人民币');
    fc.assert(
      fc.property(amount, unit, fc.boolean(), (number, suffix, grouped) => {
        const text = (grouped ? number.toLocaleString('en-US') : String(number)) + suffix;
        expect(apply(convert, text)).toBe(parseMoney(text, { unit: '元', keptIn: '元' })!.amount);
      }),
    );
  });
});

describe('dates', () => {
  const date = dateConverter({ serials: false });
  it.each([
    ['2019-01-02', '2019-01-02'], ['2019/1/2', '2019-01-02'], ['2019/01/02', '2019-01-02'], ['2019.1.2', '2019-01-02'],
    ['20190102', '2019-01-02'], ['2019年1月2日', '2019-01-02'], ['2019年01月02', '2019-01-02'], ['２０１９－０１－０２', '2019-01-02'],
    ['2019-01-02 00:00:00', '2019-01-02'], ['2019-01-02T00:00:00.000', '2019-01-02'], ['2020-02-29', '2020-02-29'],
    ['2019-02-29', 'TABULAR_NOT_A_DATE'], ['2019-13-01', 'TABULAR_NOT_A_DATE'], ['2019-01-02 08:00', 'TABULAR_NOT_A_DATE'],
    ['0000-01-01', 'TABULAR_NOT_A_DATE'], ['19-1-2', 'TABULAR_NOT_A_DATE'], ['43467', 'TABULAR_NOT_A_DATE'], ['2019-1', 'TABULAR_NOT_A_DATE'],
    ['9999-12-31', '9999-12-31'],
  ])('%s → %s', (text, expected) => expect(apply(date, text)).toBe(expected)); // prettier-ignore

  it.each([
    ['43467', '2019-01-02'], ['1', '1900-01-01'], ['59', '1900-02-28'], ['60', 'TABULAR_NOT_A_DATE'], ['61', '1900-03-01'],
    ['2958465', '9999-12-31'], ['2958466', 'TABULAR_NOT_A_DATE'], ['2019-01-02', '2019-01-02'],
  ])('serial %s → %s', (text, expected) => expect(apply(dateConverter({ serials: true }), text)).toBe(expected)); // prettier-ignore

  it('knows the 1904 system and times of day', () => {
    expect(serialText('0', true)).toBe('1904-01-01');
    expect(serialText('43467.5', false)).toBe('2019-01-02 12:00:00');
    expect(serialText('43467.999999999', false)).toBe('2019-01-03');
  });

  it.each([
    ['2019-01-02 03:04:05', '2019-01-02 03:04:05+08'], ['2019-01-02T03:04:05.123456Z', '2019-01-02 03:04:05.123456+00'],
    ['2019/1/2 8:05', '2019-01-02 08:05:00+08'], ['2019年1月2日 8时5分3秒', '2019-01-02 08:05:03+08'],
    ['2019年1月2日8时5分', '2019-01-02 08:05:00+08'], ['20190102030405', '2019-01-02 03:04:05+08'],
    ['2019-01-02', '2019-01-02 00:00:00+08'], ['2019-01-02 03:04+05:30', '2019-01-02 03:04:00+05:30'],
    ['2019-01-02 25:00', 'TABULAR_NOT_A_DATETIME'], ['2019-02-30 03:00', 'TABULAR_NOT_A_DATETIME'], ['昨天', 'TABULAR_NOT_A_DATETIME'],
  ])('moment %s → %s', (text, expected) => expect(apply(datetimeConverter({ serials: false }), text)).toBe(expected)); // prettier-ignore
});

describe('other types', () => {
  it.each([['是', 't'], ['否', 'f'], ['TRUE', 't'], ['n', 'f'], ['1', 't'], ['0', 'f'], ['√', 't'], ['ｙ', 't'], ['也许', 'TABULAR_NOT_A_BOOLEAN']])(
    'boolean %s → %s',
    (text, expected) => expect(apply(convertBoolean, text)).toBe(expected),
  ); // prettier-ignore

  it('judges credit codes, and tells a check digit from a shape', () => {
    const strict = identifierConverter('creditCode', false);
    const code = generateCreditCode(() => 0.3);
    expect(apply(strict, code)).toBe(code);
    expect(apply(strict, ` ${code.toLowerCase()}`)).toBe(code);
    expect(apply(strict, '91350100M000100Y43')).toBe('91350100M000100Y43');
    expect(apply(strict, '91350100M000100Y4Z')).toBe('TABULAR_NOT_A_CREDIT_CODE');
    expect(apply(strict, '91350211M0000XUF46')).toBe('TABULAR_BAD_CHECK_DIGIT');
    expect(apply(strict, '不详')).toBe('TABULAR_NOT_A_CREDIT_CODE');
    expect(apply(identifierConverter('creditCode', true), '91350211M0000XUF46')).toBe('91350211M0000XUF46');
    expect(RULE_CODES[work.warning]).toBe('TABULAR_BAD_CHECK_DIGIT');
    work.warning = -1;
  });

  it('judges resident numbers, division codes and telephone numbers', () => {
    const resident = identifierConverter('residentId', false);
    expect(apply(resident, '11010519491231002x')).toBe('11010519491231002X');
    expect(apply(resident, '110105194912310021')).toBe('TABULAR_BAD_CHECK_DIGIT');
    expect(
      apply(
        resident,
        generateResidentId(() => 0.5),
      ),
    ).toMatch(/^\d{17}[\dX]$/u);
    expect(apply(identifierConverter('divisionCode', false), '640104')).toBe('640104');
    expect(apply(identifierConverter('divisionCode', false), '64010')).toBe('TABULAR_NOT_A_DIVISION_CODE');
    const phone = identifierConverter('phone', false);
    expect(apply(phone, '+86 138 0013 8000')).toBe('13800138000');
    expect(apply(phone, '（0951）5012345')).toBe('0951-5012345');
    expect(apply(phone, '12345')).toBe('TABULAR_NOT_A_PHONE');
  });
});
