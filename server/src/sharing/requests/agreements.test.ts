import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agree, grantRequest, submitRequest, todayOf } from '../../../test/matter.ts';
import {
  dropItem,
  withdrawResource,
  withholdResource,
  hostDataset,
  keyResource,
  publishResource,
  type SharedResource,
} from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { expireAgreements } from './expire-agreements.ts';
import { findAgreementInForce, getAgreementTerms, sweepSupply } from './index.ts';
import type { AgreementView, RequestView } from './views.ts';

let run: TestServerRun;
let registrations: SharedResource;

beforeAll(async () => {
  run = await startTestServer();
  registrations = await publishResource(run, { title: '企业登记基本信息' });
});
afterAll(async () => run.stop());

async function tasksOf(login: string): Promise<string[]> {
  const { body } = await (
    await run.as(login)
  ).get<{ groups: { tasks: { id: string }[] }[] }>('/api/v1/inbox');
  return body.groups.flatMap(({ tasks }) => tasks.map(({ id }) => id));
}

describe('supply', () => {
  test('a hosted dataset supplies at once, with the consenting reply [22.supply]', async () => {
    const hosted = await publishResource(run, { title: '个体工商户登记信息' });
    await hostDataset(run, hosted);
    const { request } = await grantRequest(run, hosted);
    const { body } = await request.view<RequestView>('tax.clerk');
    expect(body.suppliedAt).not.toBeNull();
    expect(body.supplyClock).toMatchObject({ state: 'done', usedDays: 0 });
  });

  test('data that comes later stops the clock when it is there [22.supply]', async () => {
    const later = await publishResource(run, { title: '食品经营许可信息' });
    const { request } = await agree(run, later);
    expect(await sweepSupply(run.transactAs('job'))).toBe(0);
    await hostDataset(run, later);
    expect(await sweepSupply(run.transactAs('job'))).toBe(1);
    const { body } = await request.view<RequestView>('tax.clerk');
    expect(body.history.at(-1)).toMatchObject({ act: 'supply' });
    expect(body.supplyClock).toMatchObject({ state: 'done' });
  });

  test('data without one of the agreed items is not supplied yet: the clock runs on, and calls say whose turn it is [22.supply]', async () => {
    const hosted = await publishResource(run, { title: '药品经营许可信息' });
    await hostDataset(run, hosted, { without: '登记状态' });
    const { request, agreement } = await agree(run, hosted);
    const view = async () => (await request.view<RequestView>('tax.clerk')).body;
    expect(await view()).toMatchObject({ suppliedAt: null, supplyClock: { state: 'running' } });
    expect(await sweepSupply(run.transactAs('job'))).toBe(0);
    const query = (items: string[]) =>
      run
        .asSystem('tax.system')
        .post(
          `/api/v1/exchange/agreements/${agreement.id}/query`,
          { items, where: [{ item: '统一社会信用代码', values: ['91640104MA1000001A'] }] },
          { 'tandem-purpose': 'tax-registration' },
        );
    expect(await query(['企业名称', '登记状态'])).toMatchObject({
      status: 409,
      body: { code: 'EXCHANGE_DATA_NOT_SUPPLIED', rule: { id: '22.supply', article: 22 } },
    });
    expect((await query(['法定代表人姓名'])).body).toMatchObject({ code: 'EXCHANGE_ITEM_NOT_AGREED' });
    await hostDataset(run, hosted);
    expect(await sweepSupply(run.transactAs('job'))).toBe(1);
    expect((await view()).supplyClock).toMatchObject({ state: 'done' });
    expect((await query(['企业名称', '登记状态'])).status).toBe(200);
  });

  test('data that another key tells apart than the announced one is not supplied yet [22.supply]', async () => {
    const hosted = await publishResource(run, { title: '医疗器械经营许可信息' });
    await hostDataset(run, hosted);
    await keyResource(run, hosted, '企业名称');
    const { request, agreement } = await agree(run, hosted);
    const view = async () => (await request.view<RequestView>('tax.clerk')).body;
    expect(await view()).toMatchObject({ suppliedAt: null, supplyClock: { state: 'running' } });
    expect(await sweepSupply(run.transactAs('job'))).toBe(0);
    const call = (mode: string, body: object, item = '企业名称') =>
      run
        .asSystem('tax.system')
        .post(
          `/api/v1/exchange/agreements/${agreement.id}/${mode}`,
          { ...body, where: [{ item, values: ['银川启明商贸有限公司'] }] },
          { 'tandem-purpose': 'tax-registration' },
        );
    const notSupplied = {
      status: 409,
      body: { code: 'EXCHANGE_DATA_NOT_SUPPLIED', rule: { id: '22.supply' } },
    };
    expect(await call('query', { items: ['企业名称'] })).toMatchObject(notSupplied);
    expect(await call('verify', { given: { 登记状态: '存续' } })).toMatchObject(notSupplied);
    expect((await call('query', { items: ['企业名称'] }, '登记状态')).body.code).toBe(
      'EXCHANGE_CONDITION_NOT_KEY',
    );
    await hostDataset(run, hosted, { key: '企业名称' });
    expect(await sweepSupply(run.transactAs('job'))).toBe(1);
    expect((await view()).supplyClock).toMatchObject({ state: 'done' });
    expect((await call('query', { items: ['企业名称'] })).status).toBe(200);
  });
});

describe('the term', () => {
  test('asked from a day before the reply begins with the reply; one that lies ahead stays [20.statements]', async () => {
    const today = await todayOf(run);
    const year = Number(today.slice(0, 4));
    const termOf = async (from: string) => {
      const term = { from, to: `${year + 1}-01-31` };
      const { agreement } = await grantRequest(run, registrations, { statement: { term } });
      return (await agreement.view<AgreementView>('tax.clerk')).body.terms.term;
    };
    expect(await termOf(`${year - 1}-12-01`)).toEqual({ from: today, to: `${year + 1}-01-31` });
    expect(await termOf(`${year + 1}-01-02`)).toEqual({ from: `${year + 1}-01-02`, to: `${year + 1}-01-31` });
  });
});

describe('an agreement in force', () => {
  test('is renewed by a new version that both heads confirm; the terms in force run on until then [27.renewal]', async () => {
    const { agreement } = await agree(run, registrations);
    const before = await run.transactAs('tax.clerk')((tx) => getAgreementTerms(tx, agreement.id));
    const year = Number(before.term.to.slice(0, 4));
    const to = `${year + 1}-06-30`;
    expect(
      (await agreement.act('tax.clerk', 'renewal', { to: before.term.to, reason: '继续使用' })).body.code,
    ).toBe('AGREEMENT_TERM_NOT_LATER');
    expect(
      (await agreement.act('tax.clerk', 'renewal', { to: `${year + 9}-06-30`, reason: '继续使用' })).body,
    ).toMatchObject({
      code: 'REQUEST_TERM_TOO_LONG',
      rule: { id: '20.term.longest' },
      errors: [{ field: '/to' }],
    });
    await agreement.must('tax.clerk', 'renewal', { to, reason: '业务继续' });
    expect((await agreement.act('tax.clerk', 'renewal', { to, reason: '再提一次' })).body.code).toBe(
      'AGREEMENT_RENEWAL_OPEN',
    );
    await agreement.must('market.office', 'renewal/confirm');
    expect((await run.transactAs('tax.clerk')((tx) => getAgreementTerms(tx, agreement.id))).version).toBe(1);
    expect((await agreement.act('tax.clerk', 'renewal/confirm')).body.code).toBe('PLATFORM_ROLE_MISSING');
    await agreement.must('tax.office', 'renewal/confirm');
    const after = await run.transactAs('tax.clerk')((tx) => getAgreementTerms(tx, agreement.id));
    expect(after).toEqual({ ...before, version: 2, term: { ...before.term, to } });
    const { body } = await agreement.view<AgreementView>('tax.clerk');
    expect(body.versions.map((version) => version.effectiveAt !== null)).toEqual([true, true]);
  });

  test('is not renewed where the entry has no more the item that chooses the agreed rows [20.statements]', async () => {
    const entry = await publishResource(run, { title: '按机关取行的登记信息' });
    const { agreement } = await agree(run, entry);
    await dropItem(run, entry, '登记机关');
    await agreement.view('tax.clerk');
    const to = `${Number((await todayOf(run)).slice(0, 4)) + 2}-01-31`;
    expect(await agreement.act('tax.clerk', 'renewal', { to, reason: '业务继续' })).toMatchObject({
      status: 409,
      body: { code: 'REQUEST_ITEMS_GONE' },
    });
  });

  test('a renewal that is declined changes nothing', async () => {
    const { agreement } = await agree(run, registrations);
    const { term } = await run.transactAs('tax.clerk')((tx) => getAgreementTerms(tx, agreement.id));
    await agreement.must('tax.clerk', 'renewal', {
      to: `${Number(term.to.slice(0, 4)) + 1}-01-31`,
      reason: '业务继续',
    });
    await agreement.must('market.office', 'renewal/decline', { reason: '目录即将调整' });
    const { body } = await agreement.view<AgreementView>('tax.clerk');
    expect(body).toMatchObject({ state: 'inForce', termsVersion: 1, term });
    expect(body.versions[1]).toMatchObject({ declinedReason: '目录即将调整', effectiveAt: null });
  });

  test('misuse suspends it at once with a date to rectify; a report and the provider’s word resume it [27.suspension] [27.suspension.days]', async () => {
    const { agreement } = await agree(run, registrations);
    expect(
      (await agreement.act('market.clerk', 'suspend', { reason: '夜间调用量异常，疑似批量下载' })).body,
    ).toMatchObject({
      code: 'PLATFORM_ROLE_MISSING',
      rule: { id: '27.suspension', article: 27 },
    });
    await agreement.must('market.office', 'suspend', { reason: '夜间调用量异常，疑似批量下载' });
    const inForce = () => run.transactAs('tax.clerk')((tx) => findAgreementInForce(tx, agreement.id));
    expect(await inForce()).toBeUndefined();
    const { body } = await agreement.view<AgreementView>('tax.clerk');
    expect(body).toMatchObject({
      state: 'suspended',
      rectifyClock: { totalDays: 10, state: 'running', rule: { id: '27.suspension.days', kind: 'platform' } },
    });
    expect(
      (await agreement.act('market.office', 'terminate', { reason: '没有等到整改结束就想终止' })).body,
    ).toMatchObject({
      code: 'AGREEMENT_RECTIFICATION_RUNNING',
      rule: { id: '27.suspension' },
    });
    await agreement.must('tax.clerk', 'rectification', { report: '已停用该任务并限制调用账号' });
    await agreement.must('market.office', 'resume', { note: '整改到位' });
    expect(await inForce()).toBeDefined();
  });

  test('rectification that is not enough may end it [27.suspension]', async () => {
    const { request, agreement } = await agree(run, registrations);
    await agreement.must('market.office', 'suspend', { reason: '超出用途使用登记信息' });
    await agreement.must('tax.clerk', 'rectification', { report: '情况说明，尚未完成整改' });
    await agreement.must('market.office', 'terminate', { reason: '整改不到位，终止共享协议' });
    expect((await agreement.view<AgreementView>('tax.clerk')).body).toMatchObject({
      state: 'ended',
      closeCause: 'misuse',
      transferState: 'TERMINATED',
    });
    expect((await request.view<RequestView>('tax.clerk')).body.state).toBe('ended');
  });

  test('the provider does not stop it without cause, negotiation and filing [27.no-arbitrary-stop]', async () => {
    const { agreement } = await agree(run, registrations);
    const refused = await agreement.act('market.office', 'stop', {
      cause: '系统升级',
      negotiation: '',
      filing: '',
    });
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'AGREEMENT_CAUSE_MISSING', rule: { id: '27.no-arbitrary-stop' } },
    });
    expect(refused.body.errors).toMatchObject([
      { field: '/cause', rule: { id: 'platform.words.shortest' } },
      { field: '/negotiation', rule: { id: '27.no-arbitrary-stop' } },
      { field: '/filing', rule: { id: '27.no-arbitrary-stop' } },
    ]);
    expect((await agreement.view<AgreementView>('tax.clerk')).body.state).toBe('inForce');
    await agreement.must('market.office', 'stop', {
      cause: '职责划转至新设机构，本部门不再产生该数据',
      negotiation: '已与税务局共享办协商，同意自今日起停止',
      filing: '已向市数据局报送停止共享备案表',
    });
    const { body } = await agreement.view<AgreementView>('data.officer');
    expect(body).toMatchObject({ state: 'ended', closeCause: 'providerCause' });
    expect(body.history.at(-1)?.details).toMatchObject({ filing: '已向市数据局报送停止共享备案表' });
  });

  test('its end by the requester is followed by a disposal record that nobody can change [27.disposal]', async () => {
    const { agreement } = await agree(run, registrations);
    expect((await agreement.act('tax.clerk', 'disposal', disposal('2026-01-01'))).body.code).toBe(
      'AGREEMENT_STATE',
    );
    const before = await todayOf(run);
    await run.moveClock({ interval: '24 hours' });
    await agreement.must('tax.clerk', 'end', { cause: 'purposeAchieved', reason: '登记信息确认工作完成' });
    const today = await todayOf(run);
    expect((await agreement.act('tax.clerk', 'disposal', disposal('2099-01-01'))).body.code).toBe(
      'AGREEMENT_DISPOSAL_DATE',
    );
    expect((await agreement.act('tax.clerk', 'disposal', disposal(before))).body.code).toBe(
      'AGREEMENT_DISPOSAL_DATE',
    );
    const archived = { ...disposal(today), method: 'archived' };
    expect((await agreement.act('tax.clerk', 'disposal', archived)).body).toMatchObject({
      code: 'AGREEMENT_DISPOSAL_METHOD',
      rule: { id: '27.disposal' },
    });
    await agreement.must('tax.clerk', 'disposal', disposal(today));
    expect((await agreement.act('tax.clerk', 'disposal', disposal(today))).body.code).toBe(
      'AGREEMENT_DISPOSED_ALREADY',
    );
    const { body } = await agreement.view<AgreementView>('market.clerk');
    expect(body.disposals).toMatchObject([
      { method: 'deleted', disposedOn: today, performedBy: '税务局信息中心' },
    ]);
    const change = run.transactAs('tax.clerk')((tx) =>
      tx.client.query(`update requests.disposal set evidence = 'x'`),
    );
    await expect(change).rejects.toMatchObject({ code: '42501' });
  });

  test('is not confirmed once its term is over [27.renewal]', async () => {
    const today = await todayOf(run);
    const term = { from: today, to: today };
    const { agreement } = await grantRequest(run, registrations, { statement: { term } });
    await run.moveClock({ interval: '26 hours' });
    await agreement.view('tax.office');
    expect(await agreement.act('tax.office', 'confirm')).toMatchObject({
      status: 409,
      body: { code: 'AGREEMENT_TERM_OVER' },
    });
    expect(await expireAgreements(run.transactAs('job'))).toBe(1);
  });

  test('lapses where its term ends before both confirmed: on record, told to both, and nobody’s task any more [27.renewal]', async () => {
    const today = await todayOf(run);
    const term = { from: today, to: today };
    const { request, agreement } = await grantRequest(run, registrations, { statement: { term } });
    const task = `agreement:${agreement.id}:confirm`;
    expect(await tasksOf('tax.office')).toContain(task);
    await run.moveClock({ interval: '26 hours' });
    expect(await expireAgreements(run.transactAs('job'))).toBe(1);
    expect(await tasksOf('tax.office')).not.toContain(task);
    const { body } = await agreement.view<AgreementView>('tax.clerk');
    expect(body).toMatchObject({ state: 'declined', closeCause: 'termOver', can: [] });
    expect(body.history.at(-1)).toMatchObject({ act: 'lapse', details: { cause: 'termOver' } });
    expect(
      await run.transactAs('job')(async (tx) => {
        const found = await tx.client.query<{ kind: string }>('select kind from ledger.entry where id = $1', [
          body.history.at(-1)?.entryId,
        ]);
        return found.rows;
      }),
    ).toEqual([{ kind: 'agreement.lapse' }]);
    expect((await request.view<RequestView>('tax.clerk')).body).toMatchObject({ state: 'ended', can: [] });
    for (const login of ['tax.clerk', 'market.clerk']) {
      const told = await (
        await run.as(login)
      ).get<{ items: { kind: string; href: string }[] }>('/api/v1/inbox/notices');
      expect(told.body.items).toContainEqual(
        expect.objectContaining({ kind: 'notice.agreement.lapsed', href: `/agreements/${agreement.id}` }),
      );
    }
    expect(await expireAgreements(run.transactAs('job'))).toBe(0);
  });

  test('ends with its term, swept by the job, and then waits for disposal [27.disposal]', async () => {
    const today = await todayOf(run);
    const { request, agreement } = await agree(run, registrations, {
      statement: { term: { from: today, to: today } },
    });
    expect(await expireAgreements(run.transactAs('job'))).toBe(0);
    await run.moveClock({ interval: '26 hours' });
    expect(await run.transactAs('tax.clerk')((tx) => findAgreementInForce(tx, agreement.id))).toBeUndefined();
    expect((await agreement.view<AgreementView>('tax.clerk')).body.state).toBe('expired');
    expect(await expireAgreements(run.transactAs('job'))).toBe(1);
    expect((await agreement.view<AgreementView>('tax.clerk')).body).toMatchObject({
      state: 'expired',
      closeCause: 'termOver',
      can: ['dispose'],
    });
    expect((await request.view<RequestView>('tax.clerk')).body.state).toBe('ended');
  });
});

describe('an entry that may not be shared any more', () => {
  const noticeKinds = async (id: string) => {
    const { body } = await (
      await run.as('tax.clerk')
    ).get<{ items: { kind: string; href: string }[] }>('/api/v1/inbox/notices');
    return body.items.filter(({ href }) => href.endsWith(id)).map(({ kind }) => kind);
  };
  const nextYear = async () => `${Number((await todayOf(run)).slice(0, 4)) + 2}-01-31`;

  test('withheld: its agreements end with the announcement, and disposal is due [14.share-class]', async () => {
    const entry = await publishResource(run, { title: '改为不予共享的登记信息' });
    const { agreement, request } = await agree(run, entry);
    const { agreement: waiting } = await grantRequest(run, entry);
    await withholdResource(run, entry);
    const { body } = await agreement.view<AgreementView>('tax.clerk');
    expect(body).toMatchObject({ state: 'ended', closeCause: 'withheld', can: ['dispose'] });
    expect(body.history.at(-1)).toMatchObject({ act: 'endForLaw' });
    expect((await waiting.view<AgreementView>('tax.clerk')).body).toMatchObject({
      state: 'declined',
      closeCause: 'withheld',
      can: [],
    });
    expect((await request.view<RequestView>('tax.clerk')).body.state).toBe('ended');
    expect(await noticeKinds(agreement.id)).toContain('notice.agreement.resourceWithheld');
  });

  test('withdrawn: its agreements run to their end and are not renewed; the requester is told', async () => {
    const entry = await publishResource(run, { title: '将撤销的登记信息' });
    const { agreement } = await agree(run, entry);
    const { agreement: waiting } = await grantRequest(run, entry);
    const { agreement: renewing } = await agree(run, entry);
    await renewing.must('tax.clerk', 'renewal', { to: await nextYear(), reason: '业务继续' });
    await withdrawResource(run, entry);
    await renewing.view('market.office');
    expect((await renewing.act('market.office', 'renewal/confirm')).body.code).toBe(
      'AGREEMENT_NOTHING_TO_CONFIRM',
    );
    const renewed = (await renewing.view<AgreementView>('market.office')).body;
    expect(renewed).toMatchObject({ state: 'inForce', termsVersion: 1 });
    expect(renewed.history.at(-1)).toMatchObject({ act: 'lapseRenewal' });
    const lapsed = (await waiting.view<AgreementView>('tax.office')).body;
    expect(lapsed).toMatchObject({ state: 'declined', closeCause: 'withdrawn', can: [] });
    expect(await noticeKinds(waiting.id)).toContain('notice.agreement.lapsedWithEntry');
    const tasks = await tasksOf('tax.office');
    expect(tasks.filter((id) => id.includes(waiting.id))).toEqual([]);
    expect((await agreement.view<AgreementView>('tax.clerk')).body.state).toBe('inForce');
    expect(await noticeKinds(agreement.id)).toContain('notice.agreement.resourceWithdrawn');
    const renewal = { to: await nextYear(), reason: '业务继续' };
    expect((await agreement.act('tax.clerk', 'renewal', renewal)).body.code).toBe(
      'REQUEST_RESOURCE_WITHDRAWN',
    );
  });

  test('withdrawn: a consent is refused when it is drafted, a refusal is not', async () => {
    const entry = await publishResource(run, { title: '答复前撤销的登记信息' });
    const request = await submitRequest(run, entry);
    await withdrawResource(run, entry);
    expect(await request.act('market.clerk', 'reply', { decision: 'grant' })).toMatchObject({
      status: 409,
      body: { code: 'REQUEST_RESOURCE_WITHDRAWN' },
    });
    expect((await request.view<RequestView>('tax.clerk')).body.state).toBe('submitted');
    const reasons = '目录已撤销，本部门不再产生该项数据，无法继续提供';
    await request.view('market.clerk');
    await request.must('market.clerk', 'reply', { decision: 'refuse', ground: 'dataNotHeld', reasons });
  });
});

test('what the authority suspended, its provider does not resume [27.suspension]', async () => {
  const { agreement } = await agree(run, registrations);
  await agreement.must('data.officer', 'suspend', { reason: '夜间调用量异常，需说明用途' });
  expect((await agreement.act('market.office', 'resume', { note: '恢复' })).body).toMatchObject({
    code: 'AGREEMENT_SUSPENDED_BY_AUTHORITY',
    rule: { id: '27.suspension' },
  });
  expect((await agreement.view<AgreementView>('market.office')).body.can).not.toContain('resume');
  const end = { cause: 'purposeAchieved', reason: '不再使用' };
  expect((await agreement.act('tax.clerk', 'end', end)).body.code).toBe('AGREEMENT_STATE');
  await agreement.must('data.officer', 'resume', { note: '已说明，恢复' });
});

function disposal(disposedOn: string) {
  return {
    method: 'deleted',
    disposedOn,
    performedBy: '税务局信息中心',
    evidence: '删除日志编号 2026-118，双人复核',
  };
}

describe('unconditional sharing', () => {
  test('is granted at once by a standing consent, on record as the head’s [20.standing-consent]', async () => {
    const open = await publishResource(run, { title: '市场主体名录', shareClass: 'unconditional' });
    const path = `/api/v1/standing-consents/${open.id}`;
    expect((await (await run.as('market.clerk')).put(path)).body['code']).toBe('PLATFORM_ROLE_MISSING');
    expect((await (await run.as('tax.office')).put(path)).body['code']).toBe('REQUEST_NOT_YOUR_SIDE');
    expect(
      (await (await run.as('market.office')).put(`/api/v1/standing-consents/${registrations.id}`)).body,
    ).toMatchObject({
      code: 'REQUEST_STANDING_CONSENT_CONDITIONAL',
    });
    expect((await (await run.as('market.office')).put(path)).status).toBe(200);
    const matter = await submitRequest(run, open);
    const { body } = await matter.view<RequestView>('tax.clerk');
    expect(body).toMatchObject({
      state: 'granted',
      automatic: true,
      replyConsentByName: run.person('market.office').name,
      replyClock: { state: 'done', totalDays: 1, rule: { id: '21.reply.unconditional' } },
    });
    expect(body.history.at(-1)).toMatchObject({
      act: 'grantByStandingConsent',
      actor: { kind: 'platform', name: run.person('market.office').name },
    });
    const inClear = { items: [{ name: '统一社会信用代码' }, { name: '法定代表人姓名', unmasked: true }] };
    const clear = await submitRequest(run, open, { statement: inClear });
    expect((await clear.view<RequestView>('tax.clerk')).body.state).toBe('submitted');
    expect((await (await run.as('market.office')).delete(path)).status).toBe(204);
    const later = await submitRequest(run, open);
    expect((await later.view<RequestView>('tax.clerk')).body.state).toBe('submitted');
  });
});
