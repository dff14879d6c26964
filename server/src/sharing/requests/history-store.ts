import type { Tx } from '../../platform/database/transaction.ts';

export interface HistoryRow {
  id: string;
  at: Date;
  act: string;
  fromState: string;
  toState: string;
  actorKind: string;
  actorName: string;
  actorDepartment: string | null;
  actorDepartmentName: string | null;
  delegatedBy: string | null;
  agreementId: string | null;
  reason: string;
  details: Record<string, unknown>;
  entryId: string;
}

export interface NewHistoryRow {
  requestId: string;
  agreementId: string | null;
  act: string;
  fromState: string;
  toState: string;
  reason: string;
  details: object;
  internalTo: string | null;
  entryId: string;
  /** Recorded instead of the acting person: a head whose standing consent answers. */
  actorName?: string | undefined;
  actorDepartmentName?: string | undefined;
}

export async function insertHistory(tx: Tx, row: NewHistoryRow): Promise<void> {
  const { actor } = tx;
  await tx.client.query(
    `insert into requests.history (request_id, agreement_id, at, act, from_state, to_state, actor_kind, actor_person,
       actor_name, actor_department, actor_department_name, delegated_by, reason, details, internal_to, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      row.requestId,
      row.agreementId,
      tx.now,
      row.act,
      row.fromState,
      row.toState,
      row.actorName === undefined ? actor.kind : 'platform',
      row.actorName === undefined ? (actor.personId ?? null) : null,
      row.actorName ?? actor.name,
      row.actorName === undefined ? (actor.departmentId ?? null) : null,
      row.actorDepartmentName ?? actor.departmentName ?? null,
      actor.delegatedBy ?? null,
      row.reason,
      JSON.stringify(row.details),
      row.internalTo,
      row.entryId,
    ],
  );
}

/** Every step of a request and its agreement that the actor may see, oldest first. */
export async function listHistory(tx: Tx, requestId: string): Promise<HistoryRow[]> {
  const result = await tx.client.query<HistoryRow>(
    `select id, at, act, from_state as "fromState", to_state as "toState", actor_kind as "actorKind",
       actor_name as "actorName", actor_department as "actorDepartment", actor_department_name as "actorDepartmentName",
       delegated_by as "delegatedBy", agreement_id as "agreementId", reason, details, entry_id as "entryId"
     from requests.history where request_id = $1 order by id limit 1000`,
    [requestId],
  );
  return result.rows;
}
