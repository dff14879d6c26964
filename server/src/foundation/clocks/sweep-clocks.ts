import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { publishedYears } from '@tandem/calendar';
import { scheduleClock, viewClock, type ClockEvent, type ClockRecord, type ClockView } from './clock.ts';
import { listWaitingClocks, saveClock, takeDueClock } from './clock-store.ts';
import { recordOverdue } from './record-overdue.ts';

/** A clock that something is due for, with the number by which people know its matter. */
export type DueClock = ClockView & Pick<ClockRecord, 'subjectNumber'>;

/** `settled`: the clock had stopped when its days could not be counted yet; now they are. */
export type ClockNews = ClockEvent | 'settled';

/**
 * Called in the sweep's own transaction for each reminder, each clock that runs over, and each that is settled later. A
 * reminder that was missed until the clock had run over is no news any more.
 */
export type ClockListener = (tx: Tx, news: ClockNews, clock: DueClock) => Promise<void>;

async function sweepOne(tx: Tx, listeners: readonly ClockListener[]): Promise<boolean> {
  const due = await takeDueClock(tx);
  if (!due) return false;
  const { id, clock, event } = due;
  await saveClock(tx, { id, clock, schedule: scheduleClock(clock, event) });
  const view = viewClock(due, tx.today, { withTape: false });
  if (event === 'overdue') await recordOverdue(tx, due);
  else if (view.state === 'late') return true;
  for (const listener of listeners) {
    await listener(tx, event, { ...view, subjectNumber: due.subjectNumber });
  }
  return true;
}

/**
 * Carries out what is due, one clock a transaction; several servers may sweep at once. Safe to repeat:
 * each event of a clock happens once. @returns how many events were carried out.
 */
export async function sweepClocks(transact: Transact, listeners: readonly ClockListener[]): Promise<number> {
  let count = 0;
  while (await transact((tx) => sweepOne(tx, listeners))) count += 1;
  return count;
}

/** A stopped clock that turns out late is put on record as late (Art 39). */
async function settleClock(tx: Tx, record: ClockRecord, listeners: readonly ClockListener[]): Promise<void> {
  const { id, clock } = record;
  const schedule = scheduleClock(clock, null);
  await saveClock(tx, { id, clock, schedule });
  if (schedule.state !== 'stopped' || schedule.unpublishedYear !== null) return;
  const view = viewClock(record, tx.today, { withTape: false });
  if (view.urgency === 'done-late') await recordOverdue(tx, record);
  for (const listener of listeners) {
    await listener(tx, 'settled', { ...view, subjectNumber: record.subjectNumber });
  }
}

/** Sets due days, and judges stopped clocks, that had to wait for a year whose arrangement is published by now. */
export async function settleUnpublishedClocks(
  transact: Transact,
  listeners: readonly ClockListener[],
): Promise<number> {
  return transact(async (tx) => {
    const waiting = await listWaitingClocks(tx, { years: publishedYears, limit: 10_000 });
    for (const record of waiting) await settleClock(tx, record, listeners);
    return waiting.length;
  });
}
