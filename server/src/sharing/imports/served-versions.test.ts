import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  GOOD,
  HEADER,
  RESOURCE,
  startImportsBed,
  type ImportsBed,
  type Run,
} from '../../../test/imports-bed.ts';
import { loadWithReject, rejectsOf } from '../../../test/rejected-rows.ts';

let bed: ImportsBed;
beforeAll(async () => {
  bed = await startImportsBed();
});
afterAll(async () => bed.stop());
beforeEach(async () => {
  await bed.sql(`update imports.dataset_version set state = 'former' where state = 'current'`);
});

const act = (run: Run, step: string) =>
  bed.call<Run & { code: string }>('POST', `/api/v1/imports/${run.id}/${step}`);

interface Versions {
  versions: { id: string; state: string; rowCount: number; switchedAt: string | null }[];
}

async function versions(): Promise<Versions['versions']> {
  return (await bed.call<Versions>('GET', `/api/v1/datasets/${RESOURCE}/versions`)).body.versions;
}

test('[18.quality] figures of a version are of all its rows, the joined ones too', async () => {
  const first = await loadWithReject(bed);
  await act(first, 'switch');
  const corrected = (await rejectsOf(bed, first))
    .replace('91350100M000100Y4Z', '91350100M000100Y43')
    .replace('820(万元)', '');
  const second = await bed.load((await bed.begin(corrected, 'a.csv', { correctionOf: first.id })).id);
  expect(second.report).toMatchObject({ rowsLoaded: 1 });
  expect((await act(second, 'switch')).status).toBe(200);
  expect((await versions())[0]).toMatchObject({
    rowCount: 3,
    columns: [
      { item: '企业名称', filled: 3 },
      { item: '统一社会信用代码', filled: 3 },
      { item: '注册日期', filled: 3 },
      { item: '注册资金', filled: 2 },
    ],
  });
  const [entry] = await bed.sql(
    `select payload from ledger.entry where kind = 'dataset.switched' and payload ->> 'importId' = $1`,
    [second.id],
  );
  expect(entry).toMatchObject({ payload: { rows: 3, added: 1 } });
  const profile = async () =>
    bed.sql(
      `select columns -> '注册资金' -> 'filled' as filled, columns -> '企业名称' -> 'distinct' as names
       from imports.value_profile where resource_id = $1`,
      [RESOURCE],
    );
  expect(await profile()).toEqual([{ filled: 2 / 3, names: 3 }]);
  await bed.call('POST', `/api/v1/datasets/${RESOURCE}/versions/${first.datasetVersionId}/serve`);
  expect(await profile()).toEqual([{ filled: 1, names: 3 }]);
});

test('[18.quality] rows that another key tells apart than the announced one are neither switched to nor served again', async () => {
  const { items } = bed.resource;
  const served = await bed.load((await bed.begin([HEADER, GOOD].join('\n'), 'served.csv')).id);
  expect((await act(served, 'switch')).status).toBe(200);
  const next = await bed.load((await bed.begin([HEADER, GOOD].join('\n'), 'next.csv')).id);
  const before = `/api/v1/datasets/${RESOURCE}/versions/${served.datasetVersionId}/serve`;
  const changes = [
    items.map((item) => ({ ...item, key: item.name === '注册日期' })),
    items.map((item) => ({ ...item, key: item.key || item.name === '注册日期' })),
    items.map((item) => ({ ...item, type: item.key ? 'M' : item.type })),
  ];
  for (const changed of changes) {
    bed.resource.items = changed;
    const refused = { status: 409, body: { code: 'IMPORT_KEY_CHANGED', rule: { id: '18.quality' } } };
    expect(await act(next, 'switch')).toMatchObject(refused);
  }
  bed.resource.items = items;
  expect((await act(next, 'switch')).status).toBe(200);
  const [other = items] = changes;
  bed.resource.items = other;
  expect(await bed.call('POST', before)).toMatchObject({ status: 409, body: { code: 'IMPORT_KEY_CHANGED' } });
  bed.resource.items = [...items, { name: '新增项', key: false, type: 'C', personal: false, grade: 1 }];
  expect(await bed.call('POST', before)).toMatchObject({
    status: 422,
    body: { code: 'IMPORT_ITEM_MISSING' },
  });
  Object.assign(bed.resource, { items, withdrawn: true });
  expect(await bed.call('POST', before)).toMatchObject({
    status: 409,
    body: { code: 'IMPORT_RESOURCE_WITHDRAWN' },
  });
  bed.resource.withdrawn = false;
  const current = async () => (await versions()).filter((version) => version.state === 'current');
  expect(await current()).toMatchObject([{ id: next.datasetVersionId }]);
  bed.resource.items = other;
  const again = await bed.begin([HEADER, GOOD].join('\n'), 'again.csv');
  await bed.load(again.id);
  expect((await act(again, 'switch')).status).toBe(200);
  bed.resource.items = items;
});

test('a version that was only the beginning of another is dated as never served', async () => {
  const first = await loadWithReject(bed);
  const corrected = (await rejectsOf(bed, first)).replace('91350100M000100Y4Z', '91350100M000100Y43');
  const second = await bed.load((await bed.begin(corrected, 'a.csv', { correctionOf: first.id })).id);
  await act(second, 'switch');
  const beginning = (await versions()).find(({ id }) => id === first.datasetVersionId);
  expect(beginning).toMatchObject({ state: 'former', switchedAt: null });
  const path = `/api/v1/datasets/${RESOURCE}/versions`;
  expect((await bed.call<string>('GET', `${path}?format=csv`)).body).toContain('未曾使用');
  expect((await bed.call('POST', `${path}/${first.datasetVersionId}/serve`)).status).toBe(200);
  const entries = await bed.sql<{ payload: object }>(
    `select payload from ledger.entry where kind = 'dataset.switched' and payload ->> 'datasetVersionId' = $1`,
    [first.datasetVersionId],
  );
  expect(entries).toHaveLength(1);
  expect(entries[0]?.payload).toMatchObject({ rows: 2 });
  expect(entries[0]?.payload).not.toHaveProperty('again');
});
