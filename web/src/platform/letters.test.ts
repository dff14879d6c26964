import { expect, test } from 'vitest';
import { lettersIn } from './letters.ts';

test('punctuation, blanks and what nobody sees are no letters', () => {
  expect(lettersIn('。'.repeat(20))).toBe(0);
  expect(lettersIn('\u3164\u200b … 😀')).toBe(0);
  expect(lettersIn('依据第 12 条，𠮷野不需要。')).toBe(11);
});
