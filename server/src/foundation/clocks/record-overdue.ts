import { dueOn } from '@tandem/calendar';
import type { Tx } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import type { ClockRecord } from './clock.ts';
import { markOverdue } from './clock-store.ts';

/** Puts on record, once, that a limit was not kept: the department's record and the ledger (Art 39). */
export async function recordOverdue(tx: Tx, record: ClockRecord): Promise<void> {
  if (!(await markOverdue(tx, record.id))) return;
  const due = dueOn(record.clock);
  await appendEntry(tx, {
    kind: 'clock.overdue',
    subject: `clock:${record.id}`,
    payload: {
      clockId: record.id,
      kind: record.kind,
      subjectId: record.subjectId,
      rule: record.ruleId,
      dueOn: due.ok ? due.date : null,
    },
    owners: [record.departmentId, ...(record.counterpartId ? [record.counterpartId] : [])],
  });
}
