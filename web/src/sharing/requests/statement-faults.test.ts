import { expect, test } from 'vitest';
import { fieldsInOrder, formField, openFaults } from './statement-faults.ts';

const fault = (field: string) => ({ field, code: 'X', message: '' });
const openOf = (fields: string[], then: object, now: object) =>
  openFaults(fields.map(fault), then, now).map(({ field }) => field);

test('what is filled in is ticked, what is as it was stays open', () => {
  const faults = ['/items', '/term', '/truthDeclared', '/legalBasis'];
  expect(openOf(faults, {}, {})).toEqual(faults);
  const legalBasis = { title: '税收征收管理法', article: '第六条' };
  const now = { items: [{ name: '企业名称' }], truthDeclared: true, legalBasis };
  expect(openOf(faults, {}, now)).toEqual(['/term']);
});

test('what is filled in by half stays open', () => {
  expect(openOf(['/legalBasis'], {}, { legalBasis: { title: '税收征收管理法', article: '' } })).toEqual([
    '/legalBasis',
  ]);
  expect(openOf(['/purpose'], {}, { purpose: { code: 'tax', text: '核对' } })).toEqual([]);
});

test('emptied again is as it was, however that is kept', () => {
  expect(openOf(['/useCase'], {}, { useCase: '' })).toEqual(['/useCase']);
  expect(openOf(['/truthDeclared'], {}, { truthDeclared: false })).toEqual(['/truthDeclared']);
  expect(openOf(['/items'], { items: [] }, {})).toEqual(['/items']);
});

test('a fault inside a list is the list’s', () => {
  expect(formField('/rowFilter/1/values')).toBe('/rowFilter');
  expect(formField('/term/to')).toBe('/term/to');
  const then = { rowFilter: [{ item: '登记区划', values: ['x'] }] };
  expect(openOf(['/rowFilter/0/values'], then, then)).toEqual(['/rowFilter/0/values']);
  expect(openOf(['/rowFilter/0/values'], then, { rowFilter: [] })).toEqual([]);
  const two = (first: string) => ({ rowFilter: [{ values: [first] }, { values: ['y'] }] });
  expect(openOf(['/rowFilter/0/values', '/rowFilter/1/values'], two('x'), two('z'))).toEqual([
    '/rowFilter/1/values',
  ]);
});

test('what is above in the form comes first', () => {
  const places = ['/useCase', '/items', '/term', '/truthDeclared'].map((field) =>
    fieldsInOrder.indexOf(field),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});
