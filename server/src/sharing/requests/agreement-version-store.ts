import type { Tx } from '../../platform/database/transaction.ts';
import type { FrozenTerms } from './agreement.ts';

export interface VersionRecord {
  version: number;
  terms: FrozenTerms;
  reason: string;
  proposedBy: string | null;
  /** Whom the proposer stood in for. */
  proposedFor: string | null;
  proposedByName: string;
  proposedAt: Date;
  requesterConfirmedBy: string | null;
  requesterConfirmedByName: string | null;
  requesterConfirmedAt: Date | null;
  providerConfirmedBy: string | null;
  providerConfirmedByName: string | null;
  providerConfirmedAt: Date | null;
  effectiveAt: Date | null;
  declinedAt: Date | null;
  declinedReason: string | null;
}

const COLUMNS = `version, terms, reason, proposed_by as "proposedBy", proposed_for as "proposedFor",
  proposed_by_name as "proposedByName",
  proposed_at as "proposedAt", requester_confirmed_by as "requesterConfirmedBy",
  requester_confirmed_by_name as "requesterConfirmedByName", requester_confirmed_at as "requesterConfirmedAt",
  provider_confirmed_by as "providerConfirmedBy", provider_confirmed_by_name as "providerConfirmedByName",
  provider_confirmed_at as "providerConfirmedAt", effective_at as "effectiveAt", declined_at as "declinedAt",
  declined_reason as "declinedReason"`;

/** Every version of an agreement, oldest first. */
export async function listVersions(tx: Tx, agreementId: string): Promise<VersionRecord[]> {
  const result = await tx.client.query<VersionRecord>(
    `select ${COLUMNS} from requests.agreement_version where agreement_id = $1 order by version limit 200`,
    [agreementId],
  );
  return result.rows;
}

/** The version that waits for a confirmation, if there is one. */
export async function findOpenVersion(tx: Tx, agreementId: string): Promise<VersionRecord | undefined> {
  const result = await tx.client.query<VersionRecord>(
    `select ${COLUMNS} from requests.agreement_version
     where agreement_id = $1 and effective_at is null and declined_at is null order by version desc limit 1`,
    [agreementId],
  );
  return result.rows[0];
}

export interface NewVersion {
  terms: FrozenTerms;
  reason: string;
  /** Null: the provider's reply proposed it. */
  proposedBy: string | null;
  proposedByName: string;
  /** The provider's consent to the reply is its confirmation of version 1. */
  providerConfirmation?: { id: string; name: string };
}

export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  const { terms, providerConfirmation } = version;
  await tx.client.query(
    `insert into requests.agreement_version (agreement_id, version, terms, reason, proposed_by, proposed_by_name,
       proposed_at, provider_confirmed_by, provider_confirmed_by_name, provider_confirmed_at, proposed_for)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      terms.agreementId,
      terms.version,
      JSON.stringify(terms),
      version.reason,
      version.proposedBy,
      version.proposedByName,
      tx.now,
      providerConfirmation?.id ?? null,
      providerConfirmation?.name ?? null,
      providerConfirmation ? tx.now : null,
      version.proposedBy === null ? null : (tx.actor.delegatedBy ?? null),
    ],
  );
}

export async function confirmVersion(
  tx: Tx,
  on: {
    agreementId: string;
    version: number;
    side: 'requester' | 'provider';
    person: { id: string; name: string };
  },
): Promise<void> {
  const column = on.side === 'requester' ? 'requester_confirmed' : 'provider_confirmed';
  await tx.client.query(
    `update requests.agreement_version set ${column}_by = $3, ${column}_by_name = $4, ${column}_at = $5
     where agreement_id = $1 and version = $2`,
    [on.agreementId, on.version, on.person.id, on.person.name, tx.now],
  );
}

export async function markEffective(tx: Tx, agreementId: string, version: number): Promise<void> {
  await tx.client.query(
    'update requests.agreement_version set effective_at = $3 where agreement_id = $1 and version = $2',
    [agreementId, version, tx.now],
  );
}

export async function declineVersion(
  tx: Tx,
  agreementId: string,
  version: number,
  reason: string,
): Promise<void> {
  await tx.client.query(
    `update requests.agreement_version set declined_at = $3, declined_reason = $4
     where agreement_id = $1 and version = $2`,
    [agreementId, version, tx.now, reason],
  );
}
