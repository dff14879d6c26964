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
import { publishResource, type SharedResource } from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { findAgreementTerms } from './agreement-store.ts';
import type { RequestView } from './views.ts';

let run: TestServerRun;
let resource: SharedResource;
let withheld: SharedResource;

beforeAll(async () => {
  run = await startTestServer();
  resource = await publishResource(run, { title: '企业登记基本信息' });
  withheld = await publishResource(run, { title: '统计调查个体资料', shareClass: 'withheld' });
});
afterAll(async () => run.stop());

async function stateOf(id: string): Promise<string | undefined> {
  const [row] = await run.owner<{ state: string }>('select state from requests.request where id = $1', [id]);
  return row?.state;
}

describe('another department', () => {
  test('sees a request neither by id, nor in a list, nor by search, nor in an export', async () => {
    const matter = await submitRequest(run, resource);
    const stranger = await run.as('civil.clerk');
    expect((await stranger.get(`/api/v1/requests/${matter.id}`)).body['code']).toBe('REQUEST_NOT_FOUND');
    for (const query of [
      '',
      '?q=企业',
      `?department=${run.city.departments.tax.id}`,
      `?resource=${resource.id}`,
    ]) {
      expect((await stranger.get<{ items: unknown[] }>(`/api/v1/requests${query}`)).body.items).toEqual([]);
    }
    const sheet = await stranger.get<string>('/api/v1/requests?format=csv');
    expect(sheet.body.trim().split('\n')).toHaveLength(1);
    for (const login of ['tax.clerk', 'market.clerk', 'data.officer', 'data.auditor']) {
      expect((await matter.view(login)).status).toBe(200);
    }
  });

  test('sees an agreement neither by id, list, export, nor through the exchange’s door', async () => {
    const { agreement } = await agree(run, resource);
    const stranger = await run.as('civil.office');
    expect((await stranger.get(`/api/v1/agreements/${agreement.id}`)).body['code']).toBe(
      'AGREEMENT_NOT_FOUND',
    );
    expect((await stranger.get<{ items: unknown[] }>('/api/v1/agreements')).body.items).toEqual([]);
    expect(
      (await stranger.get<string>('/api/v1/agreements?format=csv')).body.trim().split('\n'),
    ).toHaveLength(1);
    expect(await run.transactAs('civil.clerk')((tx) => findAgreementTerms(tx, agreement.id))).toBeUndefined();
    const own = await agreement.act('civil.office', 'suspend', { reason: '无关部门试图暂停协议' });
    expect(own).toMatchObject({ status: 404, body: { code: 'AGREEMENT_NOT_FOUND' } });
  });

  test('cannot write rows of others past the API either', async () => {
    const { agreement, request } = await agree(run, resource);
    const changed = await run.transactAs('civil.clerk')(async (tx) => {
      const results = [
        await tx.client.query(`update requests.agreement set terms = '{}' where id = $1`, [agreement.id]),
        await tx.client.query(`update requests.request set state = 'ended' where id = $1`, [request.id]),
      ];
      return results.map((result) => result.rowCount);
    });
    expect(changed).toEqual([0, 0]);
    const forged = run.transactAs('civil.clerk')((tx) =>
      tx.client.query(
        `insert into requests.history (request_id, at, act, from_state, to_state, actor_kind, actor_name, entry_id)
         values ($1, now(), 'grant', 'submitted', 'granted', 'person', 'x', uuidv7())`,
        [request.id],
      ),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
    const erased = run.transactAs('tax.clerk')((tx) =>
      tx.client.query('delete from requests.history where request_id = $1', [request.id]),
    );
    await expect(erased).rejects.toMatchObject({ code: '42501' });
  });

  test('the provider sees nothing of a request before it was submitted', async () => {
    const matter = await draftRequest(run, resource);
    expect((await matter.view('market.office')).status).toBe(404);
    await matter.must('tax.clerk', 'file');
    expect((await matter.view('market.office')).status).toBe(404);
    expect((await matter.view('data.officer')).status).toBe(404);
  });
});

describe('one side acting for the other', () => {
  test('the requester cannot draft, consent to, or shorten the provider’s reply', async () => {
    const matter = await submitRequest(run, resource);
    for (const [login, path, body] of [
      ['tax.clerk', 'reply', { decision: 'grant' }],
      ['tax.office', 'supplement-notice', { missing: [{ field: 'x', text: '缺件' }] }],
      ['tax.clerk', 'extension', { workingDays: 3, reason: '申请方替提供方申请延期三天' }],
    ] as const) {
      expect(await matter.act(login, path, body)).toMatchObject({
        status: 403,
        body: { code: 'REQUEST_NOT_YOUR_SIDE' },
      });
    }
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    expect(await matter.act('tax.office', 'reply/consent', { decision: 'grant' })).toMatchObject({
      status: 403,
      body: { code: 'REQUEST_NOT_YOUR_SIDE', rule: { id: '20.provider-consent' } },
    });
    expect(await stateOf(matter.id)).toBe('awaitingReplyConsent');
  });

  test('the database itself refuses a grant without both consents, and the consent of the filer', async () => {
    const matter = await submitRequest(run, resource);
    const asTax = run.transactAs('tax.office');
    const forced = asTax((tx) =>
      tx.client.query(`update requests.request set state = 'granted' where id = $1`, [matter.id]),
    );
    await expect(forced).rejects.toMatchObject({ constraint: 'request_granted_with_both_consents' });
    const filer = asTax((tx) =>
      tx.client.query('update requests.request set office_consent_by = filed_by where id = $1', [matter.id]),
    );
    await expect(filer).rejects.toMatchObject({ constraint: 'request_filing_separate' });
  });

  test('the provider cannot confirm an agreement for the requester, nor answer its own proposal', async () => {
    const { agreement } = await grantRequest(run, resource);
    expect((await agreement.act('market.office', 'confirm')).body.code).toBe('AGREEMENT_CONFIRMED_ALREADY');
    const matter = await submitRequest(run, resource);
    await matter.must('market.clerk', 'scope-proposal', {
      scope: { items: [{ name: '统一社会信用代码' }, { name: '企业名称' }] },
      reason: '只给名称',
    });
    expect((await matter.act('market.clerk', 'scope-proposal/accept', { reason: '' })).body.code).toBe(
      'REQUEST_NOT_YOUR_SIDE',
    );
  });
});

describe('who may not', () => {
  test('departments’ heads, operators and auditors read or nothing; systems have no business here', async () => {
    const matter = await submitRequest(run, resource);
    for (const login of ['market.head', 'data.auditor', 'data.operator']) {
      expect(await matter.act(login, 'reply', { decision: 'grant' })).toMatchObject({ status: 403 });
    }
    const program = run.asSystem('market.system');
    expect((await program.get('/api/v1/requests')).status).toBe(403);
    expect((await run.anonymous.get('/api/v1/requests')).status).toBe(401);
  });

  test('nobody requests withheld data or the own department’s [14.share-class]', async () => {
    const clerk = await run.as('tax.clerk');
    expect(await clerk.post('/api/v1/requests', { resourceId: withheld.id })).toMatchObject({
      status: 403,
      body: { code: 'REQUEST_RESOURCE_WITHHELD', rule: { id: '14.share-class' } },
    });
    const own = await (await run.as('market.clerk')).post('/api/v1/requests', { resourceId: resource.id });
    expect(own.body['code']).toBe('REQUEST_OWN_RESOURCE');
  });
});

describe('the edges', () => {
  test('a clerk cannot smuggle in a state, a consent, a clock or a department', async () => {
    const matter = await draftRequest(run, resource);
    const clerk = await run.as('tax.clerk');
    const headers = { 'if-match': `"${matter.version}"` };
    for (const extra of [
      { state: 'granted' },
      { officeConsentBy: run.person('tax.clerk').id },
      { submittedAt: '2020-01-01' },
      { requesterId: run.city.departments.civil.id },
    ]) {
      const words = statement({ today: await todayOf(run) }, extra);
      const answer = await clerk.patch<ActBody>(`/api/v1/requests/${matter.id}`, words, headers);
      expect(answer).toMatchObject({ status: 400, body: { code: 'PLATFORM_INPUT_INVALID' } });
    }
    const made = await clerk.post('/api/v1/requests', {
      resourceId: resource.id,
      providerId: run.city.departments.civil.id,
    });
    expect(made.status).toBe(400);
    expect(await matter.act('tax.clerk', 'file', { state: 'submitted' })).toMatchObject({ status: 400 });
    expect(await stateOf(matter.id)).toBe('draft');
  });

  test('an edit without the version it read is refused, and a stale one too', async () => {
    const matter = await draftRequest(run, resource);
    const clerk = await run.as('tax.clerk');
    expect((await clerk.post(`/api/v1/requests/${matter.id}/file`, {})).status).toBe(428);
    expect((await matter.act('tax.clerk', 'file', {}, 1)).body.code).toBe('PLATFORM_VERSION_CHANGED');
  });

  test('a repeated idempotency key answers the same once; with another body it is refused', async () => {
    const matter = await submitRequest(run, resource);
    const clerk = await run.as('market.clerk');
    const headers = { 'if-match': `"${matter.version}"`, 'idempotency-key': 'reply-once-0001' };
    const path = `/api/v1/requests/${matter.id}/reply`;
    const first = await clerk.post<ActBody>(path, { decision: 'grant' }, headers);
    const again = await clerk.post<ActBody>(path, { decision: 'grant' }, headers);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.body).toEqual(first.body);
    const other = await clerk.post<ActBody>(
      path,
      { decision: 'refuse', ground: 'dataNotHeld', reasons: '本部门不掌握该项数据内容' },
      headers,
    );
    expect(other).toMatchObject({ status: 422, body: { code: 'PLATFORM_KEY_REUSED' } });
    const [{ count }] = (await run.owner<{ count: number }>(
      `select count(*)::int as count from requests.history where request_id = $1 and act = 'draftReply'`,
      [matter.id],
    )) as [{ count: number }];
    expect(count).toBe(1);
  });

  test('of two officers on one request at once, one is told to read again', async () => {
    const matter = await submitRequest(run, resource);
    const version = matter.version;
    const answers = await Promise.all([
      matter.act('market.clerk', 'reply', { decision: 'grant' }, version),
      matter.act(
        'market.clerk2',
        'supplement-notice',
        { missing: [{ field: 'attachment', text: '职责文件' }] },
        version,
      ),
      matter.act(
        'market.office',
        'reply',
        { decision: 'refuse', ground: 'notNecessary', reasons: '对所述场景并非必要，建议核验' },
        version,
      ),
    ]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 412, 412]);
    const { body } = await matter.view<RequestView>('market.clerk');
    expect(body.version).toBe(version + 1);
  });

  test('an exported sheet runs no formula', async () => {
    const trick = await publishResource(run, { title: '=HYPERLINK("http://x","登记")' });
    await submitRequest(run, trick, { by: 'labour.clerk' });
    const sheet = await (await run.as('labour.clerk')).get<string>('/api/v1/requests?format=csv');
    expect(sheet.body).toContain(`'=HYPERLINK`);
    expect(sheet.headers.get('content-type')).toContain('text/csv');
  });

  test('lists page by key, filter by state and side, and refuse a forged cursor', async () => {
    const clerk = await run.as('tax.clerk');
    const first = await clerk.get<{ items: { id: string }[]; next?: string }>(
      '/api/v1/requests?side=outgoing&limit=2',
    );
    expect(first.body.items).toHaveLength(2);
    const second = await clerk.get<{ items: { id: string }[] }>(
      `/api/v1/requests?side=outgoing&limit=2&cursor=${first.body.next}`,
    );
    expect(second.body.items.map((row) => row.id)).not.toContain(first.body.items[0]?.id);
    expect((await clerk.get<{ items: unknown[] }>('/api/v1/requests?side=incoming')).body.items).toEqual([]);
    const drafts = await clerk.get<{ items: { state: string }[] }>('/api/v1/requests?state=draft');
    expect(new Set(drafts.body.items.map((row) => row.state))).toEqual(new Set(['draft']));
    expect((await clerk.get('/api/v1/requests?cursor=abc')).status).toBe(400);
    expect((await clerk.get('/api/v1/requests?everything=1')).status).toBe(400);
  });
});

describe('withheld data', () => {
  test('its basis can be reviewed by the authority, who says why [15.withheld.basis]', async () => {
    const clerk = await run.as('tax.clerk');
    const reason = '该资料为汇总数据，不属于个体资料，请求复核依据';
    expect(
      (await clerk.post('/api/v1/basis-reviews', { resourceId: resource.id, reason })).body['code'],
    ).toBe('REQUEST_RESOURCE_NOT_WITHHELD');
    const asked = await clerk.post<ActBody>('/api/v1/basis-reviews', { resourceId: withheld.id, reason });
    expect(asked.status).toBe(201);
    const review = matterOf(run, 'basis-reviews', asked.body);
    const finding = '所列统计法第二十八条与资料内容不符，应当修订共享属性';
    expect((await review.act('market.office', 'decision', { decision: 'upheld', finding })).status).toBe(403);
    await review.must('data.officer', 'decision', { decision: 'toRevise', finding });
    const { body } = await (
      await run.as('market.clerk')
    ).get<{ items: { state: string; finding: string }[] }>('/api/v1/basis-reviews');
    expect(body.items).toMatchObject([{ state: 'toRevise', finding }]);
    expect(
      (await (await run.as('civil.clerk')).get<{ items: unknown[] }>('/api/v1/basis-reviews')).body.items,
    ).toEqual([]);
  });
});

describe('who has changed departments', () => {
  /** Runs something while a person belongs to another department, and there is head of its sharing office. */
  const transferred = async (login: string, to: 'market' | 'tax' | 'data', during: () => Promise<void>) => {
    const [before] = await run.owner<{ department_id: string; roles: string[] }>(
      'select department_id, roles from identity.principal where id = $1',
      [run.person(login).id],
    );
    const move = 'update identity.principal set department_id = $2, roles = $3 where id = $1';
    await run.owner(move, [
      run.person(login).id,
      run.city.departments[to].id,
      [to === 'data' ? 'authorityOfficer' : 'sharingOfficeHead'],
    ]);
    try {
      await during();
    } finally {
      await run.owner(move, [run.person(login).id, before?.department_id, before?.roles]);
    }
  };
  const refused = {
    status: 403,
    body: { code: 'PEOPLE_OTHER_SIDE', rule: { id: 'platform.separation' } },
  };

  test('neither drafts nor consents to the reply on what they wrote or let out [platform.separation]', async () => {
    const matter = await submitRequest(run, resource);
    await transferred('tax.clerk', 'market', async () => {
      expect((await matter.view<RequestView>('tax.clerk')).body.can).toEqual([]);
      expect(await matter.act('tax.clerk', 'reply', { decision: 'grant' })).toMatchObject(refused);
    });
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    for (const login of ['tax.clerk', 'tax.office']) {
      await transferred(login, 'market', async () => {
        expect(await matter.act(login, 'reply/consent', { decision: 'grant' })).toMatchObject(refused);
      });
    }
    expect(await stateOf(matter.id)).toBe('awaitingReplyConsent');
  });

  test('has not consented beforehand to what they ask for now [20.standing-consent] [platform.separation]', async () => {
    const open = await publishResource(run, { title: '市场主体名录', shareClass: 'unconditional' });
    const given = await (await run.as('market.office')).put(`/api/v1/standing-consents/${open.id}`);
    expect(given.status).toBe(200);
    const matter = await draftRequest(run, open);
    await matter.must('tax.clerk', 'file');
    await transferred('market.office', 'tax', async () => {
      await matter.must('market.office', 'consent');
    });
    expect(await stateOf(matter.id)).toBe('submitted');
  });

  /** Runs something while one person stands in for another of their department. */
  const standingIn = async (login: string, from: string, during: () => Promise<void>) => {
    const given = await (
      await run.as(from)
    ).post<{ id: string }>('/api/v1/delegations', {
      fromPersonId: run.person(from).id,
      toPersonId: run.person(login).id,
      role: 'sharingOfficeHead',
      reason: '外出学习期间代办',
      startsOn: await todayOf(run),
      endsOn: await todayOf(run),
    });
    expect(given.status).toBe(201);
    const delegate = await run.as(login);
    await delegate.post('/api/v1/session/acting', { delegationId: given.body.id });
    await during();
    await delegate.post('/api/v1/session/acting', { delegationId: null });
    await (await run.as(from)).post(`/api/v1/delegations/${given.body.id}/end`);
  };

  test('does not grant what was let out in their name [platform.separation]', async () => {
    const matter = await draftRequest(run, resource);
    await matter.must('tax.clerk', 'file');
    await standingIn('tax.clerk2', 'tax.office', async () => {
      await matter.must('tax.clerk2', 'consent');
    });
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    for (const login of ['tax.office', 'tax.clerk2']) {
      await transferred(login, 'market', async () => {
        expect((await matter.view<RequestView>(login)).body.can).toEqual([]);
        expect(await matter.act(login, 'reply/consent', { decision: 'grant' })).toMatchObject(refused);
      });
    }
    await matter.must('market.office', 'reply/consent', { decision: 'grant' });
  });

  test('does not answer their own notice, nor take back what they asked more time for [platform.separation]', async () => {
    const matter = await submitRequest(run, resource);
    await matter.must('market.clerk2', 'extension', {
      workingDays: 2,
      reason: '需要与业务处室核对历年留存的登记数据',
    });
    await matter.must('market.clerk', 'supplement-notice', {
      missing: [{ field: 'attachment', text: '职责文件' }],
    });
    await transferred('market.clerk', 'tax', async () => {
      expect(await matter.act('market.clerk', 'supplement', { answer: '已补充职责文件' })).toMatchObject(
        refused,
      );
    });
    await transferred('market.clerk2', 'tax', async () => {
      expect(await matter.act('market.clerk2', 'withdraw', { reason: '不再需要' })).toMatchObject(refused);
    });
    expect(await stateOf(matter.id)).toBe('supplementNeeded');
  });

  test('does not stop or renew for the one what they confirmed for the other [platform.separation]', async () => {
    const { agreement } = await agree(run, resource);
    await transferred('tax.office', 'market', async () => {
      expect((await agreement.view<{ can: string[] }>('tax.office')).body.can).toEqual([]);
      const reason = '发现使用中存在超范围情形，先行暂停共享';
      for (const [act, body] of [
        ['suspend', { reason }],
        ['stop', { cause: reason, negotiation: reason, filing: reason }],
      ] as const)
        expect((await agreement.act('tax.office', act, body)).body.code).toBe('PEOPLE_OTHER_SIDE');
    });
    const [until] = await run.owner<{ to: string }>(
      `select (term_to + 30)::text as to from requests.agreement where id = $1`,
      [agreement.id],
    );
    await agreement.must('tax.clerk', 'renewal', { to: until?.to, reason: '核查事项延续' });
    await transferred('tax.office', 'market', async () => {
      expect(await agreement.act('tax.office', 'renewal/confirm')).toMatchObject(refused);
    });
    await agreement.must('market.office', 'suspend', { reason: '发现使用中存在超范围情形，先行暂停共享' });
  });

  test('does not decide as the authority between the parties of whom they were one [platform.separation]', async () => {
    const matter = await submitRequest(run, resource);
    await matter.must('market.clerk', 'extension', {
      workingDays: 2,
      reason: '需要与业务处室核对历年留存的登记数据',
    });
    await transferred('tax.clerk', 'data', async () => {
      const decision = { decision: 'refuse', note: '理由不充分' };
      expect(await matter.act('tax.clerk', 'extension/decision', decision)).toMatchObject(refused);
    });
    await matter.must('data.officer', 'extension/decision', { decision: 'grant', note: '' });
  });

  test('does not act as a party on what they decided as the authority [platform.separation]', async () => {
    const matter = await submitRequest(run, resource);
    const reason = '需要与业务处室核对历年留存的登记数据';
    await matter.must('market.clerk', 'extension', { workingDays: 2, reason });
    await matter.must('data.officer', 'extension/decision', { decision: 'grant', note: '' });
    await transferred('data.officer', 'tax', async () => {
      expect(await matter.act('data.officer', 'withdraw', { reason: '不再需要' })).toMatchObject(refused);
    });
  });

  test('does not confirm for the one side what they gave for the other [platform.separation]', async () => {
    const { agreement } = await grantRequest(run, resource);
    await transferred('market.office', 'tax', async () => {
      await agreement.view('market.office');
      expect(await agreement.act('market.office', 'confirm')).toMatchObject(refused);
    });
    await agreement.view('tax.office');
    await agreement.must('tax.office', 'confirm');
  });
});
