import type { Tx } from '../../platform/database/transaction.ts';
import { catalogueError } from './errors.ts';

/** Art 17: an entry that must be updated within its limit. */
export interface UpdateCase {
  id: string;
  resourceId: string;
  resourceTitle: string;
  providerId: string;
  providerName: string;
  authorityId: string;
  cause: 'law' | 'decision' | 'duty';
  basis: string;
  clockId: string;
  openedAt: Date;
  extension: 'none' | 'asked' | 'granted' | 'refused';
  extensionReason: string | null;
  extensionAskedBy: string | null;
  /** Whom the asker stood in for. */
  extensionAskedFor: string | null;
  extensionAskedAt: Date | null;
  decisionReason: string | null;
}

const COLUMNS = `id, resource_id as "resourceId", resource_title as "resourceTitle", provider_id as "providerId",
  provider_name as "providerName", authority_id as "authorityId", cause, basis, clock_id as "clockId",
  opened_at as "openedAt", extension, extension_reason as "extensionReason",
  extension_asked_by as "extensionAskedBy", extension_asked_for as "extensionAskedFor",
  extension_asked_at as "extensionAskedAt",
  decision_reason as "decisionReason"`;

export type NewUpdateCase = Pick<
  UpdateCase,
  | 'resourceId'
  | 'resourceTitle'
  | 'providerId'
  | 'providerName'
  | 'authorityId'
  | 'cause'
  | 'basis'
  | 'clockId'
>;

export async function insertUpdateCase(tx: Tx, input: NewUpdateCase): Promise<void> {
  await tx.client.query(
    `insert into catalogue.update_case (resource_id, resource_title, provider_id, provider_name, authority_id, cause,
       basis, clock_id, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      input.resourceId,
      input.resourceTitle,
      input.providerId,
      input.providerName,
      input.authorityId,
      input.cause,
      input.basis,
      input.clockId,
      tx.now,
    ],
  );
}

export async function findOpenCase(tx: Tx, resourceId: string): Promise<UpdateCase | undefined> {
  const result = await tx.client.query<UpdateCase>(
    `select ${COLUMNS} from catalogue.update_case where resource_id = $1 and closed_at is null`,
    [resourceId],
  );
  return result.rows[0];
}

/** The open case of an entry, locked. @throws AppError CATALOGUE_UPDATE_NOT_FOUND */
export async function lockOpenCase(tx: Tx, resourceId: string): Promise<UpdateCase> {
  const result = await tx.client.query<UpdateCase>(
    `select ${COLUMNS} from catalogue.update_case where resource_id = $1 and closed_at is null for update`,
    [resourceId],
  );
  const row = result.rows[0];
  if (!row) throw catalogueError('CATALOGUE_UPDATE_NOT_FOUND');
  return row;
}

export async function askExtension(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.client.query(
    `update catalogue.update_case set extension = 'asked', extension_reason = $2, extension_asked_by = $3,
       extension_asked_at = $4, extension_asked_for = $5 where id = $1`,
    [id, reason, tx.actor.personId, tx.now, tx.actor.delegatedBy ?? null],
  );
}

export async function decideExtension(
  tx: Tx,
  id: string,
  decision: { granted: boolean; reason: string },
): Promise<void> {
  await tx.client.query(
    'update catalogue.update_case set extension = $2, decision_reason = $3 where id = $1',
    [id, decision.granted ? 'granted' : 'refused', decision.reason],
  );
}

/** A returned change runs on a new clock. */
export async function moveCaseClock(tx: Tx, id: string, clockId: string): Promise<void> {
  await tx.client.query('update catalogue.update_case set clock_id = $2 where id = $1', [id, clockId]);
}

export async function closeCase(tx: Tx, resourceId: string): Promise<void> {
  await tx.client.query(
    'update catalogue.update_case set closed_at = $2 where resource_id = $1 and closed_at is null',
    [resourceId, tx.now],
  );
}

/** Extensions that wait for the authority's consent, oldest first. */
export async function listAskedExtensions(tx: Tx): Promise<UpdateCase[]> {
  const result = await tx.client.query<UpdateCase>(
    `select ${COLUMNS} from catalogue.update_case
     where extension = 'asked' and closed_at is null order by extension_asked_at limit 200`,
  );
  return result.rows;
}
