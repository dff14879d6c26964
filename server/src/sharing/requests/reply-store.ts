import { localDateOf } from '@tandem/calendar';
import { isUniqueViolation } from '../../platform/database/constraint.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { requestError } from './errors.ts';
import type { Scope } from './scope.ts';

interface By {
  id: string;
  name: string;
}

export interface SupplementRecord {
  missing: { field: string; text: string }[];
  noticedByName: string;
  noticedAt: Date;
  answer: string | null;
  answeredByName: string | null;
  answeredAt: Date | null;
}

/** @throws AppError REQUEST_SUPPLEMENT_USED: the database itself holds one notice a request */
export async function insertSupplement(
  tx: Tx,
  notice: { requestId: string; missing: readonly { field: string; text: string }[]; by: By },
): Promise<void> {
  try {
    await tx.client.query(
      `insert into requests.supplement (request_id, number, missing, noticed_by, noticed_by_name, noticed_at)
       values ($1, 1, $2, $3, $4, $5)`,
      [notice.requestId, JSON.stringify(notice.missing), notice.by.id, notice.by.name, tx.now],
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'supplement_taken')) throw error;
    throw requestError('REQUEST_SUPPLEMENT_USED', { rule: '21.supplement', cause: error });
  }
}

export async function answerSupplement(
  tx: Tx,
  answer: { requestId: string; answer: string; by: By },
): Promise<void> {
  await tx.client.query(
    `update requests.supplement set answer = $2, answered_by_name = $3, answered_at = $4 where request_id = $1`,
    [answer.requestId, answer.answer, answer.by.name, tx.now],
  );
}

export async function findSupplement(tx: Tx, requestId: string): Promise<SupplementRecord | undefined> {
  const result = await tx.client.query<SupplementRecord>(
    `select missing, noticed_by_name as "noticedByName", noticed_at as "noticedAt", answer,
       answered_by_name as "answeredByName", answered_at as "answeredAt"
     from requests.supplement where request_id = $1`,
    [requestId],
  );
  return result.rows[0];
}

export interface ProposalRecord {
  id: string;
  scope: Scope;
  reason: string;
  proposedByName: string;
  proposedAt: Date;
  answer: 'accepted' | 'declined' | 'lapsed' | null;
  answeredByName: string | null;
  answeredAt: Date | null;
  note: string;
}

const PROPOSAL_COLUMNS = `id, scope, reason, proposed_by_name as "proposedByName", proposed_at as "proposedAt", answer,
  answered_by_name as "answeredByName", answered_at as "answeredAt", note`;

export async function insertProposal(
  tx: Tx,
  proposal: { requestId: string; scope: Scope; reason: string; by: By },
): Promise<void> {
  await tx.client.query(
    `insert into requests.scope_proposal (request_id, scope, reason, proposed_by_name, proposed_at)
     values ($1, $2, $3, $4, $5)`,
    [proposal.requestId, JSON.stringify(proposal.scope), proposal.reason, proposal.by.name, tx.now],
  );
}

/** Answers the open proposal, if there is one. @returns the proposal that was answered. */
export async function answerProposal(
  tx: Tx,
  answer: { requestId: string; answer: 'accepted' | 'declined' | 'lapsed'; byName: string; note: string },
): Promise<ProposalRecord | undefined> {
  const result = await tx.client.query<ProposalRecord>(
    `update requests.scope_proposal set answer = $2, answered_by_name = $3, answered_at = $4, note = $5
     where request_id = $1 and answer is null returning ${PROPOSAL_COLUMNS}`,
    [answer.requestId, answer.answer, answer.byName, tx.now, answer.note],
  );
  return result.rows[0];
}

export async function listProposals(tx: Tx, requestId: string): Promise<ProposalRecord[]> {
  const result = await tx.client.query<ProposalRecord>(
    `select ${PROPOSAL_COLUMNS} from requests.scope_proposal where request_id = $1 order by id limit 100`,
    [requestId],
  );
  return result.rows;
}

export interface ExtensionRecord {
  id: string;
  workingDays: number;
  reason: string;
  askedBy: string;
  askedFor: string | null;
  askedByName: string;
  askedAt: Date;
  dueBefore: string | null;
  decision: 'granted' | 'refused' | 'lapsed' | null;
  decidedDays: number | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  dueAfter: string | null;
  note: string;
}

const EXTENSION_COLUMNS = `id, working_days as "workingDays", reason, asked_by as "askedBy",
  asked_for as "askedFor", asked_by_name as "askedByName", asked_at as "askedAt", due_before as "dueBefore", decision,
  decided_days as "decidedDays", decided_by_name as "decidedByName", decided_at as "decidedAt",
  due_after as "dueAfter", note`;

export async function insertExtension(
  tx: Tx,
  extension: { requestId: string; workingDays: number; reason: string; dueBefore: string | null; by: By },
): Promise<void> {
  await tx.client.query(
    `insert into requests.extension (request_id, working_days, reason, due_before, asked_by, asked_by_name, asked_at,
       asked_for)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      extension.requestId,
      extension.workingDays,
      extension.reason,
      extension.dueBefore,
      extension.by.id,
      extension.by.name,
      tx.now,
      tx.actor.delegatedBy ?? null,
    ],
  );
}

export async function findOpenExtension(tx: Tx, requestId: string): Promise<ExtensionRecord | undefined> {
  const result = await tx.client.query<ExtensionRecord>(
    `select ${EXTENSION_COLUMNS} from requests.extension where request_id = $1 and decision is null`,
    [requestId],
  );
  return result.rows[0];
}

export async function decideOpenExtension(
  tx: Tx,
  decided: {
    requestId: string;
    decision: 'granted' | 'refused' | 'lapsed';
    days: number | null;
    dueAfter: string | null;
    byName: string;
    note: string;
  },
): Promise<void> {
  await tx.client.query(
    `update requests.extension set decision = $2, decided_days = $3, due_after = $4, decided_by_name = $5,
       decided_at = $6, note = $7
     where request_id = $1 and decision is null`,
    [
      decided.requestId,
      decided.decision,
      decided.days,
      decided.dueAfter,
      decided.byName,
      tx.now,
      decided.note,
    ],
  );
}

export async function listExtensions(tx: Tx, requestId: string): Promise<ExtensionRecord[]> {
  const result = await tx.client.query<ExtensionRecord>(
    `select ${EXTENSION_COLUMNS} from requests.extension where request_id = $1 order by id limit 100`,
    [requestId],
  );
  return result.rows;
}

/** What stands on a provider's record (Arts 21, 39): late for good is what missed its due day. */
export interface ProviderRecord {
  extensionsAsked: number;
  extensionsGranted: number;
  repliesJudged: number;
  repliesLate: number;
}

/** Over all requests to the provider since a moment, whoever asks. */
export async function sumProviderRecord(tx: Tx, providerId: string, since: Date): Promise<ProviderRecord> {
  const result = await tx.client.query<ProviderRecord>(
    `select extensions_asked as "extensionsAsked", extensions_granted as "extensionsGranted",
       replies_judged as "repliesJudged", replies_late as "repliesLate"
     from requests.provider_record($1, $2, $3)`,
    [providerId, since, localDateOf(since)],
  );
  const [record] = result.rows;
  if (!record) throw new Error('the record of the provider was not summed up');
  return record;
}
