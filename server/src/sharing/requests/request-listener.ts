import type { ClockEvent, ClockListener, ClockNews, DueClock } from '../../foundation/clocks/index.ts';
import { rule } from '../../foundation/statute/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { notify } from '../inbox/index.ts';
import { getAgreementRecord } from './agreement-store.ts';
import { recordAgreementAct } from './open-agreement.ts';
import { recordRequestAct } from './record-act.ts';
import { lockRequest, saveRequest, type RequestRecord } from './request-store.ts';

const REMINDERS: Readonly<Record<ClockEvent, string>> = {
  'share-used': 'notice.clock.shareUsed',
  'last-day': 'notice.clock.lastDay',
  overdue: 'notice.clock.overdue',
};

function noticeParams(clock: DueClock): Record<string, string | number> {
  return {
    title: clock.subjectTitle,
    number: clock.subjectNumber ?? '',
    dueOn: clock.dueOn ?? '',
    remaining: clock.remainingDays,
  };
}

async function remind(tx: Tx, event: ClockEvent, options: { clock: DueClock; href: string }): Promise<void> {
  const { clock, href } = options;
  const isLastDay = event === 'last-day' && clock.remainingDays === 0;
  await notify(tx, {
    departmentId: clock.departmentId,
    kind: isLastDay ? 'notice.clock.dueToday' : REMINDERS[event],
    params: noticeParams(clock),
    href,
  });
}

/** Art 39: it counts against the provider, stays on its record, and both the applicant and the authority see it. */
async function countAgainstProvider(tx: Tx, request: RequestRecord, clock: DueClock): Promise<void> {
  const supplies = clock.kind === 'request.supply';
  const overdue = await saveRequest(tx, request, {
    overdueSince: request.overdueSince ?? tx.now,
    ...(supplies ? {} : { replyMissedOn: clock.dueOn }),
  });
  await recordRequestAct(tx, overdue, {
    act: supplies ? 'supplyOverdue' : 'replyOverdue',
    details: { rule: rule('39.late-reply').id, clockRule: clock.rule.id, dueOn: clock.dueOn },
  });
  for (const departmentId of new Set([request.requesterId, request.authorityId])) {
    const params = { ...noticeParams(clock), provider: request.providerShortName };
    await notify(tx, {
      departmentId,
      kind: 'notice.request.providerLate',
      params,
      href: `/requests/${request.id}`,
    });
  }
}

/** A reply, or a supply, of days that nobody could count yet: late or not, it is known now. */
async function onSettledClock(tx: Tx, clock: DueClock): Promise<void> {
  const request = await lockRequest(tx, clock.subjectId);
  const isLate = clock.urgency === 'done-late';
  const settled =
    request.replyClockId === clock.id && request.repliedAt !== null
      ? await saveRequest(tx, request, { replyDays: clock.usedDays, replyLate: isLate })
      : request;
  if (isLate && request.overdueSince === null) await countAgainstProvider(tx, settled, clock);
}

async function onRequestClock(tx: Tx, event: ClockNews, clock: DueClock): Promise<void> {
  if (event === 'settled') return onSettledClock(tx, clock);
  await remind(tx, event, { clock, href: `/requests/${clock.subjectId}` });
  if (event === 'overdue') await countAgainstProvider(tx, await lockRequest(tx, clock.subjectId), clock);
}

async function onRectifyClock(tx: Tx, event: ClockNews, clock: DueClock): Promise<void> {
  if (event === 'settled') return;
  const href = `/agreements/${clock.subjectId}`;
  await remind(tx, event, { clock, href });
  if (event !== 'overdue') return;
  const agreement = await getAgreementRecord(tx, clock.subjectId);
  await recordAgreementAct(tx, agreement, { act: 'rectificationOverdue', details: { dueOn: clock.dueOn } });
  await notify(tx, {
    departmentId: agreement.suspendedBy === 'authority' ? agreement.authorityId : agreement.providerId,
    kind: 'notice.agreement.rectifyLate',
    params: noticeParams(clock),
    href,
  });
}

/** Reminders at 70 % and one working day before, and what follows when a clock of this room runs over. */
export const requestClockListener: ClockListener = async (tx, event, clock) => {
  if (clock.kind === 'request.reply' || clock.kind === 'request.supply')
    await onRequestClock(tx, event, clock);
  if (clock.kind === 'agreement.rectify') await onRectifyClock(tx, event, clock);
};
