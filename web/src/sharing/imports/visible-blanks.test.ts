import { expect, test } from 'vitest';
import { visibleBlanks } from './visible-blanks.ts';

test.each([
  ['  =1+1 ', '␣␣=1+1␣'],
  ['示范路 1 号', '示范路 1 号'],
  ['示范路  1 号', '示范路␣␣1 号'],
  ['\u3000城东\u00a0', '⟨U+3000⟩城东⟨U+00A0⟩'],
  ['城\u200b东\t', '城⟨U+200B⟩东⟨U+0009⟩'],
  ['   ', '␣␣␣'],
  ['', ''],
])('%j is drawn as %s', (text, drawn) => {
  expect(visibleBlanks(text)).toBe(drawn);
});
