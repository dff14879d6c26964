import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assess,
  CATALOGUE,
  completeContent,
  consent,
  ENTERPRISE_ITEMS,
  expectBody,
  ifMatch,
  item,
  look,
  publish,
  publishEntry,
  submit,
  type AnnouncedAnswer,
  type VersionAnswer,
} from '../../../test/catalogue-entries.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';

let city: TestServerRun;
beforeAll(async () => {
  city = await startTestServer();
});
afterAll(async () => {
  await city?.stop();
});

interface Problem {
  code: string;
  rule?: { id: string };
}
interface Clock {
  id: string;
  kind: string;
  state: string;
  totalDays: number;
  remainingDays: number;
  rule: { id: string; kind: string };
}
interface View {
  state: string;
  withdrawnReason: string | null;
  version: { number: number; content: { title: string } };
  updateCase: { extension: string; clock: Clock } | null;
}
interface TaskLine {
  id: string;
  kind: string;
  href: string;
  clock?: Clock;
  actions: { id: string; method: string; path: string; version?: number; body?: object }[];
}

const resource = (id: string) => `${CATALOGUE}/resources/${id}`;

async function revise(entry: AnnouncedAnswer, cause: string, login = 'market.clerk'): Promise<VersionAnswer> {
  const clerk = await city.as(login);
  const body = { cause, basis: '市场主体登记管理条例修订' };
  return expectBody(await clerk.post<VersionAnswer>(`${resource(entry.resourceId)}/revise`, body), 201);
}

async function view(id: string, login = 'market.clerk'): Promise<View> {
  return expectBody(await (await city.as(login)).get<View>(resource(id)));
}

async function openClocks(id: string): Promise<Clock[]> {
  const clerk = await city.as('market.clerk');
  return expectBody(await clerk.get<{ clocks: Clock[] }>(`${CATALOGUE}/drafts/${id}`)).clocks;
}

async function tasks(login: string): Promise<TaskLine[]> {
  return city.transactAs(login)(async (tx) => {
    const { listTasks } = await import('./index.ts');
    return await listTasks(tx);
  });
}

let unique = 0;
/** An announced entry of the market authority that resembles no other. */
async function announced(): Promise<AnnouncedAnswer> {
  unique += 1;
  return publishEntry(city, 'market', completeContent({ title: `监督检查结果第${unique}类` }));
}

describe('Art 17: an entry is updated within its limit', () => {
  test('[17.update] [17.review] 10 working days for the department, then 2 for the authority', async () => {
    const entry = await announced();
    const draft = await revise(entry, 'law');
    const opened = (await view(entry.resourceId)).updateCase?.clock;
    expect(opened).toMatchObject({
      kind: 'catalogue.update',
      state: 'running',
      totalDays: 10,
      rule: { id: '17.update', kind: 'statute' },
    });
    const clerk = await city.as('market.clerk');
    const change = { items: [...ENTERPRISE_ITEMS, item('市场主体状态', 'state')], declared: true };
    const saved = expectBody(
      await clerk.patch<VersionAnswer>(
        `${CATALOGUE}/drafts/${entry.resourceId}`,
        change,
        ifMatch(draft.version),
      ),
    );
    await assess(city, 'market', entry.resourceId);
    const consented = await consent(city, 'market', await submit(city, 'market', saved));
    const clocks = await openClocks(entry.resourceId);
    expect(clocks).toMatchObject([
      { kind: 'catalogue.review', totalDays: 2, rule: { id: '17.review', kind: 'statute' } },
    ]);
    const [update] = await look<{ state: string; outcome: string }>(
      city,
      'select state, outcome from clocks.clock where id = $1',
      [opened?.id],
    );
    expect(update).toEqual({ state: 'stopped', outcome: 'submitted' });
    await publish(city, consented);
    const now = await view(entry.resourceId, 'tax.clerk');
    expect([now.version.number, now.updateCase]).toEqual([2, null]);
  });

  test('[17.update.extension] 5 more working days, once, only with the authority’s consent', async () => {
    const entry = await announced();
    const draft = await revise(entry, 'decision');
    const clerk = await city.as('market.clerk');
    const officer = await city.as('data.officer');
    const at = resource(entry.resourceId);
    const early = await officer.post<Problem>(`${at}/extension-decision`, {
      granted: true,
      reason: '情况属实',
    });
    expect([early.status, early.body.rule?.id]).toEqual([409, '17.update.extension']);
    expect((await clerk.post(`${at}/extension-decision`, { granted: true, reason: '自己同意' })).status).toBe(
      403,
    );
    expectBody(await clerk.post(`${at}/extension`, { reason: '涉及系统改造，需要核对存量数据' }));
    // [platform.separation] As where the officer was away when a colleague asked in their place.
    const standIn = (askedFor: string | null) =>
      city.owner('update catalogue.update_case set extension_asked_for = $2 where resource_id = $1', [
        entry.resourceId,
        askedFor,
      ]);
    await standIn(city.person('data.officer').id);
    const own = await officer.post<Problem>(`${at}/extension-decision`, {
      granted: true,
      reason: '情况属实',
    });
    expect([own.status, own.body.code]).toEqual([403, 'PEOPLE_FILER_APPROVES']);
    await standIn(null);
    expect((await view(entry.resourceId)).updateCase?.clock.totalDays).toBe(10);
    const waiting = (await tasks('data.officer')).find(
      ({ id }) => id === `${entry.resourceId}:catalogue.extension`,
    );
    const grant = waiting?.actions.find(({ id }) => id === 'grant');
    expectBody(await officer.post(grant?.path ?? '', { ...grant?.body, reason: '情况属实，同意' }));
    const extended = (await view(entry.resourceId)).updateCase;
    expect([extended?.extension, extended?.clock.totalDays]).toEqual(['granted', 15]);
    const again = await clerk.post<Problem>(`${at}/extension`, { reason: '仍需更多时间核对存量数据' });
    expect([again.status, again.body.code]).toEqual([409, 'CATALOGUE_EXTENSION_DECIDED']);
    const change = { summary: '按照决定补充登记机关与登记状态。', declared: true };
    const saved = expectBody(
      await clerk.patch<VersionAnswer>(
        `${CATALOGUE}/drafts/${entry.resourceId}`,
        change,
        ifMatch(draft.version),
      ),
    );
    const consented = await consent(city, 'market', await submit(city, 'market', saved));
    expectBody(await officer.post(`${at}/return`, { reason: '数据项未同步' }, ifMatch(consented.version)));
    expect((await view(entry.resourceId)).updateCase?.clock.totalDays).toBe(15);
  });

  test('a second change, giving up a statutory one, and changing others’ entries are refused', async () => {
    const entry = await announced();
    const draft = await revise(entry, 'duty');
    const clerk = await city.as('market.clerk');
    const twice = await clerk.post<Problem>(`${resource(entry.resourceId)}/revise`, {
      cause: 'other',
      basis: '更正摘要',
    });
    expect([twice.status, twice.body.code]).toEqual([409, 'CATALOGUE_REVISION_OPEN']);
    const same = { cause: 'law', basis: '另一部法律' };
    const again = await clerk.post<Problem>(`${resource(entry.resourceId)}/revise`, same);
    expect([again.status, again.body.code]).toEqual([409, 'CATALOGUE_REVISION_OPEN']);
    const given = await clerk.delete<Problem>(
      `${CATALOGUE}/drafts/${entry.resourceId}`,
      ifMatch(draft.version),
    );
    expect([given.status, given.body.rule?.id]).toEqual([409, '17.update']);
    const foreign = await (
      await city.as('tax.clerk')
    ).post<Problem>(`${resource(entry.resourceId)}/revise`, { cause: 'law', basis: '别的部门' });
    expect(foreign.status).toBe(404);
    const [left] = await look<{ n: number }>(
      city,
      'select count(*)::int as n from clocks.clock where subject_id = $1',
      [entry.resourceId],
    );
    expect(left?.n).toBe(2);
  });

  test('[17.update] a change that is being written for another cause becomes the statutory one, with what was written', async () => {
    const entry = await announced();
    const draft = await revise(entry, 'other');
    const clerk = await city.as('market.clerk');
    const at = `${CATALOGUE}/drafts/${entry.resourceId}`;
    const saved = expectBody(
      await clerk.patch<VersionAnswer>(at, { tags: ['检查'], declared: true }, ifMatch(draft.version)),
    );
    const law = { cause: 'law', basis: '市场主体登记管理条例修订' };
    const filed = await submit(city, 'market', saved);
    const late = await clerk.post<Problem>(`${resource(entry.resourceId)}/revise`, law);
    expect([late.status, late.body.code]).toEqual([409, 'CATALOGUE_REVISION_OPEN']);
    expect((await view(entry.resourceId)).updateCase).toBeNull();
    const recalled = expectBody(
      await clerk.post<VersionAnswer>(
        `${resource(entry.resourceId)}/recall`,
        undefined,
        ifMatch(filed.version),
      ),
    );
    const taken = await revise(entry, 'law');
    expect(taken.version).toBe(recalled.version);
    const clock = (await view(entry.resourceId)).updateCase?.clock;
    expect(clock).toMatchObject({ kind: 'catalogue.update', state: 'running', totalDays: 10 });
    expect(
      expectBody(await clerk.get<{ cause: string; causeBasis: string; content: object }>(at)),
    ).toMatchObject({ cause: 'law', causeBasis: law.basis, content: { tags: ['检查'] } });
    const given = await clerk.delete<Problem>(at, ifMatch(taken.version));
    expect([given.status, given.body.rule?.id]).toEqual([409, '17.update']);
    const consented = await consent(city, 'market', await submit(city, 'market', taken));
    const [update] = await look<{ outcome: string }>(city, 'select outcome from clocks.clock where id = $1', [
      clock?.id,
    ]);
    expect(update).toEqual({ outcome: 'submitted' });
    await publish(city, consented);
    expect((await view(entry.resourceId, 'tax.clerk')).updateCase).toBeNull();
  });

  test('what the authority returns has its limit again; the review clock stops', async () => {
    const entry = await announced();
    const draft = await revise(entry, 'law');
    const clerk = await city.as('market.clerk');
    const change = { summary: '按照新修订的条例，补充登记机关与登记状态。', declared: true };
    const saved = expectBody(
      await clerk.patch<VersionAnswer>(
        `${CATALOGUE}/drafts/${entry.resourceId}`,
        change,
        ifMatch(draft.version),
      ),
    );
    const consented = await consent(city, 'market', await submit(city, 'market', saved));
    const officer = await city.as('data.officer');
    expectBody(
      await officer.post(
        `${resource(entry.resourceId)}/return`,
        { reason: '数据项未同步' },
        ifMatch(consented.version),
      ),
    );
    expect(await openClocks(entry.resourceId)).toMatchObject([
      { kind: 'catalogue.update', totalDays: 10, state: 'running' },
    ]);
    const back = (await tasks('market.clerk')).find(
      ({ id }) => id === `${entry.resourceId}:catalogue.returned`,
    );
    expect(back).toMatchObject({
      href: `/catalogue/${entry.resourceId}/compile`,
      clock: { kind: 'catalogue.update' },
    });
  });

  test('a change that touches neither items nor sharing rests on the former assessments', async () => {
    const entry = await announced();
    const draft = await revise(entry, 'other');
    expect((await view(entry.resourceId)).updateCase).toBeNull();
    const clerk = await city.as('market.clerk');
    const saved = expectBody(
      await clerk.patch<VersionAnswer>(
        `${CATALOGUE}/drafts/${entry.resourceId}`,
        { tags: ['检查'], declared: true },
        ifMatch(draft.version),
      ),
    );
    const filed = await submit(city, 'market', saved);
    const back = expectBody(
      await (
        await city.as('market.head')
      ).post<VersionAnswer>(
        `${resource(entry.resourceId)}/return`,
        { reason: '再加一项' },
        ifMatch(filed.version),
      ),
    );
    const more = { items: [...ENTERPRISE_ITEMS, item('检查结果', 'result')] };
    const wider = expectBody(
      await clerk.patch<VersionAnswer>(
        `${CATALOGUE}/drafts/${entry.resourceId}`,
        more,
        ifMatch(back.version),
      ),
    );
    const again = await submit(city, 'market', wider);
    const head = await city.as('market.head');
    const refused = await head.post<Problem>(
      `${resource(entry.resourceId)}/consent`,
      undefined,
      ifMatch(again.version),
    );
    expect([refused.status, refused.body.rule?.id]).toEqual([409, '13.assessments']);
    await assess(city, 'market', entry.resourceId);
    await publish(city, await consent(city, 'market', again));
  });
});

describe('versions', () => {
  test('each version stays readable, and two of them are compared item by item', async () => {
    const entry = await announced();
    const draft = await revise(entry, 'law');
    const clerk = await city.as('market.clerk');
    const [code, name, since, ...rest] = ENTERPRISE_ITEMS;
    const items = [
      { ...name, description: '营业执照所载名称' },
      code,
      { ...since, name: '成立日期' },
      ...rest.slice(0, 2),
      item('登记状态', 'state'),
    ];
    const patch = { items, cycle: 'weekly', declared: true };
    const saved = expectBody(
      await clerk.patch<VersionAnswer>(
        `${CATALOGUE}/drafts/${entry.resourceId}`,
        patch,
        ifMatch(draft.version),
      ),
    );
    await assess(city, 'market', entry.resourceId);
    await publish(city, await consent(city, 'market', await submit(city, 'market', saved)));
    const reader = await city.as('tax.clerk');
    const versions = expectBody(
      await reader.get<{ items: { number: number; cause: string }[] }>(
        `${resource(entry.resourceId)}/versions`,
      ),
    );
    expect(versions.items.map(({ number, cause }) => [number, cause])).toEqual([
      [2, 'law'],
      [1, 'first'],
    ]);
    const first = expectBody(
      await reader.get<{ content: { cycle: string; items: unknown[] } }>(
        `${resource(entry.resourceId)}/versions/1`,
      ),
    );
    expect([first.content.cycle, first.content.items.length]).toEqual(['daily', 6]);
    const diff = expectBody(
      await reader.get<{
        fields: { field: string }[];
        items: { kind: string; name: string; formerName?: string }[];
      }>(`${resource(entry.resourceId)}/versions/1/diff/2`),
    );
    expect(diff.fields.map(({ field }) => field)).toEqual(['cycle']);
    expect(diff.items.map(({ kind, name, formerName }) => [kind, name, formerName])).toEqual([
      ['changed', '企业名称', undefined],
      ['moved', '统一社会信用代码', undefined],
      ['changed', '成立日期', '注册日期'],
      ['added', '登记状态', undefined],
      ['removed', '登记机关', undefined],
    ]);
    const [row] = await look<{ code: string; n: number }>(
      city,
      'select code, (select count(*)::int from catalogue.search_document where resource_id = r.id) as n from catalogue.resource r where id = $1',
      [entry.resourceId],
    );
    expect(row).toEqual({ code: entry.code, n: 1 });
  });
});

describe('withdrawal', () => {
  test('goes by head and authority with its reason, and the entry is found no more', async () => {
    const entry = await announced();
    const clerk = await city.as('market.clerk');
    expect((await clerk.post(`${resource(entry.resourceId)}/withdraw`, {})).status).toBe(400);
    const filed = expectBody(
      await clerk.post<VersionAnswer>(`${resource(entry.resourceId)}/withdraw`, {
        reason: '职责已划转至应急管理局',
      }),
      201,
    );
    expect((await view(entry.resourceId, 'tax.clerk')).state).toBe('published');
    const [task] = (await tasks('market.head')).filter(({ id }) => id.startsWith(entry.resourceId));
    expect(task?.kind).toBe('task.catalogue.consentWithdrawal');
    await publish(city, await consent(city, 'market', filed));
    const gone = await view(entry.resourceId, 'tax.clerk');
    expect([gone.state, gone.withdrawnReason]).toEqual(['withdrawn', '职责已划转至应急管理局']);
    const found = await city.transactAs('tax.clerk')(async (tx) => {
      const { findPublishedResource } = await import('./index.ts');
      return (await findPublishedResource(tx, entry.resourceId)) ?? null;
    });
    expect(found).toBeNull();
    const again = await clerk.post<Problem>(`${resource(entry.resourceId)}/revise`, {
      cause: 'law',
      basis: '已经撤销',
    });
    expect([again.status, again.body.code]).toEqual([409, 'CATALOGUE_WITHDRAWN']);
    const search = expectBody(
      await clerk.get<{ items: { resourceId: string }[] }>(`${CATALOGUE}/resources?limit=100`),
    );
    expect(search.items.map(({ resourceId }) => resourceId)).not.toContain(entry.resourceId);
  });
});

describe('what waits', () => {
  test('a task can be carried out as it stands: consent by the head, announcement by the officer', async () => {
    unique += 1;
    const clerk = await city.as('labour.clerk');
    const content = completeContent({
      title: '职业技能证书',
      classification: '309003',
      items: [item('证书编号', 'certificate_no')],
    });
    const draft = expectBody(await clerk.post<VersionAnswer>(`${CATALOGUE}/resources`, content), 201);
    await assess(city, 'labour', draft.resourceId);
    await submit(city, 'labour', draft);
    for (const [login, kind] of [
      ['labour.head', 'task.catalogue.consent'],
      ['data.officer', 'task.catalogue.review'],
    ] as const) {
      const task = (await tasks(login)).find(({ id }) => id.startsWith(draft.resourceId));
      expect(task?.kind).toBe(kind);
      const [answer] = task?.actions ?? [];
      expectBody(
        await (await city.as(login)).post(answer?.path ?? '', answer?.body, ifMatch(answer?.version ?? 0)),
      );
    }
    expect((await view(draft.resourceId, 'tax.clerk')).state).toBe('published');
    for (const login of ['tax.head', 'tax.clerk', 'data.auditor']) {
      expect((await tasks(login)).filter(({ id }) => id.startsWith(draft.resourceId))).toEqual([]);
    }
  });
});
