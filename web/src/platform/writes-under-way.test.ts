import { expect, test } from 'vitest';
import { WritesUnderWay } from './writes-under-way.ts';

test('a double click has one key, the same act once more another', () => {
  const writes = new WritesUnderWay();
  const first = writes.begin('POST /api/v1/requests {}');
  const twin = writes.begin('POST /api/v1/requests {}');
  expect(twin.key).toBe(first.key);
  first.end();
  expect(writes.begin('POST /api/v1/requests {}').key).toBe(first.key);
  twin.end();
});

test('after its answer the same write is meant anew; different writes never share a key', () => {
  const writes = new WritesUnderWay();
  const first = writes.begin('POST /api/v1/requests {"a":1}');
  expect(writes.begin('POST /api/v1/requests {"a":2}').key).not.toBe(first.key);
  first.end();
  expect(writes.begin('POST /api/v1/requests {"a":1}').key).not.toBe(first.key);
});
