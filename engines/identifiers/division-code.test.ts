import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createDivisionHistory,
  DIVISION_CODE_PATTERN,
  generateDivisionCode,
  isDivisionCode,
  parseDivisionCode,
  parseSuccessors,
  significantDigits,
} from './index.ts';
import type { DivisionRecord } from './index.ts';

describe('division codes', () => {
  it.each([
    ['000000', 'nation', '000000', [], undefined],
    ['640000', 'province', '640000', [], undefined],
    ['640100', 'city', '640100', ['640000'], undefined],
    ['640121', 'county', '640121', ['640100', '640000'], undefined],
    ['640121000000', 'county', '640121', ['640100', '640000'], undefined],
    ['460001', 'county', '460001', ['460000'], undefined],
    ['110101001', 'township', '110101001', ['110101', '110100', '110000'], 'subdistrict'],
    ['110101101', 'township', '110101101', ['110101', '110100', '110000'], 'town'],
    ['110101201', 'township', '110101201', ['110101', '110100', '110000'], 'township'],
    ['110101401000', 'township', '110101401', ['110101', '110100', '110000'], 'other'],
    ['441900003', 'township', '441900003', ['441900', '440000'], 'subdistrict'],
    [
      '110101001001',
      'village',
      '110101001001',
      ['110101001', '110101', '110100', '110000'],
      'residents-committee',
    ],
    [
      '110101101201',
      'village',
      '110101101201',
      ['110101101', '110101', '110100', '110000'],
      'villagers-committee',
    ],
  ])('%s is a %s', (input, level, code, parents, kind) => {
    const parsed = parseDivisionCode(input);
    expect(parsed).toMatchObject({ ok: true, value: { code, level, parents } });
    expect(parsed.ok ? parsed.value.kind : 'refused').toBe(kind);
  });

  it.each([
    ['', ['empty']],
    ['6401', ['length']],
    ['64012A', ['character']],
    ['64O1Z1', ['character', 'character']],
    ['000100', ['province-missing']],
    ['000000000001', ['province-missing', 'township-missing']],
  ])('%j is refused: %j', (input, codes) => {
    const parsed = parseDivisionCode(input);
    expect(parsed.ok ? [] : parsed.reasons.map(({ code }) => code)).toEqual(codes);
    expect(parsed).not.toMatchObject({ overridable: true });
  });

  it('are told by one pattern, in whatever province', () => {
    const pattern = new RegExp(DIVISION_CODE_PATTERN, 'u');
    const digits = fc.array(fc.constantFrom('000', '001', '100', '640', '990', '999', '12', '一'), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(digits, (parts) => {
        const text = parts.join('');
        expect(pattern.test(text), text).toBe(parseDivisionCode(text).ok);
      }),
      { numRuns: 2000 },
    );
  });

  it('are told by their form and province', () => {
    expect(['110101', '110101001', '110101001001', '820000'].map(isDivisionCode)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['990101', '11010', '11010a', '000000', ''].map(isDivisionCode)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('lie within one another by their significant digits', () => {
    const digitsOf = (text: string) => {
      const parsed = parseDivisionCode(text);
      return parsed.ok ? significantDigits(parsed.value.code) : undefined;
    };
    expect(
      ['000000', '640000', '640100', '640121', '640121000000', '441900003', '１１１０ ００'].map(digitsOf),
    ).toEqual(['', '64', '6401', '640121', '640121', '441900003', '1110']);
  });

  it('generated ones are counties with two parents that contain them', () => {
    const draws = fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
    fc.assert(
      fc.property(draws, (numbers) => {
        const code = generateDivisionCode(() => numbers.next().value ?? 0);
        const parsed = parseDivisionCode(code);
        expect(parsed).toMatchObject({ ok: true, value: { level: 'county', code } });
        const parents = parsed.ok ? parsed.value.parents : [];
        expect(parents).toHaveLength(2);
        expect(parents.every((parent) => code.startsWith(significantDigits(parent)))).toBe(true);
      }),
    );
    expect(() => generateDivisionCode(Math.random, { province: '99' })).toThrow(
      expect.objectContaining({ code: 'IDENTIFIER_PARTS_INVALID' }),
    );
  });
});

type Life = [
  code: string,
  name: string,
  status: DivisionRecord['status'],
  years: [number, number | null],
  successor?: string,
];

function lives(rows: readonly Life[]): DivisionRecord[] {
  return rows.map(([code, name, status, [since, until], successor = '']) => ({
    code,
    name,
    level: 'county',
    status,
    since,
    until,
    successor,
  }));
}

/** A synthetic province: renamed twice, merged, divided, lent out in part, dissolved, and two circles. */
const history = createDivisionHistory(
  lives([
    ['990101', '新南区', 'current', [2010, null]],
    ['990101', '南区', 'changed', [1995, 2010], '990101'],
    ['990101', '南郊', 'changed', [1981, 1995]],
    ['990102', '旧城区', 'retired', [1981, 2010], '990101'],
    ['990103', '大县', 'retired', [1981, 2000], '990104[1990];990105;990106'],
    ['990104', '东区', 'current', [1985, null]],
    ['990105', '甲区', 'current', [2000, null], '990104[2015]'],
    ['990106', '乙县', 'retired', [2000, 2012], '990107'],
    ['990107', '乙区', 'current', [2012, null]],
    ['990200', '老地区', 'retired', [1981, 1990]],
    ['990301', '圈一', 'retired', [1981, 1990], '990302'],
    ['990302', '圈二', 'retired', [1981, 1990], '990301'],
    ['990401', '半失', 'retired', [1981, 1990], '990107;990402'],
    ['990501', '半圈', 'retired', [1981, 1990], '990502;990104'],
    ['990502', '回圈', 'retired', [1981, 1990], '990501'],
  ]),
);

function names(code: string, year?: number): unknown {
  const answer = history.resolve(code, year);
  if (!answer.ok) return answer.reason;
  const { asked, current, partly, complete } = answer;
  return [asked.name, current.map(({ name }) => name), partly.map(({ name }) => name), complete];
}

describe('the history of divisions', () => {
  it.each([
    ['990101', undefined, ['新南区', ['新南区'], [], true]],
    ['990101', 1985, ['南郊', ['新南区'], [], true]],
    ['990101', 2010, ['新南区', ['新南区'], [], true]],
    ['990102', undefined, ['旧城区', ['新南区'], [], true]],
    ['990103', 1985, ['大县', ['甲区', '乙区'], ['东区'], true]],
    ['990103', 1995, ['大县', ['甲区', '乙区'], ['东区'], true]],
    ['990105', 2014, ['甲区', ['甲区'], ['东区'], true]],
    ['990105', 2015, ['甲区', ['甲区'], ['东区'], true]],
    ['990105', 2016, ['甲区', ['甲区'], [], true]],
    ['990501', undefined, ['半圈', ['东区'], [], false]],
    ['990106', 2005, ['乙县', ['乙区'], [], true]],
    ['990401', undefined, ['半失', ['乙区'], [], false]],
    ['990200', undefined, 'successor-unknown'],
    ['990301', undefined, 'successor-unknown'],
    ['990106', 1990, 'not-in-force'],
    ['999999', undefined, 'code-unknown'],
  ])('%s as used in %s', (code, year, expected) => {
    expect(names(code, year)).toEqual(expected);
  });

  it('minds parts that moved only after the year asked about', () => {
    const lent = createDivisionHistory(
      lives([
        ['990103', '大县', 'current', [1981, null], '990104[1990]'],
        ['990104', '东区', 'current', [1985, null], '990103[1995]'],
      ]),
    );
    const partly = (year: number) => {
      const answer = lent.resolve('990103', year);
      return answer.ok ? answer.partly.map(({ name }) => name) : answer.reason;
    };
    expect(partly(1985)).toEqual(['东区']);
    expect(partly(1991)).toEqual([]);
  });

  it('knows which life of a code a year falls into', () => {
    expect(history.recordIn('990101', 1994)?.name).toBe('南郊');
    expect(history.recordIn('990101', 1980)).toBeUndefined();
  });

  it('reads the notation of successors', () => {
    expect(parseSuccessors('130108[2001];130111')).toEqual([
      { code: '130108', partIn: 2001 },
      { code: '130111' },
    ]);
    expect(parseSuccessors('')).toEqual([]);
  });

  it('always ends, and answers with current divisions only', () => {
    const codes = ['990001', '990002', '990003', '990004'];
    const successor = fc
      .subarray(codes)
      .chain((some) =>
        fc
          .tuple(...some.map((code) => fc.constantFrom(code, `${code}[1990]`, `${code}[2005]`)))
          .map((all) => all.join(';')),
      );
    const record = fc.record({
      code: fc.constantFrom(...codes),
      name: fc.constant('某县'),
      level: fc.constant('county' as const),
      status: fc.constantFrom('current' as const, 'changed' as const, 'retired' as const),
      since: fc.integer({ min: 1981, max: 2010 }),
      until: fc.option(fc.integer({ min: 1981, max: 2020 })),
      successor,
    });
    const years = fc.option(fc.integer({ min: 1981, max: 2024 }), { nil: undefined });
    fc.assert(
      fc.property(
        fc.array(record, { maxLength: 12 }),
        fc.constantFrom(...codes),
        years,
        (records, code, year) => {
          const answer = createDivisionHistory(records).resolve(code, year);
          if (!answer.ok) return;
          expect(answer.current.length).toBeGreaterThan(0);
          for (const found of [...answer.current, ...answer.partly]) expect(found.status).toBe('current');
        },
      ),
    );
  });
});
