import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBed, PURPOSE, type Bed } from './exchange-bed.ts';
import type { TestClient } from './client.ts';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.stop());

async function linesOf(client: TestClient, path: string): Promise<string[]> {
  const file = await client.get<string>(`${path}?format=csv`, { 'accept-language': 'en' });
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const book = await client.get(`${path}?format=xlsx`);
  expect(new TextDecoder().decode(book.bytes.subarray(0, 2))).toBe('PK');
  return file.body
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
}

test('programs and their keys as a file, of the own department for its head', async () => {
  const all = await linesOf(await bed.run.as('data.operator'), '/api/v1/systems');
  expect(all[0]).toContain('Name,Department');
  expect(all).toHaveLength(bed.run.city.systems.size + 1);
  const own = await linesOf(await bed.run.as('tax.office'), '/api/v1/systems');
  expect(own).toHaveLength(2);
  expect(own[1]).toContain('tax.system');
});

test('ordered files and versions of the data as files; strangers get empty ones', async () => {
  const id = await bed.agree();
  const path = `/api/v1/exchange/agreements/${id}/batches`;
  const order = { items: ['企业名称', '登记机关区划'], format: 'csv' };
  expect((await bed.tax.post(path, order, PURPOSE)).status).toBe(202);
  const batches = await linesOf(await bed.run.as('tax.clerk'), path);
  expect(batches).toHaveLength(2);
  expect(batches[1]).toContain('企业名称、登记机关区划');
  expect(await linesOf(await bed.run.as('labour.clerk'), path)).toHaveLength(1);
  const market = await bed.run.as('market.clerk');
  const versions = await linesOf(market, `/api/v1/datasets/${bed.resourceId}/versions`);
  expect(versions[1]).toMatch(/^1,Served,4,/);
});
