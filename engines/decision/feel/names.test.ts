import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey, NamePlace, Names, normalizeName, standsIn, wordAt, type FoundName } from './names.ts';

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
const GOES_ON = /[\p{L}\p{Nl}\p{So}\p{Sk}\p{Emoji_Presentation}\p{M}\p{N}_?]$/u;

/** Where a name ends that stands at the beginning of a text, told by looking at one character after the other. */
function endOf(text: string, name: string): number | undefined {
  let at = 0;
  let isAfterSign = false;
  for (const character of normalizeName(name).replaceAll(/ ?([./\-’'+*]) ?/gu, '$1')) {
    const isSign = /[./\-’'+*]/u.test(character);
    if (isSign || isAfterSign) while (/\s/u.test(text.charAt(at))) at += 1;
    isAfterSign = isSign;
    const start = at;
    if (character === ' ') while (/\s/u.test(text.charAt(at))) at += 1;
    else if (text.startsWith(character, at)) at += character.length;
    if (at === start) return undefined;
  }
  return GOES_ON.test(name) && /^[\p{L}\p{N}\p{M}_]/u.test(text.slice(at)) ? undefined : at;
}

function longestAt(names: Names, text: string): FoundName | undefined {
  const word = wordAt(text, 0);
  return word === undefined ? undefined : names.longestAt(new NamePlace(text, 0, word));
}

it.each([
  ['户-𠮷', '户-𠮷数'],
  ['户-🏠', '户-🏠数'],
  ['户-e\u0301', '户-e\u0301s'],
  ['户1', '户12'],
  ['户-?', '户-?1'],
])('%s is no name at the beginning of %s', (name, text) => {
  expect(longestAt(new Names([name]), text)).toBeUndefined();
  expect(longestAt(new Names([name]), name)).toEqual({ name, end: name.length });
});

describe('names by their tokens', () => {
  it('are the longest that stands there, as looking at each of them tells', () => {
    fc.assert(
      fc.property(
        fc.array(texts, { maxLength: 12 }),
        fc.array(texts, { maxLength: 4 }),
        texts,
        (own, others, rest) => {
          for (const first of [...own, rest]) {
            const text = first + rest;
            const word = wordAt(text, 0);
            const all = [...own, ...others].map(normalizeName);
            const ends = all
              .filter((name) => word !== undefined && wordAt(name, 0) === word)
              .flatMap((name) => endOf(text, name) ?? []);
            const found = longestAt(new Names(own, new Names(others)), text);
            expect(found?.end).toBe(ends.length > 0 ? Math.max(...ends) : undefined);
            if (found) expect(all).toContain(found.name);
            if (found) expect(endOf(text, found.name)).toBe(found.end);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('are compared together, however many begin with the same words', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `费用 of the item ${at}`);
    const known = new Names([...names, '费用 of', '费用']);
    const place = new NamePlace('x + 费用 of  the item 7 + 1', 4, '费用');
    expect(known.longestAt(place)).toEqual({ name: '费用 of the item 7', end: 21 });
    expect(place.compared).toBeLessThan(20);
  });

  it('of an inner scope come before the same ones of an outer one', () => {
    const known = new Names(['a+b'], new Names(['a + b', 'a']));
    expect(longestAt(known, 'a +  b')).toEqual({ name: 'a+b', end: 6 });
  });
});

it.each([
  ['年龄 + 1', '年龄', true],
  ['法定年龄 + 1', '年龄', false],
  ['年龄段', '年龄', false],
  ['a1b + 1b', 'b', false],
  ['x+y', 'x + y', true],
])('in %s, %s stands: %s', (text, name, stands) => {
  expect(standsIn(text, name)).toBe(stands);
});

it('names have one key where the reader takes one for the other', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const [one, other] = [normalizeName(a), normalizeName(b)];
      const word = wordAt(other, 0);
      fc.pre(word !== undefined && wordAt(one, 0) !== undefined);
      const found = new Names([one]).longestAt(new NamePlace(other, 0, word ?? ''));
      expect([one, other, nameKey(one) === nameKey(other)]).toEqual([
        one,
        other,
        found?.end === other.length,
      ]);
    }),
    { numRuns: 3000 },
  );
});
