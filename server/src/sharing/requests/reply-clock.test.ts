import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noticesOf, setClock, submitRequest, type Matter } from '../../../test/matter.ts';
import { publishResource, type SharedResource } from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { sweepClocks } from '../../foundation/clocks/index.ts';
import { requestClockListener } from './request-listener.ts';
import type { RequestView } from './views.ts';

let run: TestServerRun;
let conditional: SharedResource;
let unconditional: SharedResource;

beforeAll(async () => {
  run = await startTestServer();
  conditional = await publishResource(run, { title: '养老保险待遇领取信息' });
  unconditional = await publishResource(run, { title: '市场主体名录', shareClass: 'unconditional' });
});
beforeEach(async () => setClock(run, '2026-11-23T10:00:00+08:00'));
afterAll(async () => run.stop());

/** A Monday; its tenth working day is 2026-12-07. */
const term = { term: { from: '2026-12-01', to: '2027-11-30' } };
const submit = (resource: SharedResource) => submitRequest(run, resource, { statement: term });
const at = (day: string, time = '09:00') => setClock(run, `${day}T${time}:00+08:00`);
const sweep = () => sweepClocks(run.transactAs('job'), [requestClockListener]);
const seen = async (matter: Matter, login = 'tax.clerk') => (await matter.view<RequestView>(login)).body;

describe('the reply clock', () => {
  test('a conditional request is due on the tenth working day after receipt [21.reply.conditional]', async () => {
    const matter = await submit(conditional);
    expect((await seen(matter)).replyClock).toMatchObject({
      state: 'running',
      totalDays: 10,
      usedDays: 0,
      startedOn: '2026-11-23',
      dueOn: '2026-12-07',
      rule: { id: '21.reply.conditional', article: 21, kind: 'statute' },
    });
  });

  test('an unconditional one on the next [21.reply.unconditional]', async () => {
    const matter = await submit(unconditional);
    expect((await seen(matter)).replyClock).toMatchObject({
      totalDays: 1,
      dueOn: '2026-11-24',
      rule: { id: '21.reply.unconditional' },
    });
  });

  test('unanswered: told at 70 % and one day before, overdue after the tenth day’s end, on record and on the board for good [21.reply.conditional] [38.supervision] [39.late-reply] [platform.reminder]', async () => {
    const matter = await submit(conditional);
    const record = (await seen(matter)).providerRecord;
    const reminders = async () =>
      (await noticesOf(run, 'market.clerk', `/requests/${matter.id}`)).filter((kind) =>
        kind.startsWith('notice.clock'),
      );
    await at('2026-12-01', '23:59');
    await sweep();
    expect(await reminders()).toEqual([]);
    await at('2026-12-02', '00:01');
    await sweep();
    await sweep();
    expect(await reminders()).toEqual(['notice.clock.shareUsed']);
    const { body } = await (
      await run.as('market.clerk')
    ).get<{ items: NoticeSeen[] }>('/api/v1/inbox/notices');
    const reminder = body.items.find(({ href }) => href.includes(matter.id));
    expect(reminder?.params['number']).toMatch(/^SQ-2026-\d\d-\d{4}$/);
    await at('2026-12-04', '09:00');
    await sweep();
    expect(await reminders()).toEqual(['notice.clock.shareUsed', 'notice.clock.lastDay']);
    await at('2026-12-07', '23:59');
    await sweep();
    expect((await seen(matter)).replyClock).toMatchObject({ state: 'running', urgency: 'last-day' });
    expect((await seen(matter)).late).toBe(false);
    await at('2026-12-08', '00:01');
    await sweep();
    await sweep();
    const view = await seen(matter);
    expect(view.providerRecord.repliesLate).toBeGreaterThan(record.repliesLate);
    const others = await submitRequest(run, unconditional, { by: 'civil.clerk', statement: term });
    expect((await seen(others, 'civil.clerk')).providerRecord).toEqual(view.providerRecord);
    expect(view).toMatchObject({ late: true, replyClock: { state: 'late', urgency: 'overdue' } });
    expect(view.history.filter((step) => step.act === 'replyOverdue')).toMatchObject([
      { actor: { kind: 'job' }, details: { rule: '39.late-reply', dueOn: '2026-12-07' } },
    ]);
    expect(await noticesOf(run, 'tax.clerk', `/requests/${matter.id}`)).toContain(
      'notice.request.providerLate',
    );
    expect(await noticesOf(run, 'data.officer', `/requests/${matter.id}`)).toContain(
      'notice.request.providerLate',
    );
    const board = await boardOf(matter);
    expect(board).toMatchObject({ rules: ['38.supervision', '39.late-reply'], open: true });
    await matter.must('market.clerk', 'reply', { decision: 'grant' });
    await matter.must('market.office', 'reply/consent', { decision: 'grant' });
    expect(await seen(matter)).toMatchObject({
      replyLate: true,
      late: true,
      replyDays: 11,
      providerRecord: view.providerRecord,
    });
    expect(await boardOf(matter)).toMatchObject({
      open: false,
      record: { open: (board.record?.open ?? 0) - 1, thisYear: board.record?.thisYear },
    });
  });

  test('a late provider can be urged by the authority, with a note on record [39.late-reply]', async () => {
    const matter = await submit(conditional);
    await at('2026-12-08');
    await sweep();
    await matter.view('tax.clerk');
    expect((await matter.act('tax.office', 'urge', { note: '请尽快' })).body).toMatchObject({
      code: 'REQUEST_NOT_YOUR_SIDE',
      rule: { id: '39.late-reply', article: 39 },
    });
    expect(await lateOf(matter, 'urged=false')).toMatchObject({
      number: expect.stringMatching(/^SQ-/),
      urges: null,
    });
    expect(await lateOf(matter, 'urged=true')).toBeUndefined();
    await matter.must('data.officer', 'urge', { note: '请于明日前答复' });
    expect(await lateOf(matter, 'urged=true')).toMatchObject({ urges: { times: 1, by: expect.any(String) } });
    expect(await lateOf(matter, 'urged=false')).toBeUndefined();
    expect(await seen(matter)).toMatchObject({ urged: 1 });
    expect(await noticesOf(run, 'market.office', `/requests/${matter.id}`)).toContain('notice.request.urged');
  });

  test('Spring Festival does not count [21.reply.conditional]', async () => {
    await at('2026-02-11', '16:00');
    const matter = await submitRequest(run, conditional, {
      statement: { term: { from: '2026-04-01', to: '2027-03-31' } },
    });
    const { replyClock } = await seen(matter);
    expect(replyClock).toMatchObject({ dueOn: '2026-03-03', totalDays: 10 });
    expect(replyClock?.tape?.filter((day) => day.kind === 'holiday').length).toBeGreaterThan(5);
  });

  test('a due day past the published calendar is said to be unknown, never guessed [platform.calendar-unpublished]', async () => {
    await at('2026-12-31');
    const matter = await submitRequest(run, conditional, {
      statement: { term: { from: '2027-01-01', to: '2027-12-31' } },
    });
    expect((await seen(matter)).replyClock).toMatchObject({
      state: 'unpublished',
      dueOn: null,
      unpublishedYear: 2027,
    });
  });
});

async function lateOf(matter: Matter, query: string) {
  const { body } = await (
    await run.as('tax.office')
  ).get<{ late: { items: { number: string; urges: unknown; clock: { subjectId: string } }[] } }>(
    `/api/v1/overdue-board?limit=200&${query}`,
  );
  return body.late.items.find((row) => row.clock.subjectId === matter.id);
}

async function boardOf(matter: Matter) {
  const { body } = await (
    await run.as('data.officer')
  ).get<{
    rules: string[];
    late: { items: { clock: { subjectId: string } }[] };
    record: { department: { id: string }; open: number; thisYear: number }[];
  }>('/api/v1/overdue-board');
  const { market } = run.city.departments;
  return {
    rules: body.rules,
    open: body.late.items.some((row) => row.clock.subjectId === matter.id),
    record: body.record.find((row) => row.department.id === market.id),
  };
}

interface NoticeSeen {
  href: string;
  params: Record<string, string | number>;
}

describe('an extension', () => {
  const ask = { workingDays: 10, reason: '待遇领取状态由省集中系统产生，须待月底批次' };

  test('is asked with reasons and decided by the authority; the applicant is told [21.reply.extension]', async () => {
    const matter = await submit(conditional);
    await at('2026-12-02');
    expect((await matter.act('market.clerk', 'extension', { ...ask, workingDays: 11 })).body).toMatchObject({
      code: 'REQUEST_EXTENSION_DAYS',
      rule: { id: '21.reply.extension', article: 21 },
    });
    expect((await seen(matter, 'market.clerk')).can).toContain('askExtension');
    await matter.must('market.clerk', 'extension', ask);
    expect((await seen(matter, 'market.clerk')).can).not.toContain('askExtension');
    expect((await seen(matter)).replyClock?.dueOn).toBe('2026-12-07');
    expect((await seen(matter)).extensions).toMatchObject([
      { decision: null, dueBefore: '2026-12-07', proposedDueOn: '2026-12-21' },
    ]);
    expect(
      (await matter.act('market.office', 'extension/decision', { decision: 'grant', note: '' })).body.code,
    ).toBe('REQUEST_NOT_YOUR_SIDE');
    expect((await matter.act('market.clerk', 'extension', ask)).body.code).toBe('REQUEST_EXTENSION_OPEN');
    await matter.must('data.officer', 'extension/decision', { decision: 'grant', note: '同意' });
    expect((await seen(matter)).replyClock).toMatchObject({ dueOn: '2026-12-21', totalDays: 20 });
    expect(await noticesOf(run, 'tax.clerk', `/requests/${matter.id}`)).toContain('notice.request.extended');
    await matter.view('market.clerk');
    const whole = await seen(matter, 'market.clerk');
    expect(whole.extensionDaysLeft).toBe(0);
    expect(whole.can).not.toContain('askExtension');
    expect((await matter.act('market.clerk', 'extension', { ...ask, workingDays: 1 })).body.code).toBe(
      'REQUEST_EXTENSION_DAYS',
    );
  });

  test('may be granted shorter, or refused with the due day standing [21.reply.extension]', async () => {
    const shorter = await submit(conditional);
    await shorter.must('market.clerk', 'extension', { ...ask, workingDays: 5 });
    const longer = { decision: 'grant', workingDays: 6, note: '' };
    expect((await shorter.act('data.officer', 'extension/decision', longer)).body.code).toBe(
      'REQUEST_EXTENSION_DAYS',
    );
    await shorter.must('data.officer', 'extension/decision', { ...longer, workingDays: 3 });
    expect(await seen(shorter)).toMatchObject({ replyClock: { dueOn: '2026-12-10' }, extensionDaysLeft: 7 });
    expect((await shorter.act('market.clerk', 'extension', { ...ask, workingDays: 8 })).body).toMatchObject({
      code: 'REQUEST_EXTENSION_DAYS',
    });
    const inbox = await (
      await run.as('market.clerk')
    ).get<{ groups: { tasks: { id: string; actions: { id: string; asks: { max?: number }[] }[] }[] }[] }>(
      '/api/v1/inbox',
    );
    const task = inbox.body.groups.flatMap(({ tasks }) => tasks).find(({ id }) => id.includes(shorter.id));
    expect(task?.actions.find(({ id }) => id === 'askExtension')?.asks[0]?.max).toBe(7);
    const refused = await submit(conditional);
    await refused.must('market.clerk', 'extension', ask);
    await refused.must('data.officer', 'extension/decision', { decision: 'refuse', note: '理由不充分' });
    expect((await seen(refused)).replyClock?.dueOn).toBe('2026-12-07');
    expect(await noticesOf(run, 'tax.clerk', `/requests/${refused.id}`)).toContain(
      'notice.request.extensionRefused',
    );
  });

  test('is not for unconditional sharing [21.reply.extension.unconditional]', async () => {
    const matter = await submit(unconditional);
    expect((await matter.act('market.clerk', 'extension', { ...ask, workingDays: 1 })).body).toMatchObject({
      code: 'REQUEST_EXTENSION_UNCONDITIONAL',
      rule: { id: '21.reply.extension.unconditional' },
    });
    expect((await seen(matter, 'market.clerk')).can).not.toContain('askExtension');
  });

  test('is not decided by whom the asker stood in for [21.reply.extension] [platform.separation]', async () => {
    const matter = await submit(conditional);
    const office = await run.as('market.office');
    const standIn = {
      fromPersonId: run.person('market.office').id,
      role: 'sharingOfficeHead',
      reason: '出差',
    };
    const given = { ...standIn, toPersonId: run.person('market.clerk').id };
    const period = { startsOn: '2026-11-23', endsOn: '2026-11-23' };
    const filed = await office.post<{ id: string }>('/api/v1/delegations', { ...given, ...period });
    const clerk = await run.as('market.clerk');
    await clerk.post('/api/v1/session/acting', { delegationId: filed.body.id });
    expect((await matter.act('market.clerk', 'extension', ask)).status).toBe(200);
    await office.post(`/api/v1/delegations/${filed.body.id}/end`);
    const asked = 'select asked_for from requests.extension where request_id = $1';
    expect(await run.owner(asked, [matter.id])).toEqual([{ asked_for: run.person('market.office').id }]);
    // As where the authority is the provider, and its officer was away when a colleague asked.
    await run.owner('update requests.extension set asked_for = $2 where request_id = $1', [
      matter.id,
      run.person('data.officer').id,
    ]);
    const decided = await matter.act('data.officer', 'extension/decision', { decision: 'grant', note: '' });
    expect(decided).toMatchObject({ status: 403, body: { code: 'PEOPLE_FILER_APPROVES' } });
  });

  test('comes too late when the reply is late [21.reply.extension]', async () => {
    const matter = await submit(conditional);
    await at('2026-12-08');
    expect((await matter.act('market.clerk', 'extension', ask)).body.code).toBe('REQUEST_EXTENSION_LATE');
    expect((await seen(matter, 'market.clerk')).can).not.toContain('askExtension');
  });
});

describe('a supplement notice', () => {
  const missing = [
    { field: 'attachment', text: '江北区税务局职责文件' },
    { field: '/legalBasis', text: '个人信息保护影响评估' },
  ];

  test('does not stop a limit that has passed: the lateness goes on [21.supplement] [39.late-reply]', async () => {
    await at('2026-11-23');
    const matter = await submit(conditional);
    await at('2026-12-08');
    expect((await matter.act('market.clerk', 'supplement-notice', { missing })).body).toMatchObject({
      code: 'REQUEST_SUPPLEMENT_LATE',
      rule: { id: '21.supplement' },
    });
    const view = await seen(matter, 'market.clerk');
    expect(view.can).not.toContain('noticeSupplement');
    expect(view).toMatchObject({ state: 'submitted', supplement: null, replyClock: { state: 'late' } });
  });

  test('lists everything at once and pauses the clock until the supplement arrives [21.supplement] [21.supplement.pause]', async () => {
    await at('2026-11-05', '15:10');
    const matter = await submit(conditional);
    expect((await seen(matter)).replyClock?.dueOn).toBe('2026-11-19');
    await at('2026-11-10', '10:26');
    await matter.must('market.clerk', 'supplement-notice', { missing });
    expect(await seen(matter)).toMatchObject({
      state: 'supplementNeeded',
      supplement: { missing },
      replyClock: { state: 'paused', dueOn: null },
    });
    await at('2026-12-09');
    await sweep();
    expect(
      (await noticesOf(run, 'market.clerk', `/requests/${matter.id}`)).filter((kind) =>
        kind.startsWith('notice.clock'),
      ),
    ).toEqual([]);
    await at('2026-11-16', '17:41');
    const { statement } = await seen(matter);
    const amended = { answer: '两件已补齐', amend: { useCase: '' } };
    expect((await matter.act('tax.clerk', 'supplement', amended)).status).toBe(400);
    await matter.must('tax.clerk', 'supplement', { answer: '两件已补齐' });
    const view = await seen(matter);
    expect(view.replyClock).toMatchObject({ state: 'running', dueOn: '2026-11-25' });
    expect(view).toMatchObject({
      state: 'submitted',
      statement,
      supplement: { answer: '两件已补齐' },
    });
    const second = await matter.act('market.clerk', 'supplement-notice', { missing });
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'REQUEST_SUPPLEMENT_USED', rule: { id: '21.supplement', article: 21 } },
    });
    expect((await seen(matter)).replyClock?.state).toBe('running');
  });

  test('incomplete papers are no ground to refuse [21.supplement]', async () => {
    const matter = await submit(conditional);
    const refusal = { decision: 'refuse', ground: 'incomplete', reasons: '材料不全，缺少职责文件和评估报告' };
    expect((await matter.act('market.clerk', 'reply', refusal)).body).toMatchObject({
      code: 'REQUEST_REFUSAL_INCOMPLETE',
      rule: { id: '21.supplement' },
    });
    expect((await seen(matter)).state).toBe('submitted');
  });
});

describe('a refusal', () => {
  test('by conditions needs an entry that has some [15.no-added-conditions]', async () => {
    const matter = await submit(unconditional);
    const refusal = {
      decision: 'refuse',
      ground: 'conditionsNotMet',
      reasons: '申请部门不满足我局提出的使用条件',
    };
    expect(await matter.act('market.clerk', 'reply', refusal)).toMatchObject({
      status: 422,
      body: { code: 'REQUEST_REFUSAL_CONDITION', rule: { id: '15.no-added-conditions', article: 15 } },
    });
    await matter.must('market.clerk', 'reply', { ...refusal, ground: 'notNecessary' });
  });

  test('without a ground and reasons cannot be sent, and leaves nothing behind [21.refusal.reasons] [platform.words.shortest]', async () => {
    const matter = await submit(conditional);
    const decreed = { id: '21.refusal.reasons', article: 21 };
    for (const [reply, rule] of [
      [{}, decreed],
      [{ reasons: '该数据对所述场景并非必要，建议改用核验方式' }, decreed],
      [{ ground: 'notNecessary', reasons: ' '.repeat(30) }, decreed],
      [{ ground: 'notNecessary', reasons: '\u200b\u3164'.repeat(15) }, decreed],
      [
        { ground: 'notNecessary', reasons: '。'.repeat(20) },
        { id: 'platform.words.shortest', article: null },
      ],
      [
        { ground: 'notNecessary', reasons: '不同意' },
        { id: 'platform.words.shortest', article: null },
      ],
    ] as const) {
      const refused = await matter.act('market.clerk', 'reply', { decision: 'refuse', ...reply });
      expect(refused).toMatchObject({ status: 422, body: { code: 'REQUEST_REASONS_MISSING', rule } });
    }
    expect(await seen(matter, 'market.clerk')).toMatchObject({ state: 'submitted', version: 4, reply: null });
  });

  test('with both is sent by the head and ends the request; its reasons reach the applicant [21.refusal.reasons]', async () => {
    const matter = await submit(conditional);
    const reasons = '所述场景只需核验登记状态，申请全部数据项并非必要';
    await matter.must('market.clerk', 'reply', { decision: 'refuse', ground: 'notNecessary', reasons });
    expect((await matter.act('market.office', 'reply/consent', { decision: 'grant' })).body.code).toBe(
      'REQUEST_REPLY_OTHER',
    );
    expect((await seen(matter)).reply).toBeNull();
    await matter.must('market.office', 'reply/consent', { decision: 'refuse' });
    expect(await seen(matter)).toMatchObject({
      state: 'refused',
      reply: { ground: 'notNecessary', reasons },
      replyClock: { state: 'done' },
      agreement: null,
    });
  });
});

describe('figures', () => {
  test('timeliness counts replies of the month against the target [39.on-time.target]', async () => {
    const { body } = await (
      await run.as('market.office')
    ).get<{
      figures: { id: string; value: number | null; target?: number }[];
    }>('/api/v1/inbox');
    expect(body.figures.find((figure) => figure.id === 'onTime')).toMatchObject({ target: 95 });
  });
});
