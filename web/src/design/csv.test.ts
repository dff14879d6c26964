import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

const body = (cell: string) =>
  toCsv(['甲'], [[cell]])
    .split('\r\n')
    .slice(1)
    .join('\r\n');

describe('toCsv', () => {
  it('begins with a byte order mark and ends every row with CRLF', () => {
    expect(toCsv(['甲', '乙'], [['1', '2']])).toBe('\uFEFF甲,乙\r\n1,2\r\n');
  });
  it.each([
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    [' edge ', '" edge "'],
  ])('quotes %j', (cell, written) => {
    expect(body(cell)).toBe(`${written}\r\n`);
  });
  it.each(['=1+1', '+cmd', '-2+3', '@SUM(A1)', '\t=1', '＝1'])('disarms %j', (cell) => {
    expect(body(cell).replace('"', '').startsWith("'")).toBe(true);
  });
  it.each(['-5', '+86', '-0.25'])('leaves the number %j alone', (cell) => {
    expect(body(cell)).toBe(`${cell}\r\n`);
  });
});
