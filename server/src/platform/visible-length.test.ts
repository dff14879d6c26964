import { expect, test } from 'vitest';
import { lettersIn, visibleLength } from './visible-length.ts';

test('only what is seen counts', () => {
  expect(visibleLength('  公交线路 与\n站点 ')).toBe(9);
  expect(visibleLength('𠮷野')).toBe(2);
  for (const unseen of [
    '\u200b',
    '\u2060',
    '\u00ad',
    '\u3164',
    '\u2800',
    '\u3000',
    '\u202e',
    '\0',
    '\t\n',
    '\ud800',
  ])
    expect(visibleLength(unseen.repeat(20))).toBe(0);
  expect(visibleLength(`一${'\u200b'.repeat(20)}二`)).toBe(2);
  expect(visibleLength(`一${' '.repeat(20)}二`)).toBe(3);
});

test('only letters and digits give reasons', () => {
  expect(lettersIn('。'.repeat(20))).toBe(0);
  expect(lettersIn('…—— 😀 \u3164')).toBe(0);
  expect(lettersIn('依据第 12 条，𠮷野不需要。')).toBe(11);
});
