import { expect, test } from 'vitest';
import { generateCreditCode, generateResidentId } from '@tandem/identifiers';
import { guessColumns } from './guess-columns.ts';
import { readCsv } from './read-csv.ts';
import { namesDivisions } from './type-choice.ts';

function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 4_294_967_296;
  };
}

test('resident numbers and credit codes are told apart by their check digits, though both have 18 places', async () => {
  const random = numbersFrom(3);
  const rows = Array.from(
    { length: 2000 },
    () => `${generateResidentId(random)},${generateCreditCode(random)}`,
  );
  const table = await readCsv([Buffer.from(`证件号,代码\n${rows.join('\n')}\n`)]);
  const guesses = await guessColumns(table);
  expect(guesses.map((guess) => guess.type)).toEqual(['residentId', 'creditCode']);
});

test('names say that divisions are in a column, in both languages', () => {
  const said = [
    '区县代码',
    '所属辖区',
    '属地',
    '地区代码',
    '所属区县',
    '行政区域',
    '区划代码',
    'DISTRICT_CODE',
    'county',
    'Region code',
  ];
  expect(said.filter((name) => !namesDivisions(name))).toEqual([]);
  const others = ['登记状态', '企业名称', '小区名称', '时区', 'address'];
  expect(others.filter(namesDivisions)).toEqual([]);
});
