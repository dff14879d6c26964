import { expect, test } from 'vitest';
import { englishByName } from './english-names.ts';

const department = (name: string, shortName: string, nameEn: string, shortNameEn = '') => ({
  name,
  shortName,
  nameEn,
  shortNameEn,
});

test('English names are found by the full and by the short Chinese one; without a short one the full one is drawn', () => {
  expect(
    englishByName([
      department('示范市税务局', '税务局', 'Shifan Tax Bureau', 'Tax'),
      department('示范市民政局', '民政局', 'Shifan Civil Affairs Bureau'),
    ]),
  ).toEqual({
    示范市税务局: 'Shifan Tax Bureau',
    税务局: 'Tax',
    示范市民政局: 'Shifan Civil Affairs Bureau',
    民政局: 'Shifan Civil Affairs Bureau',
  });
});

test('a short name that two departments share is drawn in English only where both are called the same', () => {
  const found = englishByName([
    department('江北区教育局', '教育局', 'Jiangbei Education Bureau'),
    department('江南区教育局', '教育局', 'Jiangnan Education Bureau'),
    department('江北区民政局', '民政局', 'Jiangbei Civil Affairs Bureau', 'Civil Affairs'),
    department('江南区民政局', '民政局', 'Jiangnan Civil Affairs Bureau', 'Civil Affairs'),
  ]);
  expect(found['教育局']).toBeUndefined();
  expect(found['民政局']).toBe('Civil Affairs');
});
