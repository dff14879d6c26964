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
    found.lookApart(bytes, 1, bytes.length - 1);
  }
  return found.areAmong(values.length);
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

it('finds them written apart, in full width, among numbers of their form, and as taxpayers have them', () => {
  const draw = drawer(7);
  const many = (one: (id: string, n: number) => string) =>
    Array.from({ length: 300 }, (_, n) => one(generateResidentId(draw), n));
  expect(areIn(many((id) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`))).toBe(true);
  expect(areIn(many((id) => `${id.slice(0, 6)}-${id.slice(6)}`))).toBe(true);
  const apart = (id: string) => `${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`;
  const sentence = '申请人张三丰，性别男，民族汉，身份证件号码';
  expect(areIn(many((id) => `${sentence} ${apart(id)} 已核对`))).toBe(true);
  expect(areIn(many((id) => apart(id).replaceAll(' ', '\u200B')))).toBe(true);
  const wide = (text: string) =>
    text.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  expect(areIn(many(wide))).toBe(true);
  const serial = (n: number) =>
    `640104201904${String(n * 7919)
      .padStart(6, '0')
      .slice(-6)}`;
  expect(areIn(many((id, n) => (n % 3 === 0 ? id : serial(n))))).toBe(true);
  expect(areIn(many((id) => `${id.replace('X', '1')}01`).filter((_, n) => n < 300))).toBe(true);
  expect(areIn([generateResidentId(draw)]), 'all there is').toBe(true);
  const former = (id: string) => id.slice(0, 6) + id.slice(8, 17);
  const births = many((id) => id).filter((id) => id.slice(6, 8) === '19');
  expect(areIn(births.map(former)), 'of before 1999').toBe(true);
});

it('takes no other numbers for them', () => {
  const draw = drawer(20_261_129);
  const digits = (count: number) => Array.from({ length: count }, () => Math.floor(draw() * 10)).join('');
  const many = (one: () => string) => Array.from({ length: 2000 }, one);
  expect(areIn(many(() => digits(18)))).toBe(false);
  expect(areIn(many(() => `640104201904${digits(6)}`)), 'a day in the middle').toBe(false);
  expect(areIn(many(() => `1${generateResidentId(draw)}`)), '19 digits are none').toBe(false);
  expect(areIn(many(() => digits(17)))).toBe(false);
  expect(areIn(many(() => digits(15)))).toBe(false);
  expect(areIn(many(() => `640104190301${digits(3)}`)), 'matters of a day in this century').toBe(false);
  expect(areIn(many(() => generateCreditCode(draw)))).toBe(false);
  const mistaken = [generateResidentId(draw), generateResidentId(draw), ...many(() => '无')];
  expect(areIn(mistaken), 'two may be typed by mistake').toBe(false);
});
