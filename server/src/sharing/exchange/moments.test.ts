import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bytesAccess, parseDatetime, readCsv, readParquet, readXlsx, rowText } from '@tandem/tabular';
import { ITEMS, openBed, PURPOSE, type Bed } from '../../../test/exchange-bed.ts';
import { publishResource } from '../../../test/shared-resource.ts';

let bed: Bed;
beforeAll(async () => {
  bed = await openBed();
});
afterAll(() => bed.stop());

const KEY = '统一社会信用代码';
const AT = '登记状态';

/** In China's summer times, at the hours that its clocks skipped and had twice, before it had one time, and any other. */
const MOMENTS = [
  '1986-08-01 23:30:00',
  '1986-05-04 02:30:00',
  '1991-09-15 00:30:00',
  '1988-07-01 12:00:00',
  '1940-06-03 00:30:00',
  '1919-06-01 12:00:00',
  '1900-01-01 00:00:00',
  '0001-01-01 00:00:00',
  '2026-08-01 23:30:00',
  ...fc
    .sample(fc.date({ min: new Date('1901-01-01'), max: new Date('1992-01-01'), noInvalidDate: true }), 40)
    .map((date) => date.toISOString().slice(0, 19).replace('T', ' ')),
];

const asImported = MOMENTS.map((at) => `${at.replace(' ', 'T')}+08:00`);

async function importMoments(): Promise<string> {
  const entry = await publishResource(bed.run, { title: '历年登记时间' });
  const rows = MOMENTS.map((at, n) => `K${n},名称${n},张三,640104,${at}`);
  const clerk = await bed.run.as('market.clerk');
  const file = await clerk.post<{ id: string }>(
    '/api/v1/files',
    new TextEncoder().encode([entry.items.join(','), ...rows].join('\n')),
    { 'tandem-file-name': 'moments.csv' },
  );
  const asked = { fileId: file.body.id, resourceId: entry.id };
  const { body } = await clerk.post<{ id: string }>('/api/v1/imports', asked);
  const path = `/api/v1/imports/${body.id}`;
  const state = async () => (await clerk.get<{ state: string }>(path)).body.state;
  await expect.poll(state).toBe('inspected');
  await clerk.post(`${path}/load`);
  await expect.poll(state).toBe('loaded');
  expect((await clerk.post(`${path}/switch`)).status).toBe(200);
  return entry.id;
}

test('[22.modes] a moment leaves as it was imported, whatever summer time China had: by query, verification, file, to its provider', async () => {
  const resourceId = await importMoments();
  const [item] = ITEMS;
  const items = [KEY, AT].map((name) => ({ ...item, name }) as (typeof ITEMS)[number]);
  const id = await bed.agree({ resourceId, items, rowFilter: [] });
  const calls = `/api/v1/exchange/agreements/${id}`;
  const answer = await bed.tax.post<{ items: Record<string, string>[] }>(
    `${calls}/query`,
    { items: [AT], where: [{ item: KEY, values: MOMENTS.map((_, n) => `K${n}`) }], limit: 100 },
    PURPOSE,
  );
  expect(answer.body.items.map((row) => row[AT])).toEqual(asImported);
  for (const [n, at] of asImported.slice(0, 9).entries()) {
    const asked = { where: [{ item: KEY, values: [`K${n}`] }], given: { [AT]: at } };
    expect((await bed.tax.post(`${calls}/verify`, asked, PURPOSE)).body).toMatchObject({ answer: 'yes' });
  }
  const clerk = await bed.run.as('market.clerk');
  const versions = `/api/v1/datasets/${resourceId}/versions`;
  const { body } = await clerk.get<{ versions: { id: string }[] }>(versions);
  const page = await clerk.get<{ items: { values: string[] }[] }>(
    `${versions}/${body.versions[0]?.id}/rows?limit=100`,
  );
  expect(page.body.items.map(({ values }) => values[4])).toEqual(asImported);

  const instants = MOMENTS.map((at) => parseDatetime(at)?.ms);
  for (const [format, read] of [
    ['csv', (bytes: Uint8Array) => readCsv([bytes])],
    ['xlsx', (bytes: Uint8Array) => readXlsx(bytesAccess(bytes), {})],
    ['parquet', (bytes: Uint8Array) => readParquet(bytesAccess(bytes))],
  ] as const) {
    const ordered = await bed.tax.post<{ id: string }>(`${calls}/batches`, { items: [AT], format }, PURPOSE);
    const path = `${calls}/batches/${ordered.body.id}`;
    await expect.poll(async () => (await bed.tax.get<{ state: string }>(path)).body.state).toBe('ready');
    const { bytes } = await bed.tax.get<string>(`${path}/content`, PURPOSE);
    const table = await read(bytes);
    const cells: string[] = [];
    for await (const batch of table.batches)
      for (let row = 0; row < batch.rows; row += 1) cells.push(rowText(batch, row)[0] ?? '');
    const found = cells.filter((cell) => cell !== AT).map((cell) => parseDatetime(cell)?.ms);
    expect(found, format).toEqual(instants);
  }
});
