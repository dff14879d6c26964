import { createHash } from 'node:crypto';
import type { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { appendEntry } from '../../platform/ledger/index.ts';
import { exchangeError } from './errors.ts';
import type { Mode, Terms } from './terms.ts';

export interface Answered {
  terms: Terms;
  datasetVersionId: string;
  mode: Mode;
  items: readonly string[];
  rowCount: number;
  /** SHA-256 of the bytes that are about to leave. */
  digest: Buffer;
}

export function digestOf(answer: string): Buffer {
  return createHash('sha256').update(answer).digest();
}

/** Counts one call and its rows against today's quota. @throws AppError EXCHANGE_QUOTA_CALLS, EXCHANGE_QUOTA_ROWS */
async function useQuota(tx: Tx, terms: Terms, rowCount: number): Promise<void> {
  const result = await tx.client.query<{ calls: number; row_count: number }>({
    name: 'exchange-quota',
    text: `insert into exchange.quota_use as used (agreement_id, day, requester_id, provider_id, calls, row_count)
           values ($1, $2, $3, $4, 1, $5)
           on conflict (agreement_id, day) do update
             set calls = used.calls + 1, row_count = used.row_count + excluded.row_count
           returning calls, row_count`,
    values: [terms.agreementId, tx.today, terms.requesterId, terms.providerId, rowCount],
  });
  const used = result.rows[0];
  const { callsPerDay, rowsPerDay } = terms.quota;
  if ((used?.calls ?? 0) > callsPerDay) {
    throw exchangeError('EXCHANGE_QUOTA_CALLS', { rule: '25.scope', params: { callsPerDay } });
  }
  if ((used?.row_count ?? 0) > rowsPerDay) {
    throw exchangeError('EXCHANGE_QUOTA_ROWS', { rule: '25.scope', params: { rowsPerDay } });
  }
}

interface DisclosureRow {
  entryId: string;
  agreementId: string | null;
  agreementVersion: number | null;
  requesterId: string;
  providerId: string | null;
  resourceId: string | null;
  datasetVersionId: string | null;
  mode: Mode;
  purpose: string;
  items: readonly string[];
  rowCount: number;
  refusal: { code: string; rule: string | null } | null;
  digest: Buffer | null;
}

async function insertDisclosure(tx: Tx, row: DisclosureRow): Promise<void> {
  const outcome = row.refusal ? 'refused' : 'answered';
  await tx.client.query({
    name: 'exchange-disclosure',
    text: `with counted as (
        insert into exchange.daily_count as day (day, requester_id, provider_id, mode, outcome, calls, row_count)
        select $17, $6, $7, $11, $13, 1, $18 where $7::uuid is not null
        on conflict (day, requester_id, provider_id, mode, outcome) do update
          set calls = day.calls + 1, row_count = day.row_count + excluded.row_count)
      insert into exchange.disclosure
        (at, entry_id, agreement_id, agreement_version, dataset_version_id, requester_id, provider_id, resource_id,
         caller_id, caller_kind, mode, purpose, outcome, refusal_code, rule_id, items, row_count, answer_digest)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $18, $19)`,
    values: [
      tx.now, row.entryId, row.agreementId, row.agreementVersion, row.datasetVersionId, row.requesterId, row.providerId,
      row.resourceId, tx.actor.personId ?? null, tx.actor.kind, row.mode, row.purpose, outcome, row.refusal?.code ?? null,
      row.refusal?.rule ?? null, row.items, tx.today, row.rowCount, row.digest,
    ],
  });
}

/**
 * Records an answer that is about to leave, with its ledger entry, in the caller's transaction: audit before
 * disclosure (design law 2). @returns the receipt id. @throws AppError EXCHANGE_QUOTA_*
 */
export async function recordAnswer(tx: Tx, answered: Answered): Promise<string> {
  const { terms, mode, items, rowCount, digest } = answered;
  const { entryId } = await appendEntry(tx, {
    kind: 'disclosure.answered',
    subject: `agreement:${terms.agreementId}`,
    payload: {
      agreement: terms.number,
      agreementVersion: terms.version,
      mode,
      purpose: terms.purpose.code,
      items: [...items],
      rows: rowCount,
      answerSha256: digest.toString('hex'),
    },
    owners: [terms.requesterId, terms.providerId],
  });
  await insertDisclosure(tx, {
    entryId,
    agreementId: terms.agreementId,
    agreementVersion: terms.version,
    requesterId: terms.requesterId,
    providerId: terms.providerId,
    resourceId: terms.resourceId,
    datasetVersionId: answered.datasetVersionId,
    mode,
    purpose: terms.purpose.code,
    items,
    rowCount,
    refusal: null,
    digest,
  });
  await useQuota(tx, terms, rowCount);
  return entryId;
}

export interface Refused {
  /** Undefined when the agreement asked for is not known to the caller. */
  terms: Terms | undefined;
  mode: Mode;
  purpose: string | undefined;
  items: readonly string[];
  error: AppError;
}

/** Records that a call was refused, by which rule (design law 3). @returns the receipt id. */
export async function recordRefusal(tx: Tx, refused: Refused): Promise<string> {
  const { terms, error, mode, items } = refused;
  const callerDepartment = tx.actor.departmentId ?? terms?.requesterId ?? '';
  const { entryId } = await appendEntry(tx, {
    kind: 'disclosure.refused',
    subject: terms ? `agreement:${terms.agreementId}` : 'agreement:unknown',
    payload: { agreement: terms?.number ?? null, mode, code: error.code, rule: error.rule ?? null },
    owners: terms ? [callerDepartment, terms.providerId] : [callerDepartment],
  });
  await insertDisclosure(tx, {
    entryId,
    agreementId: terms?.agreementId ?? null,
    agreementVersion: terms?.version ?? null,
    requesterId: callerDepartment,
    providerId: terms?.providerId ?? null,
    resourceId: terms?.resourceId ?? null,
    datasetVersionId: null,
    mode,
    purpose: (refused.purpose ?? '').slice(0, 200),
    items: items.slice(0, 200),
    rowCount: 0,
    refusal: { code: error.code, rule: error.rule ?? null },
    digest: null,
  });
  return entryId;
}
