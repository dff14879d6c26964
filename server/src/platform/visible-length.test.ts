import { expect, test } from 'vitest';
import { visibleLength } from './visible-length.ts';

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
