import type { LocalDate } from '@tandem/calendar';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Delegation, DelegationStatement } from './delegation.ts';
import { peopleError } from './errors.ts';
import type { GrantableRole, Person } from './person.ts';

interface DelegationRow {
  id: string;
  department_id: string;
  from_person_id: string;
  from_person_name: string;
  to_person_id: string;
  to_person_name: string;
  role: GrantableRole;
  starts_on: LocalDate;
  ends_on: LocalDate;
  reason: string;
  filed_at: Date;
  filed_by_name: string;
  ended_at: Date | null;
  ended_by_name: string | null;
}

const COLUMNS = `id, department_id, from_person_id, from_person_name, to_person_id, to_person_name, role, starts_on,
  ends_on, reason, filed_at, filed_by_name, ended_at, ended_by_name`;

function toDelegation(row: DelegationRow): Delegation {
  return {
    id: row.id,
    departmentId: row.department_id,
    from: { id: row.from_person_id, name: row.from_person_name },
    to: { id: row.to_person_id, name: row.to_person_name },
    role: row.role,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    reason: row.reason,
    filedBy: row.filed_by_name,
    filedAt: row.filed_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by_name,
  };
}

/** @throws AppError PEOPLE_DELEGATION_MISSING */
export async function getDelegation(tx: Tx, id: string): Promise<Delegation> {
  const found = await tx.client.query<DelegationRow>(
    `select ${COLUMNS} from people.delegation where id = $1`,
    [id],
  );
  const [row] = found.rows;
  if (!row) throw peopleError('PEOPLE_DELEGATION_MISSING');
  return toDelegation(row);
}

/** One at a time may file for a person, so that two overlapping delegations cannot slip in at once. */
export async function lockDelegationsOf(tx: Tx, personId: string): Promise<void> {
  await tx.client.query(`select pg_advisory_xact_lock(hashtextextended('people.delegation ' || $1, 0))`, [
    personId,
  ]);
}

/** Whether somebody stands in for the role on any day of the period; ask under `lockDelegationsOf`. */
export async function overlaps(tx: Tx, statement: DelegationStatement): Promise<boolean> {
  const found = await tx.client.query(
    `select from people.delegation where from_person_id = $1 and role = $2 and ended_at is null
        and daterange(starts_on, ends_on, '[]') && daterange($3, $4, '[]') limit 1`,
    [statement.fromPersonId, statement.role, statement.startsOn, statement.endsOn],
  );
  return found.rowCount === 1;
}

export async function insertDelegation(
  tx: Tx,
  given: { statement: DelegationStatement; from: Person; to: Person },
): Promise<Delegation> {
  const { statement, from, to } = given;
  const inserted = await tx.client.query<DelegationRow>(
    `insert into people.delegation (department_id, from_person_id, from_person_name, to_person_id, to_person_name,
       role, starts_on, ends_on, reason, filed_at, filed_by, filed_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning ${COLUMNS}`,
    [
      from.departmentId,
      from.id,
      from.name,
      to.id,
      to.name,
      statement.role,
      statement.startsOn,
      statement.endsOn,
      statement.reason,
      tx.now,
      tx.actor.personId ?? null,
      tx.actor.name,
    ],
  );
  const [row] = inserted.rows;
  if (!row) throw peopleError('PEOPLE_DELEGATION_MISSING');
  return toDelegation(row);
}

/** Ends what has not ended. @returns the ended ones */
export async function markEnded(tx: Tx, ids: readonly string[]): Promise<Delegation[]> {
  const ended = await tx.client.query<DelegationRow>(
    `update people.delegation set ended_at = $2, ended_by_name = $3
      where id = any ($1) and ended_at is null returning ${COLUMNS}`,
    [ids, tx.now, tx.actor.name],
  );
  return ended.rows.map(toDelegation);
}

/** Open delegations that depend on a person: from them (in one role or all), or to them. */
export async function listOpenOf(
  tx: Tx,
  of: { personId: string; role: GrantableRole | undefined },
): Promise<Delegation[]> {
  const found = await tx.client.query<DelegationRow>(
    `select ${COLUMNS} from people.delegation
      where ended_at is null and ends_on >= $3
        and ((from_person_id = $1 and ($2::text is null or role = $2)) or ($2::text is null and to_person_id = $1))`,
    [of.personId, of.role ?? null, tx.today],
  );
  return found.rows.map(toDelegation);
}

/** What a person may choose to act under today. */
export async function listInForceTo(tx: Tx, personId: string): Promise<Delegation[]> {
  const found = await tx.client.query<DelegationRow>(
    `select ${COLUMNS} from people.delegation
      where to_person_id = $1 and ended_at is null and $2::date between starts_on and ends_on
      order by from_person_name, role, id limit 50`,
    [personId, tx.today],
  );
  return found.rows.map(toDelegation);
}

export interface DelegationFilter {
  departmentId: string | undefined;
  /** From or to this person. */
  personId: string | undefined;
  limit: number;
  cursor: string | undefined;
}

/** Delegations the actor may see, the newest first, ended ones too. */
export async function listDelegations(tx: Tx, filter: DelegationFilter): Promise<Page<Delegation>> {
  const before = decodeCursor(filter.cursor, ['uuid'])?.[0] ?? null;
  const found = await tx.client.query<DelegationRow>(
    `select ${COLUMNS} from people.delegation
      where ($1::uuid is null or department_id = $1)
        and ($2::uuid is null or from_person_id = $2 or to_person_id = $2)
        and ($3::uuid is null or id < $3)
      order by id desc limit $4`,
    [filter.departmentId ?? null, filter.personId ?? null, before, filter.limit + 1],
  );
  const page = toPage(found.rows, filter.limit, (row) => [row.id]);
  return { ...page, items: page.items.map(toDelegation) };
}
