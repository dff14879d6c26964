import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchName, Names, normalizeName, wordAt } from './names.ts';

const PIECES = [
  '费',
  '费用',
  'a',
  'ab',
  'b1',
  '_',
  ' ',
  '  ',
  ' + ',
  '+',
  '-',
  '/',
  '.',
  '’',
  '（',
  '?',
  '☃',
  '·',
];
const texts = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(''));
const longest = (names: readonly string[], text: string): string | undefined =>
  names.find((name) => matchName(text, 0, name) !== undefined);

it.each([
  ['户-𠮷', '户-𠮷数'],
  ['户-🏠', '户-🏠数'],
  ['户-e\u0301', '户-e\u0301s'],
  ['户1', '户12'],
])('%s is no name at the beginning of %s', (name, text) => {
  expect(matchName(text, 0, name)).toBeUndefined();
  expect(matchName(name, 0, name)).toBe(name.length);
});

describe('names by their tokens', () => {
  it('are those that stand there, as looking at each of them tells', () => {
    fc.assert(
      fc.property(
        fc.array(texts, { maxLength: 12 }),
        fc.array(texts, { maxLength: 4 }),
        texts,
        (own, others, rest) => {
          for (const first of [...own, rest]) {
            const text = first + rest;
            const word = wordAt(text, 0);
            if (word === undefined) continue;
            const all = [...new Set([...own, ...others].map(normalizeName))]
              .filter((name) => wordAt(name, 0) === word)
              .toSorted((a, b) => b.length - a.length);
            const found = longest(new Names(own, new Names(others)).candidates(word, text, 0), text);
            const wanted = longest(all, text);
            expect(found?.length).toBe(wanted?.length);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('are few of many that begin with the same words', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `费用 of the item ${at}`);
    const known = new Names([...names, '费用 of', '费用']);
    expect(known.candidates('费用', 'x + 费用 of  the item 7 + 1', 4)).toEqual([
      '费用 of the item 7',
      '费用 of',
      '费用',
    ]);
  });
});
