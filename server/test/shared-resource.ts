import type { DepartmentKey } from './city.ts';
import type { TestClient, TestResponse } from './client.ts';
import type { TestServerRun } from './server.ts';
import { hostRows } from '../src/sharing/imports/index.ts';

export interface SharedResource {
  id: string;
  title: string;
  items: readonly string[];
}

interface SharedResourceOptions {
  title: string;
  titleEn?: string;
  provider?: DepartmentKey;
  shareClass?: 'unconditional' | 'conditional' | 'withheld';
  modes?: readonly string[];
}

const ITEMS = [
  {
    name: '统一社会信用代码',
    column: 'uscc',
    recognized: 'creditCode',
    personal: false,
    key: true,
    grade: 1,
  },
  { name: '企业名称', column: 'name', recognized: null, personal: false, key: false, grade: 1 },
  { name: '法定代表人姓名', column: 'legal_person', recognized: null, personal: true, key: false, grade: 3 },
  {
    name: '登记机关',
    column: 'registrar',
    recognized: 'divisionCode',
    personal: false,
    key: false,
    grade: 1,
  },
  { name: '登记状态', column: 'status', recognized: null, personal: false, key: false, grade: 1 },
] as const;

function contentOf(options: SharedResourceOptions) {
  const { title, titleEn = '', shareClass = 'conditional' } = options;
  return {
    title,
    titleEn,
    summary: `${title}，由登记机关在履行职责中产生。`,
    classification: '102001',
    format: 'table',
    cycle: 'daily',
    shareClass,
    modes: shareClass === 'withheld' ? [] : (options.modes ?? ['query', 'verify', 'batch']),
    conditions:
      shareClass === 'conditional'
        ? { scope: '本市行政机关', purposes: ['依法履行监管职责'], others: [] }
        : null,
    withheld:
      shareClass === 'withheld'
        ? { reason: '涉及统计调查对象个体资料', law: '中华人民共和国统计法', article: '第二十八条' }
        : null,
    items: ITEMS.map((item) => ({ ...item, type: 'C', length: 100, description: '', level: 'general' })),
    declared: true,
  };
}

function must<T>(response: TestResponse<T>, status: number): T {
  if (response.status !== status) {
    throw new Error(`expected ${status}, got ${response.status}: ${JSON.stringify(response.body)}`);
  }
  return response.body;
}

const ifMatch = (version: number) => ({ 'if-match': `"${version}"` });

async function uploadPaper(client: TestClient): Promise<string> {
  const answer = await client.post<{ hash: string }>('/api/v1/files', new TextEncoder().encode('评估报告'), {
    'tandem-file-name': encodeURIComponent('评估报告.txt'),
  });
  return must(answer, 201).hash;
}

async function assess(client: TestClient, id: string): Promise<void> {
  const paperHash = await uploadPaper(client);
  for (const kind of ['secrecy', 'privacyImpact']) {
    const assessment = {
      kind,
      result: 'passed',
      assessedOn: '2026-01-05',
      assessedBy: '数据共享办公室',
      paperName: '评估报告.txt',
      paperHash,
    };
    must(await client.post(`/api/v1/catalogue/resources/${id}/assessments`, assessment), 201);
  }
}

/** An announced entry of the test city, made the long way: drafted, assessed, consented to, reviewed. */
export async function publishResource(
  run: TestServerRun,
  options: SharedResourceOptions,
): Promise<SharedResource> {
  const provider = options.provider ?? 'market';
  const clerk = await run.as(`${provider}.clerk`);
  const base = '/api/v1/catalogue/resources';
  const drafted = must(
    await clerk.post<{ resourceId: string; version: number }>(base, contentOf(options)),
    201,
  );
  const id = drafted.resourceId;
  await assess(clerk, id);
  const reason = { recollectionReason: '测试城市中的另一项资源，用途不同' };
  const filed = must(
    await clerk.post<{ version: number }>(`${base}/${id}/submit`, reason, ifMatch(drafted.version)),
    200,
  );
  const head = await run.as(`${provider}.head`);
  const consented = must(
    await head.post<{ version: number }>(`${base}/${id}/consent`, undefined, ifMatch(filed.version)),
    200,
  );
  const officer = await run.as('data.officer');
  must(await officer.post(`${base}/${id}/publish`, undefined, ifMatch(consented.version)), 200);
  return { id, title: options.title, items: ITEMS.map((item) => item.name) };
}

const RECOLLECTION = { recollectionReason: '测试城市中的另一项资源，用途不同' };

/** From a draft that is open to its announcement. */
async function announce(
  run: TestServerRun,
  id: string,
  draft: { state: 'draft' | 'awaitingHead'; version: number },
): Promise<void> {
  const path = `/api/v1/catalogue/resources/${id}`;
  let { version } = draft;
  if (draft.state === 'draft') {
    const clerk = await run.as('market.clerk');
    const filed = await clerk.post<{ version: number }>(`${path}/submit`, RECOLLECTION, ifMatch(version));
    version = must(filed, 200).version;
  }
  const head = await run.as('market.head');
  const consented = await head.post<{ version: number }>(`${path}/consent`, undefined, ifMatch(version));
  const officer = await run.as('data.officer');
  must(await officer.post(`${path}/publish`, undefined, ifMatch(must(consented, 200).version)), 200);
}

async function reviseEntry(run: TestServerRun, id: string, change: object): Promise<void> {
  const clerk = await run.as('market.clerk');
  const basis = { cause: 'law', basis: '法律修订后须调整共享范围' };
  const opened = await clerk.post<{ version: number }>(`/api/v1/catalogue/resources/${id}/revise`, basis);
  const saved = await clerk.patch<{ version: number }>(
    `/api/v1/catalogue/drafts/${id}`,
    { ...change, declared: true },
    ifMatch(must(opened, 201).version),
  );
  await assess(clerk, id);
  await announce(run, id, { state: 'draft', version: must(saved, 200).version });
}

/** A new version without one of its items. */
export async function dropItem(run: TestServerRun, { id }: SharedResource, name: string): Promise<void> {
  const items = contentOf({ title: '' }).items.filter((item) => item.name !== name);
  await reviseEntry(run, id, { items });
}

/** A new version in which one item is graded higher, or not any more. */
export async function gradeItem(
  run: TestServerRun,
  { id }: SharedResource,
  change: { name: string; level?: string; grade?: number | null; personal?: boolean },
): Promise<void> {
  const items = contentOf({ title: '' }).items.map((item) =>
    item.name === change.name ? { ...item, ...change } : item,
  );
  await reviseEntry(run, id, { items });
}

/** A new version in which one item has another name, and may be graded higher. */
export async function renameItem(
  run: TestServerRun,
  { id }: SharedResource,
  { name, to, ...change }: { name: string; to: string; type?: string; level?: string; grade?: number | null },
): Promise<void> {
  const items = contentOf({ title: '' }).items.map((item) =>
    item.name === name ? { ...item, ...change, name: to } : item,
  );
  await reviseEntry(run, id, { items });
}

/** A new version whose rows are told apart by another item. */
export async function keyResource(run: TestServerRun, { id }: SharedResource, name: string): Promise<void> {
  const items = contentOf({ title: '' }).items.map((item) => ({ ...item, key: item.name === name }));
  await reviseEntry(run, id, { items });
}

/** A law withholds the entry from now on. */
export async function withholdResource(run: TestServerRun, { id }: SharedResource): Promise<void> {
  const withheld = { law: '中华人民共和国统计法', article: '第二十八条', reason: '法律规定不得共享' };
  await reviseEntry(run, id, { shareClass: 'withheld', modes: [], conditions: null, withheld });
}

export async function withdrawResource(run: TestServerRun, { id }: SharedResource): Promise<void> {
  const clerk = await run.as('market.clerk');
  const filed = await clerk.post<{ version: number }>(`/api/v1/catalogue/resources/${id}/withdraw`, {
    reason: '职责已划转，不再产生此数据',
  });
  await announce(run, id, { state: 'awaitingHead', version: must(filed, 201).version });
}

/** Hosts rows for an entry, so that its data is there: one version, switched on. */
export async function hostDataset(
  run: TestServerRun,
  resource: SharedResource,
  options: { provider?: DepartmentKey; without?: string; key?: string } = {},
): Promise<void> {
  const { provider = 'market', without, key } = options;
  await run.transactAs(`${provider}.clerk`)(async (tx) => {
    const columns = ITEMS.filter(({ name }) => name !== without).map((item, index) => ({
      item: item.name,
      column: `c${index + 1}`,
      type: item.recognized === 'divisionCode' ? ('divisionCode' as const) : ('text' as const),
      key: key === undefined ? item.key : item.name === key,
    }));
    const providerId = run.city.departments[provider].id;
    await hostRows(tx, { resourceId: resource.id, providerId, columns, rows: [] });
  });
}
