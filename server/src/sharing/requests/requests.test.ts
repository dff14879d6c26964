import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  agree,
  draftRequest,
  grantRequest,
  matterOf,
  statement,
  submitRequest,
  todayOf,
  type ActBody,
} from '../../../test/matter.ts';
import { dropItem, publishResource, type SharedResource } from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { getAgreementTerms } from './index.ts';
import type { AgreementView, RequestView } from './views.ts';

let run: TestServerRun;
let registrations: SharedResource;

beforeAll(async () => {
  run = await startTestServer();
  registrations = await publishResource(run, { title: '企业登记基本信息' });
});
afterAll(async () => run.stop());

describe('an application', () => {
  test('states what Art 20 asks for, or is not filed; nothing is written then [20.statements]', async () => {
    const clerk = await run.as('tax.clerk');
    const made = await clerk.post<ActBody>('/api/v1/requests', { resourceId: registrations.id });
    const matter = matterOf(run, 'requests', made.body);
    const refused = await matter.act('tax.clerk', 'file');
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'REQUEST_STATEMENTS_INCOMPLETE', rule: { id: '20.statements', article: 20 } },
    });
    expect(refused.body.errors?.map((error) => error.field)).toEqual([
      '/legalBasis',
      '/useCase',
      '/purpose',
      '/truthDeclared',
      '/items',
      '/term',
    ]);
    expect(new Set(refused.body.errors?.map((error) => error.rule?.id))).toEqual(new Set(['20.statements']));
    expect(await matter.view<RequestView>('tax.clerk')).toMatchObject({
      body: { state: 'draft', history: [] },
    });
  });

  test('a term above three years is refused by the platform’s rule [20.term.longest]', async () => {
    const today = await todayOf(run);
    const matter = await draftRequest(run, registrations, {
      statement: { term: { from: today, to: `${Number(today.slice(0, 4)) + 4}-01-01` } },
    });
    const refused = await matter.act('tax.clerk', 'file');
    expect(refused.body.errors).toMatchObject([
      { code: 'REQUEST_TERM_TOO_LONG', rule: { id: '20.term.longest' } },
    ]);
  });

  test('needs the consent of the requester’s head, who neither filed nor drafted it [20.requester-consent] [platform.separation]', async () => {
    const matter = await draftRequest(run, registrations, { by: 'tax.office' });
    await matter.must('tax.clerk', 'file');
    const byClerk = await matter.act('tax.clerk', 'consent');
    expect(byClerk).toMatchObject({
      status: 403,
      body: { code: 'PLATFORM_ROLE_MISSING', rule: { id: '20.requester-consent', article: 20 } },
    });
    const byAuthor = await matter.act('tax.office', 'consent');
    expect(byAuthor).toMatchObject({
      status: 403,
      body: { code: 'PEOPLE_FILER_APPROVES', rule: { id: 'platform.separation' } },
    });
    expect((await matter.view<RequestView>('tax.clerk')).body).toMatchObject({
      state: 'awaitingOfficeConsent',
      number: null,
    });
    expect((await matter.view('market.office')).status).toBe(404);
  });

  test('whoever edited the draft does not consent to it, another head does [20.requester-consent] [platform.separation]', async () => {
    await run.owner(
      `update identity.principal set roles = roles || 'sharingOfficeHead'::text where id = $1`,
      [run.person('tax.head').id],
    );
    const matter = await draftRequest(run, registrations);
    const words = statement({ today: await todayOf(run) });
    const office = await run.as('tax.office');
    const save = async (change: object) => {
      const saved = await office.patch<ActBody>(
        `/api/v1/requests/${matter.id}`,
        { ...words, ...change },
        { 'if-match': `"${matter.version}"` },
      );
      matter.version = saved.body.version;
    };
    await save({});
    expect((await matter.view<RequestView>('tax.office')).body.can).toContain('edit');
    await save({ useCase: '由负责人改写：新办企业登记信息核对' });
    await matter.must('tax.clerk', 'file');
    expect(await matter.act('tax.office', 'consent')).toMatchObject({
      status: 403,
      body: { code: 'PEOPLE_WRITER_APPROVES', rule: { id: 'platform.separation' } },
    });
    expect((await matter.view<RequestView>('tax.office')).body.can).not.toContain('consentFiling');
    const forced = run.transactAs('tax.office')((tx) =>
      tx.client.query('update requests.request set office_consent_by = $2 where id = $1', [
        matter.id,
        run.person('tax.office').id,
      ]),
    );
    await expect(forced).rejects.toMatchObject({ constraint: 'request_filing_separate' });
    await matter.must('tax.head', 'consent');
  });

  test('a paper that the head added counts as written, a save that changed nothing does not [platform.separation]', async () => {
    const matter = await draftRequest(run, registrations);
    const office = await run.as('tax.office');
    const same = statement({ today: await todayOf(run) });
    await office.patch(`/api/v1/requests/${matter.id}`, same, { 'if-match': `"${matter.version}"` });
    await matter.view('tax.clerk');
    await matter.must('tax.clerk', 'file');
    const paper = await office.post(
      `/api/v1/requests/${matter.id}/attachments?name=${encodeURIComponent('职责文件.pdf')}`,
      new TextEncoder().encode('paper'),
    );
    expect(paper.status).toBe(201);
    await matter.view('tax.office');
    expect((await matter.act('tax.office', 'consent')).body.code).toBe('PEOPLE_WRITER_APPROVES');
    const untouched = await draftRequest(run, registrations);
    await office.patch(`/api/v1/requests/${untouched.id}`, same, { 'if-match': `"${untouched.version}"` });
    await untouched.view('tax.clerk');
    await untouched.must('tax.clerk', 'file');
    await untouched.must('tax.office', 'consent');
  });

  test('who answered the supplement does not confirm, who proposed the scope does not grant it [platform.separation]', async () => {
    const matter = await submitRequest(run, registrations);
    await matter.must('market.clerk', 'supplement-notice', {
      missing: [{ field: 'attachment', text: '缺职责文件' }],
    });
    await matter.must('tax.office', 'supplement', { answer: '职责文件已补充' });
    await matter.must('market.office', 'scope-proposal', {
      scope: { items: [{ name: '统一社会信用代码' }, { name: '企业名称' }] },
      reason: '所述场景只需两项',
    });
    await matter.must('tax.clerk', 'scope-proposal/accept', { reason: '接受' });
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    expect((await matter.act('market.office', 'reply/consent', { decision: 'grant' })).body.code).toBe(
      'PEOPLE_WRITER_APPROVES',
    );
    await run.owner(
      `update identity.principal set roles = roles || 'sharingOfficeHead'::text where id = $1`,
      [run.person('market.head').id],
    );
    await matter.must('market.head', 'reply/consent', { decision: 'grant' });
    const { body } = await matter.view<RequestView>('tax.office');
    const agreement = matterOf(run, 'agreements', { id: body.agreement?.id ?? '', version: 1 });
    await agreement.view('tax.office');
    expect((await agreement.act('tax.office', 'confirm')).body.code).toBe('PEOPLE_WRITER_APPROVES');
    await agreement.must('tax.head', 'confirm');
  });

  test('is sent back by the head with a reason the other side never sees, and filed again', async () => {
    const matter = await draftRequest(run, registrations);
    await matter.must('tax.clerk', 'file');
    await matter.must('tax.office', 'return', { reason: '请补充使用场景' });
    const saved = await (
      await run.as('tax.clerk')
    ).patch<ActBody>(
      `/api/v1/requests/${matter.id}`,
      statement({ today: await todayOf(run) }, { useCase: '新办企业登记信息核对，用于一网通办' }),
      { 'if-match': `"${matter.version}"` },
    );
    matter.version = saved.body.version;
    await matter.must('tax.clerk', 'file');
    await matter.must('tax.office', 'consent');
    const own = await matter.view<RequestView>('tax.clerk');
    expect(own.body.history.map((step) => step.act)).toEqual([
      'file',
      'returnFiling',
      'file',
      'consentFiling',
    ]);
    const theirs = await matter.view<RequestView>('market.clerk');
    expect(theirs.body.history.map((step) => step.act)).toEqual(['consentFiling']);
  });

  test('is copied from an earlier one without its declaration', async () => {
    const earlier = await submitRequest(run, registrations);
    const clerk = await run.as('tax.clerk');
    const copy = await clerk.post<ActBody>('/api/v1/requests', {
      resourceId: registrations.id,
      copyFrom: earlier.id,
    });
    const { body } = await clerk.get<RequestView>(`/api/v1/requests/${copy.body.id}`);
    expect(body.statement).toMatchObject({
      legalBasis: { article: '第六条' },
      purpose: { code: 'tax-registration' },
    });
    expect(body.statement.truthDeclared).toBeUndefined();
    const elsewhere = await (
      await run.as('civil.clerk')
    ).post<ActBody>('/api/v1/requests', {
      resourceId: registrations.id,
      copyFrom: earlier.id,
    });
    expect(elsewhere).toMatchObject({ status: 404, body: { code: 'REQUEST_NOT_FOUND' } });
  });

  test('a query without the key of the entry is not filed: nothing could be asked by it [20.statements]', async () => {
    const items = [{ name: '企业名称' }, { name: '登记状态' }];
    const keyless = await draftRequest(run, registrations, { statement: { items } });
    const refused = await keyless.act('tax.clerk', 'file');
    expect(refused).toMatchObject({ status: 422, body: { code: 'REQUEST_STATEMENTS_INCOMPLETE' } });
    expect(refused.body).toMatchObject({
      errors: [
        { field: '/items', code: 'REQUEST_KEY_ITEM_MISSING', rule: { id: '20.statements', article: 20 } },
      ],
    });
    expect((await keyless.view<RequestView>('tax.clerk')).body.state).toBe('draft');
    const file = await draftRequest(run, registrations, { statement: { items, modes: ['batch'] } });
    await file.must('tax.clerk', 'file');
  });

  test('numbers of a month have no gaps, whatever was refused between', async () => {
    const first = await submitRequest(run, registrations);
    const refused = await draftRequest(run, registrations, { statement: { truthDeclared: false } });
    await refused.act('tax.clerk', 'file');
    const second = await submitRequest(run, registrations);
    const numberOf = async (matter: typeof first) =>
      (await matter.view<RequestView>('tax.clerk')).body.number ?? '';
    const [one, two] = [await numberOf(first), await numberOf(second)];
    expect(one).toMatch(/^SQ-\d{4}-\d{2}-\d{4}$/);
    expect(Number(two.slice(-4))).toBe(Number(one.slice(-4)) + 1);
  });

  test('takes papers, which both sides fetch and nobody else', async () => {
    const matter = await submitRequest(run, registrations);
    const clerk = await run.as('tax.clerk');
    const name = encodeURIComponent('职责文件.txt');
    const key = { 'idempotency-key': 'paper-0001' };
    const send = (text: string) =>
      clerk.post<{ id: string; code: string }>(
        `/api/v1/requests/${matter.id}/attachments?name=${name}`,
        text,
        key,
      );
    const added = await send('三定规定');
    expect(added.status).toBe(201);
    expect((await send('三定规定')).body, 'sent twice, kept once').toEqual(added.body);
    expect((await send('别的内容')).body.code).toBe('PLATFORM_KEY_REUSED');
    const empty = await clerk.fetch('POST', `/api/v1/requests/${matter.id}/attachments?name=${name}`, {
      body: Buffer.alloc(0),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect([empty.status, await empty.json()]).toMatchObject([422, { code: 'PLATFORM_FILE_EMPTY' }]);
    expect((await matter.view<RequestView>('tax.clerk')).body.attachments).toMatchObject([
      { id: added.body.id },
    ]);
    const path = `/api/v1/requests/${matter.id}/attachments/${added.body.id}`;
    const fetched = await (await run.as('market.clerk')).fetch('GET', path);
    expect(await fetched.text()).toBe('三定规定');
    expect(fetched.headers.get('content-disposition')).toContain(name);
    expect((await (await run.as('civil.clerk')).get(path)).status).toBe(404);
    const trick = await clerk.post(
      `/api/v1/requests/${matter.id}/attachments?name=${encodeURIComponent('../../etc/passwd')}`,
      'x',
    );
    expect(trick.status).toBe(400);
  });
});

describe('from request to agreement', () => {
  test('the whole path, each step on record with its receipt [20.provider-consent] [22.supply]', async () => {
    const { request, agreement } = await agree(run, registrations);
    const { body: view } = await request.view<RequestView>('tax.clerk');
    expect(view).toMatchObject({ state: 'inForce', dataspaceState: 'FINALIZED', replyLate: false });
    expect(view.history.map((step) => step.act)).toEqual([
      'file',
      'consentFiling',
      'grant',
      'confirm',
      'conclude',
    ]);
    expect(view.history.every((step) => step.actor.name !== '' && step.entryId !== '')).toBe(true);
    expect(view.supplyClock).toMatchObject({
      state: 'running',
      totalDays: 20,
      rule: { id: '22.supply', article: 22 },
    });
    const { body } = await agreement.view<AgreementView>('market.office');
    expect(body.number).toMatch(/^GX-\d{4}-\d{2}-\d{4}$/);
    expect(body.versions[0]).toMatchObject({
      requesterConfirmed: { byName: run.person('tax.office').name },
      providerConfirmed: { byName: run.person('market.office').name },
    });
    const receipts = await run.owner('select 1 from ledger.entry where id = any ($1)', [
      view.history.map((step) => step.entryId),
    ]);
    expect(receipts).toHaveLength(view.history.length);
  });

  test('the terms are complete, frozen and plain', async () => {
    const { agreement } = await agree(run, registrations);
    const terms = await run.transactAs('tax.clerk')((tx) => getAgreementTerms(tx, agreement.id));
    expect(terms).toMatchObject({
      schema: 1,
      version: 1,
      state: 'inForce',
      requesterId: run.city.departments.tax.id,
      providerId: run.city.departments.market.id,
      purpose: { code: 'tax-registration', text: '新办企业税务登记信息确认' },
      modes: ['query', 'verify', 'batch'],
      rowFilter: [{ item: '登记机关', op: 'prefix', values: ['640104'] }],
      quota: { callsPerDay: 1000, rowsPerDay: 5000 },
      disposal: 'deleted',
    });
    expect(terms.items).toContainEqual({
      name: '法定代表人姓名',
      modes: ['verify'],
      kind: 'personName',
      grade: 3,
      personal: true,
      unmasked: false,
    });
    expect(JSON.parse(JSON.stringify(terms))).toEqual(terms);
    const change = run.transactAs('tax.clerk')((tx) =>
      tx.client.query(`update requests.agreement_version set terms = '{}' where agreement_id = $1`, [
        agreement.id,
      ]),
    );
    await expect(change).rejects.toMatchObject({ code: '42501' });
  });

  test('only the provider’s head sends the reply, and not the one who drafted it [20.provider-consent] [platform.separation]', async () => {
    const matter = await submitRequest(run, registrations);
    await matter.must('market.office', 'reply', { decision: 'grant' });
    expect(await matter.act('market.clerk', 'reply/consent', { decision: 'grant' })).toMatchObject({
      status: 403,
      body: { code: 'PLATFORM_ROLE_MISSING', rule: { id: '20.provider-consent', article: 20 } },
    });
    expect(await matter.act('market.office', 'reply/consent', { decision: 'grant' })).toMatchObject({
      status: 403,
      body: { code: 'PEOPLE_FILER_APPROVES', rule: { id: 'platform.separation' } },
    });
    const { body } = await matter.view<RequestView>('tax.clerk');
    expect(body).toMatchObject({ state: 'awaitingReplyConsent', reply: null, agreement: null });
    await matter.must('market.office', 'reply/return', { reason: '换人拟稿' });
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    await matter.must('market.office', 'reply/consent', { decision: 'grant' });
  });

  test('a narrower scope is proposed, accepted, and becomes the agreement', async () => {
    const matter = await submitRequest(run, registrations);
    const key = { name: '统一社会信用代码' };
    const wider = { items: [key, { name: '登记机关', modes: ['query'] }] };
    expect(
      await matter.act('market.clerk', 'scope-proposal', { scope: wider, reason: '试探' }),
    ).toMatchObject({
      status: 422,
      body: { code: 'REQUEST_SCOPE_NOT_NARROWER' },
    });
    const twice = { items: [key, { name: '企业名称' }, { name: '企业名称' }] };
    const backwards = { term: { from: '2027-06-30', to: '2027-01-01' } };
    const past = { term: { from: '2025-01-01', to: '2025-06-30' } };
    for (const broken of [twice, backwards, past])
      expect(
        await matter.act('market.clerk', 'scope-proposal', { scope: broken, reason: '试探' }),
      ).toMatchObject({ status: 422, body: { code: 'REQUEST_SCOPE_INVALID' } });
    const keyless = await matter.act('market.clerk', 'scope-proposal', {
      scope: { items: [{ name: '企业名称' }] },
      reason: '试探',
    });
    expect(keyless).toMatchObject({ status: 422, body: { code: 'REQUEST_SCOPE_INVALID' } });
    expect(keyless.body).toMatchObject({ errors: [{ field: '/items', code: 'REQUEST_KEY_ITEM_MISSING' }] });
    const scope = {
      items: [key, { name: '企业名称' }, { name: '法定代表人姓名', modes: ['verify'] }],
    };
    await matter.must('market.clerk', 'scope-proposal', { scope, reason: '登记状态对本场景非必要' });
    expect((await matter.view<RequestView>('tax.clerk')).body.dataspaceState).toBe('OFFERED');
    await matter.must('tax.clerk', 'scope-proposal/accept', { reason: '可以' });
    expect((await matter.view<RequestView>('tax.clerk')).body.dataspaceState).toBe('ACCEPTED');
    await matter.must('market.clerk', 'reply', { decision: 'grant', disposal: 'returned' });
    await matter.must('market.office', 'reply/consent', { decision: 'grant' });
    const { body } = await matter.view<RequestView>('tax.clerk');
    const terms = await run.transactAs('tax.clerk')((tx) => getAgreementTerms(tx, body.agreement?.id ?? ''));
    expect(terms.items.map((item) => item.name)).toEqual(['统一社会信用代码', '企业名称', '法定代表人姓名']);
    expect(terms).toMatchObject({ disposal: 'returned', state: 'pending' });
  });

  test('items that a new version of the entry has no more are not granted unseen', async () => {
    for (const gone of ['登记状态', '登记机关']) {
      const entry = await publishResource(run, { title: `将改版的登记信息（${gone}）` });
      const matter = await submitRequest(run, entry);
      await dropItem(run, entry, gone);
      await matter.must('market.clerk', 'reply', { decision: 'grant' });
      expect(await matter.act('market.office', 'reply/consent', { decision: 'grant' })).toMatchObject({
        status: 409,
        body: { code: 'REQUEST_ITEMS_GONE' },
      });
      expect((await matter.view<RequestView>('tax.clerk')).body).toMatchObject({ agreement: null });
    }
  });

  test('a scope the requester declines leaves the request as it was asked', async () => {
    const matter = await submitRequest(run, registrations);
    await matter.must('market.clerk', 'scope-proposal', {
      scope: { items: [{ name: '统一社会信用代码' }, { name: '企业名称' }] },
      reason: '只给代码和名称',
    });
    await matter.must('tax.clerk', 'scope-proposal/decline', { reason: '核对需要登记状态' });
    const { body } = await matter.view<RequestView>('market.clerk');
    expect(body).toMatchObject({
      state: 'submitted',
      acceptedScope: null,
      proposals: [{ answer: 'declined' }],
    });
  });

  test('the requester withdraws; the clock stops and nothing more is owed', async () => {
    const matter = await submitRequest(run, registrations);
    await matter.must('tax.clerk', 'withdraw', { reason: '不再需要该数据' });
    const { body } = await matter.view<RequestView>('market.clerk');
    expect(body).toMatchObject({ state: 'withdrawn', replyClock: { state: 'done' }, can: [] });
    expect((await matter.act('market.clerk', 'reply', { decision: 'grant' })).body.code).toBe(
      'REQUEST_STATE',
    );
  });

  test('an agreement that the requester’s head does not take ends the request', async () => {
    const { request, agreement } = await grantRequest(run, registrations);
    await agreement.must('tax.office', 'decline', { reason: '处置方式无法做到' });
    expect((await request.view<RequestView>('tax.clerk')).body).toMatchObject({
      state: 'withdrawn',
      agreement: { state: 'declined' },
      supplyClock: { state: 'done' },
    });
  });

  test('who filed the request does not confirm its agreement [platform.separation]', async () => {
    const matter = await draftRequest(run, registrations, { by: 'tax.clerk' });
    await matter.must('tax.clerk', 'file');
    await matter.must('tax.office', 'consent');
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    await matter.must('market.office', 'reply/consent', { decision: 'grant' });
    const { body } = await matter.view<RequestView>('tax.clerk');
    const agreement = matterOf(run, 'agreements', { id: body.agreement?.id ?? '', version: 1 });
    expect((await agreement.act('tax.clerk', 'confirm')).body.code).toBe('PLATFORM_ROLE_MISSING');
    expect((await agreement.act('market.office', 'confirm')).body.code).toBe('AGREEMENT_CONFIRMED_ALREADY');
    await agreement.must('tax.office', 'confirm');
  });
});
