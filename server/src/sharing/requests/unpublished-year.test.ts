import { afterAll, beforeAll, expect, test } from 'vitest';
import { agree, noticesOf, setClock, submitRequest, type Matter } from '../../../test/matter.ts';
import { publishResource, type SharedResource } from '../../../test/shared-resource.ts';
import { startTestServer, type TestServerRun } from '../../../test/server.ts';
import { settleUnpublishedClocks, sweepClocks } from '../../foundation/clocks/index.ts';
import { requestClockListener } from './request-listener.ts';
import type { RequestView } from './views.ts';

let run: TestServerRun;
let conditional: SharedResource;

beforeAll(async () => {
  run = await startTestServer();
  await at('2026-11-02');
  conditional = await publishResource(run, { title: '养老保险待遇领取信息' });
});
afterAll(async () => run.stop());

const at = (day: string) => setClock(run, `${day}T09:00:00+08:00`);
const seen = async (matter: Matter) => (await matter.view<RequestView>('tax.clerk')).body;
const sweep = () => sweepClocks(run.transactAs('job'), [requestClockListener]);

interface Late {
  clock: { subjectId: string; state: string; overdueDays: number };
}

async function onBoard(matter: Matter): Promise<Late | undefined> {
  const client = await run.as('tax.office');
  const { body } = await client.get<{ late: { items: Late[] } }>('/api/v1/overdue-board?limit=200');
  return body.late.items.find(({ clock }) => clock.subjectId === matter.id);
}

const beforeNewYear = () =>
  submitRequest(run, conditional, { statement: { term: { from: '2027-01-01', to: '2027-12-31' } } });
const settle = () => settleUnpublishedClocks(run.transactAs('job'), [requestClockListener]);
const grant = async (matter: Matter) => {
  await matter.must('market.clerk', 'reply', { decision: 'grant' });
  await matter.must('market.office', 'reply/consent', { decision: 'grant' });
};

test('a late reply is late, its days are not made up, and no extension or notice is asked for after the due day [39.late-reply] [platform.calendar-unpublished]', async () => {
  await at('2026-12-04');
  const matter = await beforeNewYear();
  await at('2026-12-21');
  await sweep();
  const { providerRecord } = await seen(matter);
  await at('2027-01-04');
  expect((await onBoard(matter))?.clock).toMatchObject({ state: 'late', overdueDays: 9 });
  const asked = { workingDays: 5, reason: '历史数据口径不一，需要更多时间核对' };
  const more = await matter.act('market.clerk', 'extension', asked);
  expect(more.body).toMatchObject({ code: 'REQUEST_EXTENSION_LATE' });
  const missing = [{ field: 'legalBasis', text: '请补充依据' }];
  expect((await matter.act('market.clerk', 'supplement-notice', { missing })).body).toMatchObject({
    code: 'REQUEST_SUPPLEMENT_LATE',
  });
  await grant(matter);
  expect(await seen(matter)).toMatchObject({
    replyLate: true,
    replyDays: null,
    late: true,
    providerRecord,
  });
});

test('whether a reply was late is not known until the calendar is there, and then on record [39.late-reply] [platform.calendar-unpublished]', async () => {
  await at('2026-11-02');
  const matter = await beforeNewYear();
  await run.owner(
    'update clocks.clock set unpublished_year = 2026, due_at = null, next_event = null, next_at = null where subject_id = $1',
    [matter.id],
  );
  await at('2026-11-18');
  await grant(matter);
  // As it would be stored had the notice of 2026 not been there.
  const nothingKnown = 'reply_days = null, reply_late = null, reply_missed_on = null';
  await run.owner(`update requests.request set ${nothingKnown} where id = $1`, [matter.id]);
  await run.owner(
    `update clocks.clock set unpublished_year = 2026, overdue_since = null where subject_id = $1 and kind = 'request.reply'`,
    [matter.id],
  );
  const { providerRecord: before } = await seen(matter);
  await settle();
  const settled = await seen(matter);
  expect(settled.providerRecord.repliesJudged).toBe(before.repliesJudged + 1);
  expect(settled).toMatchObject({ replyLate: true, replyDays: 12, late: true });
  expect(settled.history.filter(({ act }) => act === 'replyOverdue')).toMatchObject([
    { details: { rule: '39.late-reply', dueOn: '2026-11-16' } },
  ]);
  expect(await noticesOf(run, 'market.clerk', `/requests/${matter.id}`)).not.toContain(
    'notice.clock.overdue',
  );
  expect(await noticesOf(run, 'data.officer', `/requests/${matter.id}`)).toContain(
    'notice.request.providerLate',
  );
});

test('once the time to rectify is over it may be ended, whatever year it is; where its end is not known, that is said [27.suspension] [platform.calendar-unpublished]', async () => {
  const lasting = { statement: { term: { from: '2026-11-23', to: '2027-11-22' } } };
  const early = await agree(run, conditional, lasting);
  const later = await agree(run, conditional, lasting);
  await at('2026-12-04');
  await early.agreement.must('market.office', 'suspend', { reason: '超出用途使用登记信息' });
  await at('2026-12-28');
  await later.agreement.must('market.office', 'suspend', { reason: '超出用途使用登记信息' });
  await at('2027-01-04');
  const reason = { reason: '整改期限届满，未报告整改' };
  await early.agreement.must('market.office', 'terminate', reason);
  expect((await later.agreement.act('market.office', 'terminate', reason)).body).toMatchObject({
    code: 'AGREEMENT_RECTIFICATION_UNKNOWN',
    title: expect.stringContaining('2027'),
  });
});
