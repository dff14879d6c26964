import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestClient } from '../../../test/client.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import {
  keyResource,
  publishResource,
  withdrawResource,
  type SharedResource,
} from '../../../test/shared-resource.ts';

let run: TestServerRun;
let entry: SharedResource;
let clerk: TestClient;

beforeAll(async () => {
  run = await startTestServer();
  entry = await publishResource(run, { title: '企业登记基本信息' });
  clerk = await run.as('market.clerk');
});
afterAll(async () => run.stop());

interface Run {
  id: string;
  state: string;
  datasetVersionId: string;
}

interface Draft {
  version: number;
  content: { items: { name: string }[] };
}

async function until(id: string, states: readonly string[]): Promise<Run> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const { body } = await clerk.get<Run>(`/api/v1/imports/${id}`);
    if (states.includes(body.state)) return body;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`import ${id} did not reach ${states.join(' or ')}`);
}

/** Loads one row under the entry's key as its department states it now. */
async function load(name: string): Promise<Run> {
  const text = `${entry.items.join(',')}\n91350100M000100Y43,${name},张三,640104,存续\n`;
  const file = await clerk.post<{ id: string }>('/api/v1/files', new TextEncoder().encode(text), {
    'tandem-file-name': encodeURIComponent(`${name}.csv`),
  });
  const begun = await clerk.post<Run>('/api/v1/imports', { fileId: file.body.id, resourceId: entry.id });
  await until(begun.body.id, ['inspected']);
  await clerk.post(`/api/v1/imports/${begun.body.id}/load`);
  return until(begun.body.id, ['loaded']);
}

const serve = ({ datasetVersionId }: Run) =>
  clerk.post(`/api/v1/datasets/${entry.id}/versions/${datasetVersionId}/serve`);
const switchTo = ({ id }: Run) => clerk.post(`/api/v1/imports/${id}/switch`);

test('[18.quality] rows are served under the key of the entry as announced, not as drafted, until it is withdrawn', async () => {
  const first = await load('甲');
  expect((await switchTo(first)).status).toBe(200);
  const second = await load('乙');
  await keyResource(run, entry, '企业名称');
  const refused = {
    status: 409,
    body: { code: 'IMPORT_KEY_CHANGED', rule: { id: '18.quality' } },
  };
  expect(await switchTo(second)).toMatchObject(refused);
  const third = await load('丙');
  expect((await switchTo(third)).status).toBe(200);
  expect(await serve(first)).toMatchObject(refused);
  const fourth = await load('丁');
  expect((await switchTo(fourth)).status).toBe(200);

  const draft = `/api/v1/catalogue/drafts/${entry.id}`;
  await clerk.post(`/api/v1/catalogue/resources/${entry.id}/revise`, {
    cause: 'other',
    basis: '法律修订后须调整共享范围',
  });
  const { body } = await clerk.get<Draft>(draft);
  const items = body.content.items.map((item) => ({ ...item, key: item.name === '统一社会信用代码' }));
  const etag = { 'if-match': `"${body.version}"` };
  const patched = await clerk.patch<{ version: number }>(draft, { items, declared: true }, etag);
  expect(patched.status).toBe(200);
  const early = await load('戊');
  expect(await switchTo(early)).toMatchObject(refused);
  expect((await serve(third)).status).toBe(200);
  expect((await clerk.delete(draft, { 'if-match': `"${patched.body.version}"` })).status).toBeLessThan(300);

  await withdrawResource(run, entry);
  expect(await serve(fourth)).toMatchObject({ status: 409, body: { code: 'IMPORT_RESOURCE_WITHDRAWN' } });
});
