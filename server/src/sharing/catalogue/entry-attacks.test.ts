import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assess,
  CATALOGUE,
  completeContent,
  consent,
  createEntry,
  expectBody,
  ifMatch,
  item,
  look,
  publish,
  publishEntry,
  submit,
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
  title?: string;
  rule?: { id: string; article: number };
  errors?: { field: string; code: string; rule?: { id: string } }[];
}

describe('two hands on one entry', () => {
  test('an edit of what somebody else saved meanwhile is refused, and says so', async () => {
    const draft = await createEntry(city, 'tax', completeContent({ title: '纳税信用' }));
    const path = `${CATALOGUE}/drafts/${draft.resourceId}`;
    const [first, second] = [await city.as('tax.clerk'), await city.as('tax.clerk2')];
    expect((await first.patch(path, { tags: ['甲'] })).status).toBe(428);
    const answers = await Promise.all([
      first.patch(path, { tags: ['甲'] }, ifMatch(1)),
      second.patch(path, { tags: ['乙'] }, ifMatch(1)),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  test('two officers cannot both announce: one does, once, and the other is told who did and when', async () => {
    const draft = await createEntry(
      city,
      'tax',
      completeContent({
        title: '欠税公告',
        classification: '324003',
        items: [item('欠税金额', 'arrears', { type: 'Y' })],
      }),
    );
    await assess(city, 'tax', draft.resourceId);
    const consented = await consent(city, 'tax', await submit(city, 'tax', draft));
    const path = `${CATALOGUE}/resources/${draft.resourceId}/publish`;
    const officers = [await city.as('data.officer'), await city.as('data.officer2')];
    const answers = await Promise.all(
      officers.map((officer) => officer.post<Problem>(path, undefined, ifMatch(consented.version))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410]);
    const [winner] = await look<{ name: string }>(
      city,
      `select actor_name as name from catalogue.history where resource_id = $1 and act = 'published'`,
      [draft.resourceId],
    );
    const lost = answers.find(({ status }) => status === 410)?.body;
    expect(lost?.code).toBe('CATALOGUE_CHANGE_DECIDED');
    expect(lost?.title).toMatch(
      new RegExp(`^此项变更已由${winner?.name}于 \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d 办结：通告发布$`),
    );
    const [count] = await look<{ n: number }>(
      city,
      'select count(*)::int as n from catalogue.resource_version where resource_id = $1',
      [draft.resourceId],
    );
    expect(count?.n).toBe(1);
  });

  test('filing twice files once; the same key gives the same answer', async () => {
    const draft = await createEntry(
      city,
      'tax',
      completeContent({ title: '发票领用', items: [item('发票代码', 'invoice')] }),
    );
    const clerk = await city.as('tax.clerk');
    const path = `${CATALOGUE}/resources/${draft.resourceId}/submit`;
    const headers = { ...ifMatch(1), 'idempotency-key': 'submit-once-0001' };
    const [one, two] = await Promise.all([
      clerk.post<VersionAnswer>(path, {}, headers),
      clerk.post<VersionAnswer>(path, {}, headers),
    ]);
    expect([one.status, two.status, one.body.version, two.body.version]).toEqual([200, 200, 2, 2]);
    const late = await clerk.post<Problem>(path, {}, ifMatch(2));
    expect([late.status, late.body.code]).toEqual([409, 'CATALOGUE_STATE_WRONG']);
    const [count] = await look<{ n: number }>(
      city,
      `select count(*)::int as n from catalogue.history where resource_id = $1 and act = 'filed'`,
      [draft.resourceId],
    );
    expect(count?.n).toBe(1);
  });

  test('a filed change is not edited, and can be taken back by its own department only', async () => {
    const draft = await createEntry(
      city,
      'tax',
      completeContent({ title: '税源登记', items: [item('税源编号', 'source')] }),
    );
    const filed = await submit(city, 'tax', draft);
    const clerk = await city.as('tax.clerk');
    const edit = await clerk.patch<Problem>(
      `${CATALOGUE}/drafts/${draft.resourceId}`,
      { tags: [] },
      ifMatch(filed.version),
    );
    expect([edit.status, edit.body.code]).toEqual([409, 'CATALOGUE_STATE_WRONG']);
    const path = `${CATALOGUE}/resources/${draft.resourceId}/recall`;
    expect((await (await city.as('market.clerk')).post(path, undefined, ifMatch(filed.version))).status).toBe(
      404,
    );
    const recalled = expectBody(await clerk.post<VersionAnswer>(path, undefined, ifMatch(filed.version)));
    expectBody(await clerk.delete(`${CATALOGUE}/drafts/${draft.resourceId}`, ifMatch(recalled.version)));
    expect((await clerk.get(`${CATALOGUE}/drafts/${draft.resourceId}`)).status).toBe(404);
  });
});

describe('[platform.separation] nobody approves what they filed or wrote', () => {
  test('a head who edited the clerk’s draft, or recorded its assessment, does not consent to it', async () => {
    for (const [login, role] of [
      ['civil.head', 'clerk'],
      ['civil.office', 'departmentHead'],
    ])
      await city.owner(`update identity.principal set roles = roles || $2::text where id = $1`, [
        city.person(login ?? '').id,
        role,
      ]);
    const draft = await createEntry(
      city,
      'civil',
      completeContent({ title: '社会组织年检结果', items: [item('年检结论', 'conclusion')] }),
    );
    const head = await city.as('civil.head');
    const edited = expectBody(
      await head.patch<VersionAnswer>(
        `${CATALOGUE}/drafts/${draft.resourceId}`,
        { summary: '由负责人改写的摘要：社会组织年度检查的结论。', declared: true },
        ifMatch(draft.version),
      ),
    );
    await assess(city, 'civil', draft.resourceId);
    const filed = await submit(city, 'civil', edited);
    const path = `${CATALOGUE}/resources/${draft.resourceId}`;
    const other = await city.as('civil.office');
    const offered = async (to: typeof head) =>
      expectBody(
        await to.get<{ groups: { tasks: { id: string; actions: { id: string }[] }[] }[] }>('/api/v1/inbox'),
      )
        .groups.flatMap(({ tasks }) => tasks)
        .filter(({ id }) => id === `${draft.resourceId}:catalogue.consent`)
        .map(({ actions }) => actions.map(({ id }) => id));
    const ownWork = async (by: typeof head) =>
      expectBody(await by.get<{ ownWork: boolean }>(`${CATALOGUE}/drafts/${draft.resourceId}`)).ownWork;
    expect([await offered(head), await ownWork(head)]).toEqual([[['return']], true]);
    expect([await offered(other), await ownWork(other)]).toEqual([[['consent', 'return']], false]);
    const refused = await head.post<Problem>(`${path}/consent`, undefined, ifMatch(filed.version));
    expect(refused).toMatchObject({
      status: 403,
      body: { code: 'PEOPLE_WRITER_APPROVES', rule: { id: 'platform.separation' } },
    });
    expect((await other.post(`${path}/consent`, undefined, ifMatch(filed.version))).status).toBe(200);
  });

  test('a head who filed it as a clerk, and an officer who consented to it, are refused', async () => {
    const grant = (login: string, role: string) =>
      city.owner(`update identity.principal set roles = roles || $2::text where id = $1`, [
        city.person(login).id,
        role,
      ]);
    await grant('labour.head', 'clerk');
    await grant('data.officer2', 'departmentHead');
    const head = await city.as('labour.head');
    const draft = expectBody(
      await head.post<VersionAnswer>(
        `${CATALOGUE}/resources`,
        completeContent({ title: '参保登记', items: [item('参保险种', 'insurance')] }),
      ),
      201,
    );
    await assess(city, 'labour', draft.resourceId);
    const path = `${CATALOGUE}/resources/${draft.resourceId}`;
    const filed = expectBody(await head.post<VersionAnswer>(`${path}/submit`, {}, ifMatch(1)));
    const refused = await head.post<Problem>(`${path}/consent`, undefined, ifMatch(filed.version));
    expect([refused.status, refused.body.rule?.id]).toEqual([403, 'platform.separation']);
    const officer = await city.as('data.officer2');
    const own = await createEntry(
      city,
      'data',
      completeContent({ title: '共享统计', items: [item('统计期', 'period')] }),
    );
    await assess(city, 'data', own.resourceId);
    const ownPath = `${CATALOGUE}/resources/${own.resourceId}`;
    const ownFiled = await submit(city, 'data', { resourceId: own.resourceId, version: 1 });
    const ownConsent = expectBody(
      await officer.post<VersionAnswer>(`${ownPath}/consent`, undefined, ifMatch(ownFiled.version)),
    );
    const publishing = await officer.post<Problem>(
      `${ownPath}/publish`,
      undefined,
      ifMatch(ownConsent.version),
    );
    expect([publishing.status, publishing.body.rule?.id]).toEqual([403, 'platform.separation']);
    expect((await publish(city, ownConsent)).version).toBe(1);
  });

  test('who returned it for the authority does not consent after a transfer, nor announce who had consented', async () => {
    const moved = async (login: string, to: 'labour' | 'data', role: string) =>
      city.owner('update identity.principal set department_id = $2, roles = $3 where id = $1', [
        city.person(login).id,
        city.city.departments[to].id,
        [role],
      ]);
    const act = async (login: string, id: string, path: string, version: number, body?: object) =>
      (await city.as(login)).post<Problem & VersionAnswer>(
        `${CATALOGUE}/resources/${id}/${path}`,
        body,
        ifMatch(version),
      );
    const items = [item('培训项目', 'course')];
    const draft = await createEntry(city, 'labour', completeContent({ title: '培训机构名录', items }));
    const id = draft.resourceId;
    await assess(city, 'labour', id);
    const first = await consent(city, 'labour', await submit(city, 'labour', draft));
    const reason = '请补充培训项目的口径说明';
    const returned = expectBody(await act('data.officer2', id, 'return', first.version, { reason }));
    const again = await submit(city, 'labour', returned);
    await moved('data.officer2', 'labour', 'departmentHead');
    const refused = { status: 403, body: { code: 'PEOPLE_OTHER_SIDE', rule: { id: 'platform.separation' } } };
    expect(await act('data.officer2', id, 'consent', again.version)).toMatchObject(refused);
    await city.owner(
      `update catalogue.history set acted_for = actor_id, actor_id = $2 where resource_id = $1 and act = 'returned'`,
      [id, city.person('data.officer').id],
    );
    expect(await act('data.officer2', id, 'consent', again.version), 'in their name').toMatchObject(refused);
    await city.owner('update identity.principal set roles = $2 where id = $1', [
      city.person('labour.office').id,
      ['departmentHead'],
    ]);
    const second = expectBody(await act('labour.office', id, 'consent', again.version));
    await moved('labour.head', 'data', 'authorityOfficer');
    expect(await act('labour.head', id, 'return', second.version, { reason })).toMatchObject(refused);
    expect(await act('labour.head', id, 'publish', second.version)).toMatchObject(refused);
    expect((await publish(city, second)).version).toBe(1);
    await moved('labour.head', 'labour', 'departmentHead');
    await moved('data.officer2', 'data', 'authorityOfficer');
  });
});

describe('another department’s draft', () => {
  test('is not found by id, list, search, copy, assessment, similarity or version', async () => {
    const secret = await createEntry(
      city,
      'labour',
      completeContent({ title: '欠薪线索绝密草稿', items: [item('欠薪线索号', 'wage_clue')] }),
    );
    for (const login of ['tax.clerk', 'tax.head', 'data.clerk', 'data.officer']) {
      const reader = await city.as(login);
      const at = `${CATALOGUE}/resources/${secret.resourceId}`;
      expect((await reader.get(at)).status).toBe(404);
      expect((await reader.get(`${CATALOGUE}/drafts/${secret.resourceId}`)).status).toBe(404);
      expect((await reader.get<{ items: unknown[] }>(`${at}/history`)).body.items).toEqual([]);
      expect((await reader.get<{ items: unknown[] }>(`${at}/versions`)).body.items).toEqual([]);
      const list = expectBody(
        await reader.get<{ items: { resourceId: string }[] }>(
          `${CATALOGUE}/drafts?provider=${city.city.departments.labour.id}`,
        ),
      );
      expect(list.items.map(({ resourceId }) => resourceId)).not.toContain(secret.resourceId);
      const found = expectBody(
        await reader.get<{ items: unknown[] }>(`${CATALOGUE}/resources?q=${encodeURIComponent('欠薪线索')}`),
      );
      expect(JSON.stringify(found.items)).not.toContain(secret.resourceId);
      const offered = expectBody(
        await reader.get<{ items: unknown[] }>(`${CATALOGUE}/suggestions?q=${encodeURIComponent('欠薪')}`),
      );
      expect(offered.items).toEqual([]);
    }
    const clerk = await city.as('tax.clerk');
    const at = `${CATALOGUE}/resources/${secret.resourceId}`;
    expect((await clerk.post(`${at}/copy`)).status).toBe(404);
    expect(
      (await clerk.patch(`${CATALOGUE}/drafts/${secret.resourceId}`, { title: '改' }, ifMatch(1))).status,
    ).toBe(404);
    expect((await clerk.delete(`${CATALOGUE}/drafts/${secret.resourceId}`, ifMatch(1))).status).toBe(404);
    expect((await clerk.post(`${at}/submit`, {}, ifMatch(1))).status).toBe(404);
    const similar = await clerk.post<{ items: unknown[] }>(`${CATALOGUE}/resources/similar`, {
      title: '欠薪线索',
      items: [item('欠薪线索号', 'wage_clue')],
    });
    expect(similar.body.items).toEqual([]);
    const auditor = await city.as('data.auditor');
    expect((await auditor.get(`${CATALOGUE}/drafts/${secret.resourceId}`)).status).toBe(200);
  });

  test('announced entries of others can be copied into an own draft, without their grounds of withholding', async () => {
    const given = { reason: '办案期间依法保密', law: '社会保险稽核办法', article: '第十二条' };
    const source = await publishEntry(
      city,
      'labour',
      completeContent({
        title: '稽核案件',
        shareClass: 'withheld',
        modes: [],
        withheld: given,
        items: [item('案件编号', 'case_no')],
      }),
    );
    const clerk = await city.as('tax.clerk');
    const copy = expectBody(
      await clerk.post<VersionAnswer>(`${CATALOGUE}/resources/${source.resourceId}/copy`),
      201,
    );
    const draft = expectBody(
      await clerk.get<{
        content: { withheld: unknown; declared: boolean; relatedCodes: string[] };
        provider: { id: string };
      }>(`${CATALOGUE}/drafts/${copy.resourceId}`),
    );
    expect(draft.content).toMatchObject({ withheld: null, declared: false, relatedCodes: [source.code] });
    expect(draft.provider.id).toBe(city.city.departments.tax.id);
  });
});
