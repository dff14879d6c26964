import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { scheduleClock, viewClock, type ClockEvent, type ClockRecord, type ClockView } from './clock.ts';
import { listUnpublishedClocks, saveClock, takeDueClock } from './clock-store.ts';
import { recordOverdue } from './record-overdue.ts';

/** A clock that something is due for, with the number by which people know its matter. */
export type DueClock = ClockView & Pick<ClockRecord, 'subjectNumber'>;

/**
 * Called in the sweep's own transaction for each reminder and each clock that runs over. A reminder that was missed until
 * the clock had run over is no news any more.
 */
export type ClockListener = (tx: Tx, event: ClockEvent, clock: DueClock) => Promise<void>;

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

/** Sets due days that had to wait for a calendar year, after its arrangement was published. */
export async function settleUnpublishedClocks(transact: Transact): Promise<number> {
  return transact(async (tx) => {
    const waiting = await listUnpublishedClocks(tx, 10_000);
    const settled = waiting.filter(({ clock }) => scheduleClock(clock, null).unpublishedYear === null);
    for (const { id, clock } of settled)
      await saveClock(tx, { id, clock, schedule: scheduleClock(clock, null) });
    return settled.length;
  });
}
