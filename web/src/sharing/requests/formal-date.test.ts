import { expect, test } from 'vitest';
import { formalDate } from './formal-date.ts';

test.each([
  ['2026-12-01', '二〇二六年十二月一日', '1 December 2026'],
  ['2027-11-30', '二〇二七年十一月三十日', '30 November 2027'],
  ['2030-10-10', '二〇三〇年十月十日', '10 October 2030'],
  ['2028-02-29', '二〇二八年二月二十九日', '29 February 2028'],
])('%s as agreements write it', (date, zh, en) => {
  expect(formalDate(date, 'zh')).toBe(zh);
  expect(formalDate(date, 'en')).toBe(en);
});
