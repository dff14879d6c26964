import { generateCreditCode, generateResidentId } from '@tandem/identifiers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CitizenNumbers } from './citizen-numbers.ts';

const anySeed = fc.integer({ min: 1, max: 2 ** 31 - 1 });

function drawer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}

function areIn(values: readonly string[]): boolean {
  const found = new CitizenNumbers();
  for (const value of values) {
    const bytes = Buffer.from(`,${value},`);
    found.look(bytes, 1, bytes.length - 1);
  }
  return found.areFound;
}

it('finds them wherever they stand in a value, alone or beside other values', () => {
  const around = fc.constantFrom(
    '',
    ' ',
    '’',
    '证',
    '（',
    'No.',
    '；',
    'x'.repeat(40),
    '身份证号码：',
    ' 5 ',
  );
  fc.assert(
    fc.property(anySeed, around, around, (seed, before, after) => {
      const draw = drawer(seed);
      const one = () => `${before}${generateResidentId(draw)}${after}`;
      expect(areIn([one(), one(), one()])).toBe(true);
      expect(areIn([one(), generateCreditCode(draw), one(), '无', one().toLowerCase()])).toBe(true);
      expect(areIn([`${one()}；${one()}、${one()}`])).toBe(true);
    }),
  );
});

it('takes no other numbers for them', () => {
  const draw = drawer(20_261_129);
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(draw() * 10)).join('');
  const many = (one: () => string) => Array.from({ length: 2000 }, one);
  expect(areIn(many(() => digits(18)))).toBe(false);
  expect(areIn(many(() => `640104201904${digits(6)}`)), 'a day in the middle').toBe(false);
  expect(areIn(many(() => `1${generateResidentId(draw)}`)), '19 digits are none').toBe(false);
  expect(areIn(many(() => digits(17)))).toBe(false);
  expect(areIn(many(() => generateCreditCode(draw)))).toBe(false);
  expect(areIn([generateResidentId(draw), generateResidentId(draw)]), 'two may be typed by mistake').toBe(
    false,
  );
});
