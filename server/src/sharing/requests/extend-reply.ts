import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { extendClock, getClock } from '../../foundation/clocks/index.ts';
import { assertNotSamePerson } from '../../foundation/people/index.ts';
import { ruleParam } from '../../foundation/statute/index.ts';
import { notify } from '../inbox/index.ts';
import { requestError } from './errors.ts';
import { noticeSubject } from './notice-subject.ts';
import { actingPerson, actResult, openRequest, type ActOn, type ActResult } from './open-request.ts';
import { recordRequestAct } from './record-act.ts';
import { saveRequest, type RequestRecord } from './request-store.ts';
import { decideOpenExtension, findOpenExtension, insertExtension, listExtensions } from './reply-store.ts';

function maxExtensionDays(): number {
  return ruleParam('21.reply.extension', 'maxWorkingDays');
}

function mayExtend({ shareClass }: Pick<RequestRecord, 'shareClass'>): boolean {
  return shareClass !== 'unconditional' || ruleParam('21.reply.extension.unconditional', 'allowed') === 1;
}

/** Working days that Art 21 leaves beside those granted before: they count together. */
export function extensionDaysLeft(
  request: Pick<RequestRecord, 'shareClass'>,
  extensions: readonly { decidedDays: number | null }[],
): number {
  if (!mayExtend(request)) return 0;
  const granted = extensions.reduce((sum, { decidedDays }) => sum + (decidedDays ?? 0), 0);
  return Math.max(0, maxExtensionDays() - granted);
}

/** @throws AppError REQUEST_EXTENSION_UNCONDITIONAL, REQUEST_EXTENSION_DAYS */
async function assertExtendable(tx: Tx, request: RequestRecord, workingDays: number): Promise<void> {
  if (!mayExtend(request)) {
    throw requestError('REQUEST_EXTENSION_UNCONDITIONAL', { rule: '21.reply.extension.unconditional' });
  }
  const max = extensionDaysLeft(request, await listExtensions(tx, request.id));
  if (workingDays > max)
    throw requestError('REQUEST_EXTENSION_DAYS', { rule: '21.reply.extension', params: { max } });
}

/** The limit may still be lengthened. @throws AppError CLOCK_LAPSED */
async function dueBefore(tx: Tx, request: RequestRecord): Promise<string | null> {
  const clock = await getClock(tx, request.replyClockId ?? '');
  if (clock.state !== 'late') return clock.dueOn;
  throw requestError('REQUEST_EXTENSION_LATE', {
    rule: '21.reply.extension',
    params: { dueOn: clock.dueOn ?? '' },
  });
}

/** The provider asks the authority for more time, with reasons; the clock runs on until it is decided. */
export async function askExtension(
  transact: Transact,
  on: ActOn,
  input: { workingDays: number; reason: string },
): Promise<ActResult> {
  return transact(async (tx) => {
    const { request } = await openRequest(tx, on, 'askExtension');
    await assertExtendable(tx, request, input.workingDays);
    const due = await dueBefore(tx, request);
    if (await findOpenExtension(tx, request.id)) throw requestError('REQUEST_EXTENSION_OPEN');
    await insertExtension(tx, { requestId: request.id, ...input, dueBefore: due, by: actingPerson(tx) });
    const asked = await saveRequest(tx, request, {});
    const entryId = await recordRequestAct(tx, asked, {
      act: 'askExtension',
      reason: input.reason,
      details: { workingDays: input.workingDays, dueBefore: due },
    });
    return actResult(asked, entryId);
  });
}

export interface ExtensionDecision {
  decision: 'grant' | 'refuse';
  /** Fewer days than asked for; as asked for when absent. */
  workingDays?: number | undefined;
  note: string;
}

async function grantDays(tx: Tx, request: RequestRecord, days: number): Promise<string | null> {
  await extendClock(tx, request.replyClockId ?? '', {
    workingDays: days,
    maxWorkingDays: maxExtensionDays(),
  });
  return (await getClock(tx, request.replyClockId ?? '')).dueOn;
}

async function tellBoth(
  tx: Tx,
  request: RequestRecord,
  decided: { granted: boolean; days: number; dueAfter: string | null },
): Promise<void> {
  const { days, dueAfter, granted } = decided;
  for (const departmentId of [request.requesterId, request.providerId]) {
    await notify(tx, {
      departmentId,
      kind: granted ? 'notice.request.extended' : 'notice.request.extensionRefused',
      params: { ...noticeSubject(request), days, dueOn: dueAfter ?? '' },
      href: `/requests/${request.id}`,
    });
  }
}

/**
 * The authority decides: as asked for, shorter, or not at all (Art 21). The applicant is told at once.
 * @throws AppError REQUEST_EXTENSION_NONE, REQUEST_EXTENSION_DAYS (longer than asked for), CLOCK_LAPSED
 */
export async function decideExtension(
  transact: Transact,
  on: ActOn,
  input: ExtensionDecision,
): Promise<ActResult> {
  return transact(async (tx) => {
    const { request } = await openRequest(tx, on, 'decideExtension');
    const open = await findOpenExtension(tx, request.id);
    if (!open) throw requestError('REQUEST_EXTENSION_NONE');
    assertNotSamePerson(tx, open.askedBy, open.askedFor);
    const granted = input.decision === 'grant';
    const days = input.workingDays ?? open.workingDays;
    if (days > open.workingDays) {
      throw requestError('REQUEST_EXTENSION_DAYS', {
        rule: '21.reply.extension',
        params: { max: open.workingDays },
      });
    }
    const dueAfter = granted ? await grantDays(tx, request, days) : open.dueBefore;
    await decideOpenExtension(tx, {
      requestId: request.id,
      decision: granted ? 'granted' : 'refused',
      days: granted ? days : null,
      dueAfter,
      byName: tx.actor.name,
      note: input.note,
    });
    const decided = await saveRequest(tx, request, {});
    const entryId = await recordRequestAct(tx, decided, {
      act: 'decideExtension',
      reason: input.note,
      details: {
        decision: input.decision,
        asked: open.workingDays,
        workingDays: granted ? days : 0,
        dueAfter,
      },
    });
    await tellBoth(tx, request, { granted, days: granted ? days : open.workingDays, dueAfter });
    return actResult(decided, entryId);
  });
}
