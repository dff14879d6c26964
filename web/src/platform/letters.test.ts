import { expect, test } from 'vitest';
import { isTooLong, lettersIn, roomOf } from './letters.ts';

test('punctuation, blanks and what nobody sees are no letters', () => {
  expect(lettersIn('。'.repeat(20))).toBe(0);
  expect(lettersIn('\u3164\u200b … 😀')).toBe(0);
  expect(lettersIn('依据第 12 条，𠮷野不需要。')).toBe(11);
});

test('what is too much is counted in characters, and said before the field is full', () => {
  expect(roomOf('字'.repeat(900), 1000)).toEqual({ typed: 900, excess: 0, isNearlyFull: false });
  expect(roomOf('字'.repeat(901), 1000)).toMatchObject({ excess: 0, isNearlyFull: true });
  expect(roomOf('字'.repeat(2811), 2000)).toEqual({ typed: 2811, excess: 811, isNearlyFull: true });
  expect(isTooLong('𠮷'.repeat(100), 100)).toBe(false);
  expect(isTooLong('𠮷'.repeat(101), 100)).toBe(true);
});
