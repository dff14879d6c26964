import {
  assess,
  CATALOGUE,
  completeContent,
  consent,
  expectBody,
  ifMatch,
  publish,
  submit,
  type VersionAnswer,
} from './catalogue-entries.ts';
import type { DepartmentKey } from './city.ts';
import type { TestClient } from './client.ts';
import type { TestServerRun } from './server.ts';
import type { Item } from '../src/sharing/catalogue/index.ts';

interface RunAnswer {
  id: string;
  state: string;
  version: number;
  plan: { columns: { source: string; target: string }[] };
}

async function reach(clerk: TestClient, id: string, state: string): Promise<RunAnswer> {
  for (let tries = 0; tries < 600; tries += 1) {
    const run = expectBody(await clerk.get<RunAnswer>(`/api/v1/imports/${id}`));
    if (run.state === state) return run;
    if (run.state === 'failed') break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`import ${id} is not ${state}`);
}

export interface CompiledTable extends VersionAnswer {
  importId: string;
  content: ReturnType<typeof completeContent>;
}

/** A department's clerk compiles an entry from a table file: its draft is complete but for assessments and consent. */
export async function compileTable(
  city: TestServerRun,
  department: DepartmentKey,
  table: {
    title: string;
    csv: string;
    edit?: (item: Item) => Partial<Item>;
    terms?: Parameters<typeof completeContent>[0];
  },
): Promise<CompiledTable> {
  const clerk = await city.as(`${department}.clerk`);
  const name = { 'tandem-file-name': encodeURIComponent(`${table.title}.csv`) };
  const file = expectBody(
    await clerk.post<{ id: string }>('/api/v1/files', Buffer.from(table.csv), name),
    201,
  );
  const begun = await clerk.post<RunAnswer>('/api/v1/imports', { fileId: file.id });
  const run = await reach(clerk, begun.body.id, 'inspected');
  const draft = expectBody(
    await clerk.post<VersionAnswer>(`${CATALOGUE}/resources/from-import/${run.id}`),
    201,
  );
  const path = `${CATALOGUE}/drafts/${draft.resourceId}`;
  const seen = expectBody(await clerk.get<{ version: number; content: { items: Item[] } }>(path));
  const items = seen.content.items.map((item) => ({ ...item, ...table.edit?.(item) }));
  const content = completeContent({
    title: table.title,
    titleEn: '',
    summary: `${table.title}，由本部门办理业务时产生。`,
    items,
    tags: [],
    ...table.terms,
  });
  const saved = expectBody(await clerk.patch<VersionAnswer>(path, content, ifMatch(seen.version)));
  return { resourceId: draft.resourceId, version: saved.version, importId: run.id, content };
}

/** Files, announces and serves it. */
export async function serveTable(
  city: TestServerRun,
  department: DepartmentKey,
  table: CompiledTable,
  recollectionReason?: string,
): Promise<void> {
  const { resourceId, importId, content } = table;
  await assess(city, department, resourceId);
  if (content.items.some(({ personal }) => personal))
    await assess(city, department, resourceId, 'privacyImpact');
  const filed = await submit(
    city,
    department,
    table,
    recollectionReason === undefined ? {} : { recollectionReason },
  );
  await publish(city, await consent(city, department, filed));
  const clerk = await city.as(`${department}.clerk`);
  const { version, plan } = await reach(clerk, importId, 'inspected');
  expectBody(
    await clerk.put(
      `/api/v1/imports/${importId}/plan`,
      { resourceId, columns: plan.columns },
      ifMatch(version),
    ),
  );
  expectBody(await clerk.post(`/api/v1/imports/${importId}/load`));
  await reach(clerk, importId, 'loaded');
  expectBody(await clerk.post(`/api/v1/imports/${importId}/switch`));
}
