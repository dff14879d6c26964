import { createHash } from 'node:crypto';
import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdContent } from '../src/platform/files/hold-content.ts';
import { removeUnused } from '../src/platform/files/remove-unused.ts';
import { REFERENCES } from '../src/wire-rooms.ts';
import { completeContent, createEntry } from './catalogue-entries.ts';
import { draftRequest } from './matter.ts';
import { startTestServer, type TestServerRun } from './server.ts';
import { publishResource } from './shared-resource.ts';

let run: TestServerRun;
beforeAll(async () => {
  run = await startTestServer();
});
afterAll(() => run.stop());

const bytes = (text: string) => new TextEncoder().encode(text);
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const DAY = 86_400_000;

function pathOf(text: string): string {
  const hash = hashOf(text);
  return join(run.server.platform.config.dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), hash);
}

async function upload(login: string, text: string): Promise<string> {
  const client = await run.as(login);
  const name = { 'tandem-file-name': encodeURIComponent('文件.csv') };
  const { status, body } = await client.post<{ id: string }>('/api/v1/files', bytes(text), name);
  expect(status).toBe(201);
  return body.id;
}

/** As if it had been put twenty days ago. */
async function age(...texts: string[]): Promise<void> {
  const then = new Date(Date.now() - 20 * DAY);
  for (const text of texts) await utimes(pathOf(text), then, then);
}

const sweep = () =>
  removeUnused({
    files: run.server.platform.files,
    transact: run.transactAs('job'),
    referenced: REFERENCES,
    putBefore: new Date(Date.now() - 14 * DAY),
  });
const isStored = (text: string) =>
  stat(pathOf(text)).then(
    () => true,
    () => false,
  );
const namesOf = async (text: string) =>
  (await run.owner('select from files.file where hash = $1', [hashOf(text)])).length;

test('what nothing refers to is removed with its name; papers, imported files and young uploads stay', async () => {
  const [unused, young, paper, imported, attached] = [
    '没人用',
    '刚上传',
    '评估报告',
    'a,b\n1,2\n',
    '职责文件',
  ];
  for (const text of [unused, young, paper]) await upload('market.clerk', text);
  const clerk = await run.as('market.clerk');
  const entry = await createEntry(run, 'market', completeContent({ title: '年度抽查结果' }));
  const assessed = await clerk.post(`/api/v1/catalogue/resources/${entry.resourceId}/assessments`, {
    kind: 'secrecy',
    result: 'passed',
    assessedOn: '2026-01-05',
    assessedBy: '办公室',
    paperName: '评估报告.txt',
    paperHash: hashOf(paper),
  });
  expect(assessed.status).toBe(201);
  const fileId = await upload('market.clerk', imported);
  expect((await clerk.post('/api/v1/imports', { fileId })).status).toBe(201);
  const shared = await publishResource(run, { title: '企业登记基本信息' });
  const matter = await draftRequest(run, shared);
  const tax = await run.as('tax.clerk');
  const added = await tax.post(`/api/v1/requests/${matter.id}/attachments?name=a.txt`, bytes(attached));
  expect(added.status).toBe(201);
  await age(unused, paper, imported, attached);
  expect(await sweep()).toBe(1);
  expect(await Promise.all([unused, young, paper, imported, attached].map(isStored))).toEqual([
    false,
    true,
    true,
    true,
    true,
  ]);
  expect([await namesOf(unused), await namesOf(young)]).toEqual([0, 1]);
  expect(await sweep()).toBe(0);
});

test('what is put again is young again', async () => {
  await upload('market.clerk', '再次上传');
  await age('再次上传');
  await upload('tax.clerk', '再次上传');
  expect(await sweep()).toBe(0);
  expect(await namesOf('再次上传')).toBe(2);
});

test('a filing in progress keeps its paper; one that comes too late is told that the file is gone', async () => {
  const text = '正在提交的文件';
  const fileId = await upload('market.clerk', text);
  await age(text);
  await run.transactAs('market.clerk')(async (tx) => {
    await holdContent(tx, run.server.platform.files, hashOf(text));
    expect(await sweep()).toBe(0);
    expect(await isStored(text)).toBe(true);
  });
  expect(await sweep()).toBe(1);
  const clerk = await run.as('market.clerk');
  expect((await clerk.post('/api/v1/imports', { fileId })).body).toMatchObject({
    code: 'PLATFORM_FILE_MISSING',
  });
});

test('no department removes names of files, not even its own', async () => {
  await upload('market.clerk', '本部门文件');
  const removal = await run.transactAs('market.clerk')((tx) => tx.client.query('delete from files.file'));
  expect(removal.rowCount).toBe(0);
});
