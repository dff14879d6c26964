import type { Clock, LocalDate } from '@tandem/calendar';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { ClockEvent, ClockRecord, ClockSchedule } from './clock.ts';
import { clockError } from './errors.ts';

/** As the stores of this room read it, by `CLOCK_COLUMNS`. */
export interface ClockRow {
  id: string;
  kind: string;
  subject_id: string;
  subject_title: string;
  subject_number: string | null;
  department_id: string;
  counterpart_id: string | null;
  rule_id: string;
  reading: Clock;
  started_on: LocalDate;
  next_event: ClockEvent | null;
  created_at: Date;
}

export const CLOCK_COLUMNS = `id, kind, subject_id, subject_title, subject_number, department_id, counterpart_id, rule_id, reading,
  started_on, next_event, created_at`;

export function toRecord(row: ClockRow): ClockRecord {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    subjectTitle: row.subject_title,
    subjectNumber: row.subject_number,
    departmentId: row.department_id,
    counterpartId: row.counterpart_id,
    ruleId: row.rule_id,
    clock: row.reading,
    startedOn: row.started_on,
  };
}

export type NewClock = Omit<ClockRecord, 'id'>;

export async function insertClock(tx: Tx, record: NewClock, schedule: ClockSchedule): Promise<string> {
  const result = await tx.client.query<{ id: string }>(
    `insert into clocks.clock (kind, subject_id, subject_title, department_id, counterpart_id, rule_id, reading,
       state, started_on, due_at, unpublished_year, next_event, next_at, created_at, subject_number)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning id`,
    [
      record.kind,
      record.subjectId,
      record.subjectTitle,
      record.departmentId,
      record.counterpartId,
      record.ruleId,
      JSON.stringify(record.clock),
      schedule.state,
      record.startedOn,
      schedule.dueAt,
      schedule.unpublishedYear,
      schedule.nextEvent,
      schedule.nextAt,
      tx.now,
      record.subjectNumber,
    ],
  );
  return result.rows[0]?.id ?? '';
}

/** The clock, locked until the transaction ends. @throws AppError CLOCK_NOT_FOUND */
export async function lockClock(tx: Tx, id: string): Promise<ClockRecord & { nextEvent: ClockEvent | null }> {
  const result = await tx.client.query<ClockRow>(
    `select ${CLOCK_COLUMNS} from clocks.clock where id = $1 for update`,
    [id],
  );
  const row = result.rows[0];
  if (!row) throw clockError('CLOCK_NOT_FOUND');
  return { ...toRecord(row), nextEvent: row.next_event };
}

export async function findClockRecord(tx: Tx, id: string): Promise<ClockRecord | undefined> {
  const result = await tx.client.query<ClockRow>(`select ${CLOCK_COLUMNS} from clocks.clock where id = $1`, [
    id,
  ]);
  return result.rows[0] && toRecord(result.rows[0]);
}

export async function saveClock(
  tx: Tx,
  change: { id: string; clock: Clock; schedule: ClockSchedule; outcome?: string },
): Promise<void> {
  const { id, clock, schedule } = change;
  await tx.client.query(
    `update clocks.clock set reading = $2, state = $3, due_at = $4, unpublished_year = $5, next_event = $6,
       next_at = $7, outcome = coalesce($8, outcome), stopped_at = case when $3 = 'stopped' then coalesce(stopped_at, $9::timestamptz) end
     where id = $1`,
    [
      id,
      JSON.stringify(clock),
      schedule.state,
      schedule.dueAt,
      schedule.unpublishedYear,
      schedule.nextEvent,
      schedule.nextAt,
      change.outcome ?? null,
      tx.now,
    ],
  );
}

/** Records that a clock ran over. @returns false when that was on record before. */
export async function markOverdue(tx: Tx, id: string): Promise<boolean> {
  const result = await tx.client.query(
    'update clocks.clock set overdue_since = due_at where id = $1 and overdue_since is null',
    [id],
  );
  return result.rowCount === 1;
}

/** One clock whose next event is due, locked; other sweepers skip it. */
export async function takeDueClock(tx: Tx): Promise<(ClockRecord & { event: ClockEvent }) | undefined> {
  const result = await tx.client.query<ClockRow>(
    `select ${CLOCK_COLUMNS} from clocks.clock where next_at <= $1 order by next_at limit 1 for update skip locked`,
    [tx.now],
  );
  const row = result.rows[0];
  return row?.next_event ? { ...toRecord(row), event: row.next_event } : undefined;
}

/** Clocks that waited for the arrangement of one of these years, stopped ones included. */
export async function listWaitingClocks(
  tx: Tx,
  { years, limit }: { years: readonly number[]; limit: number },
): Promise<ClockRecord[]> {
  const result = await tx.client.query<ClockRow>(
    `select ${CLOCK_COLUMNS} from clocks.clock where unpublished_year = any ($1)
     order by id limit $2 for update skip locked`,
    [years, limit],
  );
  return result.rows.map(toRecord);
}

export interface ClockFilter {
  subjectIds?: readonly string[];
  departmentId?: string;
  openOnly?: boolean;
  limit: number;
  cursor?: string | undefined;
}

/** Clocks the actor may see, nearest due day first (those without one last). Keyset on (due_at, id). */
export async function listClockRecords(tx: Tx, filter: ClockFilter): Promise<Page<ClockRecord>> {
  const after = decodeCursor(filter.cursor, ['instant', 'uuid']);
  const result = await tx.client.query<ClockRow & { due_key: string }>(
    `select ${CLOCK_COLUMNS}, coalesce(due_at, 'infinity'::timestamptz)::text as due_key
     from clocks.clock
     where ($1::uuid[] is null or subject_id = any ($1))
       and ($2::uuid is null or department_id = $2)
       and ($3::boolean is not true or state <> 'stopped')
       and ($4::timestamptz is null or (coalesce(due_at, 'infinity'::timestamptz), id) > ($4, $5::uuid))
     order by coalesce(due_at, 'infinity'::timestamptz), id
     limit $6`,
    [
      filter.subjectIds ?? null,
      filter.departmentId ?? null,
      filter.openOnly ?? false,
      after?.[0] ?? null,
      after?.[1] ?? null,
      filter.limit + 1,
    ],
  );
  const page = toPage(result.rows, filter.limit, (row) => [row.due_key, row.id]);
  return { ...page, items: page.items.map(toRecord) };
}
