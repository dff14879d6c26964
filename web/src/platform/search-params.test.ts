import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import * as s from './search-params.ts';

describe('the URL carries plain parameters', () => {
  it('repeats a name for a list and leaves out what is empty', () => {
    const text = s.stringifySearch({ q: '社保', share: ['a', 'b'], page: 2, none: undefined, empty: '' });
    expect(decodeURIComponent(text)).toBe('?q=社保&share=a&share=b&page=2');
    expect(s.stringifySearch({})).toBe('');
  });
  it('gives back any record of texts and lists', () => {
    const word = fc.string({ minLength: 1, maxLength: 12 });
    const value = fc.oneof(word, fc.array(word, { minLength: 2, maxLength: 4 }));
    fc.assert(
      fc.property(
        fc.dictionary(
          word.filter((key) => key !== '__proto__'),
          value,
        ),
        (record) => {
          expect(s.parseSearch(s.stringifySearch(record))).toEqual({ ...record });
        },
      ),
    );
  });
});

describe('a page takes what it knows', () => {
  const schema = s.searchSchema({
    q: s.textParam(4),
    share: s.listParam(['open', 'closed']),
    sort: s.choiceParam(['name', 'date']),
    year: s.numberParam({ min: 2000, max: 2100 }),
    mine: s.flagParam(),
  });
  const read = (search: Record<string, unknown>) => v.parse(schema, search);
  it('types what is right', () => {
    expect(read(s.parseSearch('?q=12345&share=open&share=x&sort=date&year=2026&mine=1'))).toEqual({
      q: '1234',
      share: ['open'],
      sort: 'date',
      year: 2026,
      mine: true,
    });
  });
  it('drops what is wrong and what is unknown', () => {
    expect(read(s.parseSearch('?share=x&sort=up&year=1e9&mine=no&other=1'))).toEqual({});
    expect(read({})).toEqual({});
  });
});
