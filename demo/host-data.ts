import { generateCreditCode, generateResidentId } from '@tandem/identifiers';
import { departmentOf, DISTRICTS } from './city.ts';
import { itemsOf, type DemoEntry } from './entries.ts';
import { pick, seededRandom } from './seeded-random.ts';
import type { Session, Sessions } from './session.ts';

const WORDS = [
  '恒远商贸',
  '瑞丰科技',
  '博雅文化',
  '天成建工',
  '华信物流',
  '启航食品',
  '绿源环保',
  '宏图置业',
];
const NAMES = ['王伟', '李娜', '张敏', '刘洋', '马静', '杨磊', '丁芳', '陈勇'];

type Item = ReturnType<typeof itemsOf>[number];

function valueOf(item: Item, random: () => number, row: number): string {
  const division = pick(random, DISTRICTS).code;
  if (item.recognized === 'creditCode')
    return generateCreditCode(random, { department: '9', category: '1', division });
  if (item.recognized === 'residentId') return generateResidentId(random, { division });
  if (item.recognized === 'divisionCode') return division;
  if (item.key) return `${item.name}${1 + row}`;
  if (item.type === 'D') return `2026-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`;
  if (item.type === 'T') return `2026-05-0${1 + (row % 9)} 08:${10 + (row % 50)}:00`;
  if (item.type === 'N' || item.type === 'Y') return String(Math.floor(random() * 9000) + 10);
  if (item.name.includes('企业') || item.name.includes('单位名称'))
    return `${pick(random, WORDS)}${row}有限公司`;
  if (item.name.includes('姓名') || item.name.includes('权利人')) return pick(random, NAMES);
  if (item.name.includes('年月') || item.name.includes('月份')) return `2026-0${1 + (row % 9)}`;
  return `${item.name}${1 + (row % 12)}`;
}

const HOSTED_ROWS = 240;

/** The rows that the city hosts for an entry, values by item. The same each time. */
export function hostedRows(entry: DemoEntry): Record<string, string>[] {
  const random = seededRandom(`rows ${entry.title}`);
  const items = itemsOf(entry);
  return Array.from({ length: HOSTED_ROWS }, (_, row) =>
    Object.fromEntries(items.map((item) => [item.name, valueOf(item, random, row)])),
  );
}

function csvOf(entry: DemoEntry): string {
  const names = itemsOf(entry).map((item) => item.name);
  const lines = hostedRows(entry).map((row) => names.map((name) => row[name]).join(','));
  return [names.join(','), ...lines].join('\r\n') + '\r\n';
}

export interface ImportState {
  id: string;
  state: string;
  version: number;
  plan: { columns: unknown[] } | null;
  problem: { code: string } | null;
}

/** Waits until an import stands in one of the states; a few seconds as a rule. */
export async function untilImport(
  session: Session,
  id: string,
  states: readonly string[],
): Promise<ImportState> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const run = await session.must<ImportState>('GET', `/api/v1/imports/${id}`);
    if (states.includes(run.state)) return run;
    if (run.state === 'failed') throw new Error(`import ${id} failed: ${run.problem?.code}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  throw new Error(`import ${id} did not reach ${states.join(' or ')}`);
}

export async function uploadTable(session: Session, name: string, content: Uint8Array): Promise<string> {
  const headers = { 'tandem-file-name': encodeURIComponent(name) };
  const file = await session.must<{ id: string }>('POST', '/api/v1/files', { bytes: content, headers });
  return file.id;
}

/** Rows for an entry, by the same way a department takes: upload, look, load, switch. */
export async function hostData(sessions: Sessions, entry: DemoEntry, resourceId: string): Promise<void> {
  const clerk = await sessions.as(`${departmentOf(entry.department).key}.clerk`);
  const versions = await clerk.must<{ versions: { state: string }[] }>(
    'GET',
    `/api/v1/datasets/${resourceId}/versions`,
  );
  if (versions.versions.some((version) => version.state === 'current')) return;
  const begun =
    (await unfinishedImport(clerk, entry, resourceId)) ?? (await beginImport(clerk, entry, resourceId));
  const seen = await untilImport(clerk, begun.id, ['inspected', 'loaded']);
  if (seen.state === 'inspected') {
    await clerk.must('PUT', `/api/v1/imports/${begun.id}/plan`, {
      version: seen.version,
      body: { columns: seen.plan?.columns ?? [], resourceId },
    });
    await clerk.must('POST', `/api/v1/imports/${begun.id}/load`);
    await untilImport(clerk, begun.id, ['loaded']);
  }
  await clerk.must('POST', `/api/v1/imports/${begun.id}/switch`);
}

async function beginImport(clerk: Session, entry: DemoEntry, resourceId: string): Promise<{ id: string }> {
  const fileId = await uploadTable(clerk, `${entry.title}.csv`, Buffer.from(csvOf(entry)));
  return clerk.must<ImportState>('POST', '/api/v1/imports', { body: { fileId, resourceId } });
}

/** One that a load of the city began before it broke off. */
async function unfinishedImport(
  clerk: Session,
  entry: DemoEntry,
  resourceId: string,
): Promise<{ id: string } | undefined> {
  type Listed = { items: { id: string; resourceId: string | null; fileName: string; state: string }[] };
  const { items } = await clerk.must<Listed>('GET', '/api/v1/imports?limit=200');
  return items.find(
    (run) =>
      run.resourceId === resourceId &&
      run.fileName === `${entry.title}.csv` &&
      ['inspecting', 'inspected', 'loading', 'loaded'].includes(run.state),
  );
}
