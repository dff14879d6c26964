import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonicalJson, parseCanonicalJson } from './index.ts';

const code = (code: string) => expect.objectContaining({ code });

describe('canonical JSON', () => {
  it('gives the examples of RFC 8785', () => {
    const sample = String.raw`{"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`;
    expect(canonicalJson(JSON.parse(sample))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
    const keys = String.raw`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}`;
    expect(Object.values<number>(JSON.parse(keys)).length).toBe(7);
    expect(
      canonicalJson(JSON.parse(keys))
        .match(/\d(?=[,}])/g)
        ?.join(''),
    ).toBe('2467153');
  });

  test.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [1e21, '1e+21'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
  ])('writes %d as ECMAScript does', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it('says the same for equal values, and reads back what it says', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
        expect(canonicalJson(reversed(JSON.parse(text)))).toBe(text);
      }),
    );
  });

  test.each([
    ['spaces', '{ "a":1}'],
    ['order', '{"b":1,"a":2}'],
    ['a member twice', '{"a":1,"a":1}'],
    ['numbers', '1.0'],
    ['needless escapes', String.raw`"\u0041"`],
    ['a newline', '1\n'],
    ['a BOM', '\ufeff1'],
    ['no JSON', '{'],
    ['nothing', ''],
    ['a lone surrogate', String.raw`"\ud800"`],
  ])('refuses another spelling: %s', (_, text) => {
    expect(() => parseCanonicalJson(text)).toThrow(expect.objectContaining({ name: 'LedgerError' }));
  });

  test.each([
    ['undefined', { a: undefined }],
    ['NaN', Number.NaN],
    ['Infinity', [Infinity]],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['a function', () => 1],
    ['a lone surrogate', '\ud800'],
    ['one in a key', { '\udfff': 1 }],
    ['depth', Array.from({ length: 65 }).reduce((inner) => [inner], 0)],
    ['a hole', Array.from({ length: 1 })],
  ])('refuses what JSON can not carry: %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(code('VALUE_NOT_JSON'));
  });

  it('is not fooled by a member named __proto__', () => {
    const text = '{"__proto__":{"a":1},"b":2}';
    expect(canonicalJson(parseCanonicalJson(text))).toBe(text);
  });
});

/** The same value with all members in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toReversed();
  return Object.fromEntries(members.map(([key, member]) => [key, reversed(member)]));
}
