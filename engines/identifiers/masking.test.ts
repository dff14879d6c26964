import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hidden, maskByKind } from './index.ts';
import type { Grade, MaskKind } from './index.ts';

const table: [kind: MaskKind, value: string, recognizable: string, outlined: string][] = [
  ['creditCode', '91350100M000100Y43', '91350100******0Y43', '9135**************'],
  ['organizationCode', 'M000100Y4', 'M0****0Y4', '*********'],
  ['organizationCode', 'M000100Y-4', 'M0****0Y-4', '*********'],
  ['residentId', '11010519491231002X', '110105*********02X', '1101**************'],
  ['residentId', '110105491231002', '110105******002', '1101***********'],
  ['divisionCode', '640121', '6401**', '64****'],
  ['divisionCode', '110101001001', '1101********', '11**********'],
  ['catalogueCode', '307002015/12', '307002015/***', '3*****/***'],
  ['phone', '13812345678', '138****5678', '138********'],
  ['phone', '010-65252200', '010-****200', '010-********'],
  ['phone', '(0951)5038127-8', '0951-****127', '0951-********'],
  ['personName', '张三', '张*', '张**'],
  ['personName', '王小明', '王**', '王**'],
  ['personName', '欧阳娜娜', '欧阳**', '欧阳**'],
  ['personName', '欧阳', '欧*', '欧**'],
  ['personName', '阿依古丽·买买提', '阿*******', '阿**'],
  ['personName', "Anne O'Neil", 'A**********', 'A**'],
  [
    'address',
    '示范省示范市江北区长安街道幸福路12号3-402室',
    '示范省示范市江北区长安街道****',
    '示范省示范市江北区****',
  ],
  [
    'address',
    '宁夏回族自治区银川市金凤区亲水大街1号',
    '宁夏回族自治区银川市金凤区亲水大街****',
    '宁夏回族自治区银川市金凤区****',
  ],
  ['address', '同心县豫海镇农民路4号楼', '同心县豫海镇****', '同心县****'],
  ['address', '示范市江北区某小区8号楼2单元', '示范市江北区****', '示范市江北区****'],
  ['bankCard', '6222021234567890123', '622202*********0123', '***************0123'],
  ['text', '保密备注', '保***', '******'],
];

const notOfTheirForm: [MaskKind, string][] = [
  ['creditCode', '91350100M000100Y4'],
  ['residentId', '1101051949'],
  ['phone', '1381234567'],
  ['personName', '张三（法定代表人）'],
  ['address', '幸福小区3号楼'],
  ['bankCard', '6222-0212'],
  ['text', '是'],
];

describe('masking by grade', () => {
  it.each(table)('%s %s', (kind, value, recognizable, outlined) => {
    const grades: Grade[] = [1, 2, 3, 4];
    expect(grades.map((grade) => maskByKind(kind, value, grade))).toEqual([
      value,
      recognizable,
      outlined,
      hidden,
    ]);
  });

  it.each(notOfTheirForm)('hides a %s that does not have the form of one: %s', (kind, value) => {
    expect(maskByKind(kind, value, 2)).toBe(hidden);
    expect(maskByKind(kind, value, 3)).toBe(hidden);
    expect(maskByKind(kind, value, 1)).toBe(value);
  });

  it('leaves the empty value empty', () => {
    expect(maskByKind('phone', '', 4)).toBe('');
  });

  const kinds = fc.constantFrom(...new Set(table.map(([kind]) => kind)));
  const values = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(...table.map(([, value]) => value)),
  );

  it('a higher grade never shows more of the value', () => {
    const shown = (text: string) => text.replaceAll('*', '').length;
    fc.assert(
      fc.property(kinds, values, (kind, value) => {
        fc.pre(!value.includes('*'));
        const [second, third] = [maskByKind(kind, value, 2), maskByKind(kind, value, 3)];
        expect(shown(third)).toBeLessThanOrEqual(shown(second));
        if (value !== '') expect(second).toContain('*');
        if (value !== '') expect(maskByKind(kind, value, 4)).toBe(hidden);
      }),
    );
  });
});
