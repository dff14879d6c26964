import type { Tx } from '../../platform/database/transaction.ts';

export interface StandingConsent {
  id: string;
  resourceId: string;
  resourceTitle: string;
  providerId: string;
  /** The version of the entry that the head knew. */
  resourceVersion: number;
  givenBy: string;
  /** Whom the giver stood in for. */
  givenFor: string | null;
  givenByName: string;
  givenAt: Date;
}

const COLUMNS = `id, resource_id as "resourceId", resource_title as "resourceTitle", provider_id as "providerId",
  resource_version as "resourceVersion", given_by as "givenBy", given_for as "givenFor", given_by_name as "givenByName", given_at as "givenAt"`;

/** The consent that was given for a resource and not revoked; it covers the version that it was given for. */
export async function findStandingConsent(tx: Tx, resourceId: string): Promise<StandingConsent | undefined> {
  const result = await tx.client.query<StandingConsent>(
    `select ${COLUMNS} from requests.standing_consent where resource_id = $1 and revoked_at is null`,
    [resourceId],
  );
  return result.rows[0];
}

export async function listStandingConsents(tx: Tx, providerId: string): Promise<StandingConsent[]> {
  const result = await tx.client.query<StandingConsent>(
    `select ${COLUMNS} from requests.standing_consent
     where provider_id = $1 and revoked_at is null order by resource_title, id limit 500`,
    [providerId],
  );
  return result.rows;
}

export async function insertStandingConsent(
  tx: Tx,
  consent: Omit<StandingConsent, 'id' | 'givenAt'> & { entryId: string },
): Promise<void> {
  await tx.client.query(
    `insert into requests.standing_consent
       (resource_id, resource_title, provider_id, given_by, given_by_name, given_at, entry_id, resource_version, given_for)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (resource_id) where revoked_at is null do nothing`,
    [
      consent.resourceId,
      consent.resourceTitle,
      consent.providerId,
      consent.givenBy,
      consent.givenByName,
      tx.now,
      consent.entryId,
      consent.resourceVersion,
      consent.givenFor,
    ],
  );
}

/** @returns whether there was one to revoke. */
export async function revokeStandingConsent(tx: Tx, resourceId: string): Promise<boolean> {
  const result = await tx.client.query(
    `update requests.standing_consent set revoked_at = $2, revoked_by_name = $3
     where resource_id = $1 and revoked_at is null`,
    [resourceId, tx.now, tx.actor.name],
  );
  return result.rowCount === 1;
}
