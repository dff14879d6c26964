import { expect, test } from 'vitest';
import type { Content } from './catalogue-api.ts';
import { unmended } from './mended-faults.ts';

const row = (column: string, name = '') => ({ column, name, level: 'general', grade: 1 });
const filed = {
  title: '企业登记基本信息',
  summary: '一',
  items: [row('a'), row('b'), row('c')],
  shareClass: 'conditional',
  conditions: { scope: '', purposes: [], others: [] },
  openness: { kind: 'closed', condition: '' },
} as unknown as Content;
const required = (...fields: string[]) =>
  fields.map((field) => ({ field, code: 'CATALOGUE_FIELD_REQUIRED' }));
const names = required('/items/0/name', '/items/1/name', '/items/2/name');
const open = (faults: { field: string; code: string }[], then: Content, content: Content) =>
  unmended(faults, then, { content, gaps: [] });
const changed = (patch: object) => ({ ...filed, ...patch }) as Content;

test('one row mended leaves the faults of the others', () => {
  expect(open(names, filed, filed)).toHaveLength(3);
  const items = [row('a', '名称'), row('b'), row('c')];
  expect(open(names, filed, changed({ items }))).toEqual(['/items/1/name', '/items/2/name']);
});

test('rows that came, went or moved are looked for as they were', () => {
  expect(open(names, filed, changed({ items: [row('c'), row('a')] }))).toEqual([
    '/items/0/name',
    '/items/2/name',
  ]);
  expect(open(names, filed, changed({ items: [row('b'), row('a', '名称'), row('c')] }))).toEqual([
    '/items/1/name',
    '/items/2/name',
  ]);
});

test('parts of one field are told apart, and what the share class no longer asks for is mended', () => {
  const faults = required('/conditions/scope', '/conditions/purposes');
  const conditions = { scope: '本市各部门', purposes: [], others: [] };
  expect(open(faults, filed, changed({ conditions }))).toEqual(['/conditions/purposes']);
  expect(open(faults, filed, changed({ shareClass: 'unconditional', conditions: null }))).toEqual([]);
});

test('a changed value that still breaks the rule is not mended', () => {
  const short = [{ field: '/summary', code: 'CATALOGUE_FIELD_SHORT' }];
  expect(open(short, filed, changed({ summary: 'x' }))).toEqual(['/summary']);
  expect(open(short, filed, changed({ summary: '在本市登记的企业的信息' }))).toEqual([]);
  const twice = ['/items/1/name'].map((field) => ({ field, code: 'CATALOGUE_FIELD_TWICE' }));
  const before = changed({ items: [row('a', '名称'), row('b', '名称')] });
  expect(open(twice, before, before)).toEqual(['/items/1/name']);
  expect(open(twice, before, changed({ items: [row('a', '代码'), row('b', '名称')] }))).toEqual([]);
  const unknown = [{ field: '/classification', code: 'CATALOGUE_FIELD_CLASSIFICATION_UNKNOWN' }];
  expect(open(unknown, filed, filed)).toEqual(['/classification']);
  expect(open(unknown, filed, changed({ classification: '102002' }))).toEqual([]);
});

test('an assessment counts until none of its kind is lacking', () => {
  const faults = [{ field: '/assessments/secrecy', code: 'CATALOGUE_ASSESSMENT_MISSING' }];
  const gaps = [{ kind: 'secrecy', problem: 'missing' } as const];
  expect(unmended(faults, filed, { content: filed, gaps })).toEqual(['/assessments/secrecy']);
  expect(open(faults, filed, filed)).toEqual([]);
});
