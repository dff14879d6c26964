import * as calendar from '@tandem/calendar';
import type { Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { ruleDays } from '../statute/index.ts';
import { changedClock, scheduleClock, viewClock, type ClockView } from './clock.ts';
import {
  findClockRecord,
  insertClock,
  listClockRecords,
  lockClock,
  saveClock,
  type ClockFilter,
} from './clock-store.ts';
import { clockError } from './errors.ts';
import { recordOverdue } from './record-overdue.ts';

export interface StartClockInput {
  /** `room.what`, for example `request.reply`. */
  kind: string;
  subjectId: string;
  subjectTitle: string;
  /** By which people know it, where it has a number. */
  subjectNumber?: string | null;
  /** Who must act. */
  departmentId: string;
  /** Who waits. */
  counterpartId?: string | undefined;
  /** The rule whose `workingDays` set the limit. */
  ruleId: string;
}

/** Starts a clock today; the first counted day is the next working day. @returns its id. */
export async function startClock(tx: Tx, input: StartClockInput): Promise<string> {
  const change = calendar.startClock({ startedOn: tx.today, workingDays: ruleDays(input.ruleId) });
  const clock = changedClock(change);
  const given = { counterpartId: input.counterpartId ?? null, subjectNumber: input.subjectNumber ?? null };
  return insertClock(tx, { ...input, ...given, clock, startedOn: tx.today }, scheduleClock(clock, null));
}

/** The clock stands still from tomorrow. @throws AppError CLOCK_PAUSED, CLOCK_STOPPED */
export async function pauseClock(tx: Tx, id: string): Promise<void> {
  const { clock } = await lockClock(tx, id);
  const paused = changedClock(calendar.pauseClock(clock, tx.today));
  await saveClock(tx, { id, clock: paused, schedule: scheduleClock(paused, null) });
}

/** The clock runs again from tomorrow. @throws AppError CLOCK_RUNNING, CLOCK_STOPPED */
export async function resumeClock(tx: Tx, id: string): Promise<void> {
  const { clock } = await lockClock(tx, id);
  const resumed = changedClock(calendar.resumeClock(clock, tx.today));
  await saveClock(tx, { id, clock: resumed, schedule: scheduleClock(resumed, null) });
}

/**
 * Lengthens the limit. @throws AppError CLOCK_EXTENSION_TOO_LONG when all extensions together pass
 * `maxWorkingDays`, CLOCK_LAPSED when the limit is already over.
 */
export async function extendClock(
  tx: Tx,
  id: string,
  extension: { workingDays: number; maxWorkingDays: number },
): Promise<void> {
  const { clock } = await lockClock(tx, id);
  const extended = changedClock(calendar.extendClock(clock, { on: tx.today, ...extension }));
  await saveClock(tx, { id, clock: extended, schedule: scheduleClock(extended, null) });
}

/** What the clock waited for has happened. Final. Late is put on record even if the sweep did not come by yet. */
export async function stopClock(tx: Tx, id: string, outcome: string): Promise<void> {
  const record = await lockClock(tx, id);
  const stopped = changedClock(calendar.stopClock(record.clock, tx.today));
  if (viewClock(record, tx.today, { withTape: false }).state === 'late') await recordOverdue(tx, record);
  await saveClock(tx, { id, clock: stopped, schedule: scheduleClock(stopped, null), outcome });
}

/** The clock with its tape of days. @throws AppError CLOCK_NOT_FOUND */
export async function getClock(tx: Tx, id: string): Promise<ClockView> {
  const record = await findClockRecord(tx, id);
  if (!record) throw clockError('CLOCK_NOT_FOUND');
  return viewClock(record, tx.today, { withTape: true });
}

/** Clocks the actor may see, nearest due day first. */
export async function listClocks(tx: Tx, filter: ClockFilter): Promise<Page<ClockView>> {
  const page = await listClockRecords(tx, filter);
  return { ...page, items: page.items.map((record) => viewClock(record, tx.today, { withTape: false })) };
}
