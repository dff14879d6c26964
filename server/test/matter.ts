import type { TestResponse } from './client.ts';
import type { TestServerRun } from './server.ts';
import type { SharedResource } from './shared-resource.ts';

/** What acts answer, and what refusals do. */
export interface ActBody {
  id: string;
  version: number;
  state: string;
  number: string | null;
  entryId: string;
  code: string;
  rule?: { id: string; article: number | null };
  errors?: { field: string; code: string; rule?: { id: string } }[];
  [more: string]: unknown;
}

/** One request or agreement, driven over HTTP: each act sends the version that the last one answered. */
export interface Matter {
  readonly id: string;
  version: number;
  /** `POST <base>/<id>/<path>` by somebody; the version moves on when it was taken. */
  act(login: string, path: string, body?: object, version?: number): Promise<TestResponse<ActBody>>;
  /** The same, which must succeed. */
  must(login: string, path: string, body?: object): Promise<ActBody>;
  view<T = ActBody>(login: string): Promise<TestResponse<T>>;
}

export function matterOf(
  run: TestServerRun,
  base: 'requests' | 'agreements' | 'demands' | 'basis-reviews',
  at: { id: string; version: number },
): Matter {
  const path = `/api/v1/${base}/${at.id}`;
  const matter: Matter = {
    id: at.id,
    version: at.version,
    async act(login, act, body = {}, version = matter.version) {
      const client = await run.as(login);
      const answer = await client.post<ActBody>(`${path}/${act}`, body, { 'if-match': `"${version}"` });
      if (answer.status === 200) matter.version = answer.body.version;
      return answer;
    },
    async must(login, act, body) {
      const answer = await matter.act(login, act, body);
      if (answer.status !== 200) throw new Error(`${act}: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    async view<T>(login: string) {
      const answer = await (await run.as(login)).get<T>(path);
      const { version } = answer.body as { version?: number };
      if (answer.status === 200 && version !== undefined) matter.version = version;
      return answer;
    },
  };
  return matter;
}

export function statement(run: { today: string }, more: object = {}): object {
  const year = Number(run.today.slice(0, 4));
  return {
    legalBasis: { title: '中华人民共和国税收征收管理法', article: '第六条' },
    useCase: '新办企业税务登记时核对登记信息，免于企业重复提交',
    purpose: { code: 'tax-registration', text: '新办企业税务登记信息确认' },
    modes: ['query', 'verify', 'batch'],
    items: [
      { name: '统一社会信用代码' },
      { name: '企业名称' },
      { name: '法定代表人姓名', modes: ['verify'] },
      { name: '登记状态' },
    ],
    rowFilter: [{ item: '登记机关', op: 'division', values: ['640104'] }],
    quota: { callsPerDay: 1000, rowsPerDay: 5000 },
    term: { from: run.today, to: `${year + 1}-06-30` },
    truthDeclared: true,
    ...more,
  };
}

/** The platform's day in Asia/Shanghai. */
export async function todayOf(run: TestServerRun): Promise<string> {
  return run.transactAs('job')(async (tx) => tx.today);
}

/** Sets the platform's clock to an instant, also backwards: only tests may. */
export async function setClock(run: TestServerRun, instant: string): Promise<void> {
  await run.owner('update platform.installation set clock_shift = $1::timestamptz - clock_timestamp()', [
    instant,
  ]);
}

/** A draft with complete statements. */
export async function draftRequest(
  run: TestServerRun,
  resource: SharedResource,
  options: { by?: string; statement?: object } = {},
): Promise<Matter> {
  const client = await run.as(options.by ?? 'tax.clerk');
  const made = await client.post<ActBody>('/api/v1/requests', { resourceId: resource.id });
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const words = statement({ today: await todayOf(run) }, options.statement);
  const path = `/api/v1/requests/${made.body.id}`;
  const saved = await client.patch<ActBody>(path, words, { 'if-match': `"${made.body.version}"` });
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  return matterOf(run, 'requests', saved.body);
}

/** A request that the provider has received: filed by the clerk, consented to by the head. */
export async function submitRequest(
  run: TestServerRun,
  resource: SharedResource,
  options: { by?: string; statement?: object } = {},
): Promise<Matter> {
  const matter = await draftRequest(run, resource, options);
  const clerk = options.by ?? 'tax.clerk';
  await matter.must(clerk, 'file');
  await matter.must(clerk.replace(/\..*/, '.office'), 'consent');
  return matter;
}

/** A request that was granted, and its agreement, which waits for the requester. */
export async function grantRequest(
  run: TestServerRun,
  resource: SharedResource,
  options: { by?: string; statement?: object } = {},
): Promise<{ request: Matter; agreement: Matter }> {
  const request = await submitRequest(run, resource, options);
  await request.must('market.clerk', 'reply', { decision: 'grant' });
  await request.must('market.office', 'reply/consent', { decision: 'grant' });
  const { body } = await request.view<{ agreement: { id: string } }>('market.clerk');
  const agreement = matterOf(run, 'agreements', { id: body.agreement.id, version: 1 });
  await agreement.view('market.clerk');
  return { request, agreement };
}

/** An agreement that both sides confirmed. */
export async function agree(
  run: TestServerRun,
  resource: SharedResource,
  options: { by?: string; statement?: object } = {},
): Promise<{ request: Matter; agreement: Matter }> {
  const granted = await grantRequest(run, resource, options);
  await granted.agreement.must((options.by ?? 'tax.clerk').replace(/\..*/, '.office'), 'confirm');
  return granted;
}

/** Kinds of the notices that somebody has of a page, the oldest first. */
export async function noticesOf(run: TestServerRun, login: string, href: string): Promise<string[]> {
  const client = await run.as(login);
  const { body } = await client.get<{ items: { kind: string; href: string }[] }>('/api/v1/inbox/notices');
  return body.items
    .filter((notice) => notice.href === href)
    .map(({ kind }) => kind)
    .toReversed();
}
