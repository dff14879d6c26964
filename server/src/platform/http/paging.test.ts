import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor, toPage } from './paging.ts';

test('a cursor survives its trip, whatever its keys', () => {
  const key = fc.array(fc.oneof(fc.string(), fc.integer(), fc.constant(null)), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(key, (keys) => {
      expect(decodeCursor(encodeCursor(keys), keys.length)).toEqual(keys);
    }),
  );
});

test('a cursor that is not one of ours is refused with a code', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        decodeCursor(text, 2);
      } catch (error) {
        expect(error).toMatchObject({ code: 'PLATFORM_CURSOR_INVALID', status: 400 });
      }
    }),
  );
  expect(() => decodeCursor(encodeCursor([1]), 2)).toThrow();
});

test('a page of n asks for one more row to know whether there is a next', () => {
  expect(toPage([1, 2, 3], 2, (n) => [n])).toEqual({ items: [1, 2], next: encodeCursor([2]) });
  expect(toPage([1, 2], 2, (n) => [n])).toEqual({ items: [1, 2] });
});
