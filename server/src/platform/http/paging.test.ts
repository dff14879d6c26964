import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor, type KeyKind, toPage } from './paging.ts';

const wellFormed = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));

test('a cursor survives its trip, whatever its keys', () => {
  fc.assert(
    fc.property(
      wellFormed,
      fc.integer({ min: -(2 ** 31) + 1, max: 2 ** 31 - 1 }),
      fc.uuid(),
      (text, n, id) => {
        const keys = [text, n, id];
        expect(decodeCursor(encodeCursor(keys), ['text', 'integer', 'uuid'])).toEqual(keys);
      },
    ),
  );
  for (const at of ['infinity', '2026-11-28T01:02:03.456Z', '2026-11-28 09:02:03.456789+08'])
    expect(decodeCursor(encodeCursor([at]), ['instant'])).toEqual([at]);
});

test('a cursor that is not one of ours is refused with a code', () => {
  const kinds: KeyKind[] = ['uuid', 'text', 'number', 'integer', 'instant'];
  const refused = { code: 'PLATFORM_CURSOR_INVALID', status: 400 };
  const problemOf = (cursor: string, expected: readonly KeyKind[]) => {
    try {
      decodeCursor(cursor, expected);
    } catch (error) {
      return error;
    }
    return undefined;
  };
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(problemOf(text, ['uuid', 'uuid'])).toMatchObject(refused);
    }),
  );
  for (const kind of kinds) expect(problemOf(encodeCursor([null]), [kind]), kind).toMatchObject(refused);
  for (const [kind, value] of [
    ['uuid', 'zz'],
    ['text', 'a\0b'],
    ['text', '\ud800'],
    ['number', 1e300],
    ['integer', 1.5],
    ['instant', '9999-99-99'],
    ['instant', '2026-13-41 00:00:00Z'],
    ['instant', '2026-02-31 00:00:00+08'],
    ['instant', '2026-01-01 00:00:00+25:99'],
  ] as const)
    expect(problemOf(encodeCursor([value]), [kind]), `${kind} ${value}`).toMatchObject(refused);
});

test('a page of n asks for one more row to know whether there is a next', () => {
  expect(toPage([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], next: encodeCursor([2]) });
  expect(toPage([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2] });
});
