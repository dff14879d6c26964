import { expect, test } from 'vitest';
import { callBody, callPath, curlExample, typescriptExample, type ComposedCall } from './call-examples.ts';

const target = { origin: 'https://data.example.gov.cn', agreementId: 'sandbox', purpose: "税务 '核验'" };
const query: ComposedCall = {
  mode: 'query',
  items: ['企业名称'],
  where: [{ item: '统一社会信用代码', values: [`O'Brien "x"`] }],
};

test('each mode has its own address and body', () => {
  expect(callPath('sandbox', 'batch')).toBe('/api/v1/exchange/agreements/sandbox/batches');
  expect(callBody({ mode: 'batch', items: ['a'], format: 'csv' })).toEqual({ items: ['a'], format: 'csv' });
  expect(callBody({ mode: 'verify', where: [], given: { a: 'b' } })).toEqual({
    where: [],
    given: { a: 'b' },
  });
});

test('quotes in values stay values in a shell and in TypeScript', () => {
  const shell = curlExample(query, target);
  expect(shell).toContain(String.raw`"values":["O'\''Brien \"x\""]`);
  expect(shell).toContain(
    `PURPOSE='${encodeURIComponent(target.purpose).replaceAll("'", String.raw`'\''`)}'`,
  );
  const program = typescriptExample(query, target);
  expect(program).toContain(String.raw`{ '统一社会信用代码': 'O\'Brien "x"' }`);
  expect(program).toContain(String.raw`purpose: '税务 \'核验\''`);
});

test('several values are a list, and a batch waits for its file', () => {
  const many = typescriptExample({ ...query, where: [{ item: 'a', values: ['1', '2'] }] }, target);
  expect(many).toContain(`where: { 'a': [ '1', '2' ] },`);
  const batch = typescriptExample({ mode: 'batch', items: ['a'], format: 'xlsx' }, target);
  expect(batch).toContain(`batch.saveTo('rows.xlsx')`);
});
