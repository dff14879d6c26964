import { createHash } from 'node:crypto';
import type { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { appendEntry, type EntryKind, type EntryPayload } from '../../platform/ledger/index.ts';
import type { AgreementTerms } from '../requests/index.ts';
import type { Batch, Orderer } from './batch-store.ts';
import { MASKING_RULE, type Mode } from './compile-agreement.ts';
import {
  insertDisclosure,
  type DisclosureCaller,
  type DisclosureSubject,
  type UsedToday,
} from './disclosure-store.ts';
import { exchangeError } from './errors.ts';
import { isSandbox } from './sandbox.ts';

export interface Answered {
  terms: AgreementTerms;
  datasetVersionId: string;
  mode: Mode;
  items: readonly string[];
  /** Of these, what leaves masked. */
  masked: readonly string[];
  rowCount: number;
  /** SHA-256 of the bytes that are about to leave. */
  digest: Buffer;
  /** The ordered file that leaves. */
  batch?: OrderedFile;
}

type OrderedFile = Pick<Batch, 'id' | 'orderedBy'>;

export function digestOf(answer: string): Buffer {
  return createHash('sha256').update(answer).digest();
}

function assertWithinQuota({ quota }: AgreementTerms, used: UsedToday): void {
  const { callsPerDay, rowsPerDay } = quota;
  if (used.calls > callsPerDay) {
    throw exchangeError('EXCHANGE_QUOTA_CALLS', { rule: '25.scope', params: { callsPerDay } });
  }
  if (used.rows > rowsPerDay) {
    throw exchangeError('EXCHANGE_QUOTA_ROWS', { rule: '25.scope', params: { rowsPerDay } });
  }
}

function subjectOf(terms: AgreementTerms): DisclosureSubject {
  const { agreementId, number, version, providerId, providerName, resourceId, resourceTitle } = terms;
  return {
    agreementId,
    agreementNumber: number,
    agreementVersion: version,
    providerId,
    providerName,
    resourceId,
    resourceTitle,
  };
}

/** Sandbox calls are entries too, of a kind of their own: they never count as sharing. */
function entryKind(terms: AgreementTerms | undefined, outcome: 'answered' | 'refused'): EntryKind {
  return `${terms && isSandbox(terms.agreementId) ? 'sandbox' : 'disclosure'}.${outcome}`;
}

/** Who answers for the call: where the platform makes a file in the background, who ordered it. */
function callerOf({ actor }: Tx, batch: OrderedFile | undefined): DisclosureCaller {
  const orderer = actor.kind === 'job' ? batch?.orderedBy : undefined;
  return orderer ?? { kind: actor.kind, id: actor.personId ?? null, name: actor.name };
}

/** Each call is on record to department and system (Art 34). */
function callerEntry(caller: DisclosureCaller, batch: OrderedFile | undefined): EntryPayload {
  const ordered = batch ? { batch: { id: batch.id, orderedBy: ordererEntry(batch.orderedBy) } } : {};
  return { caller: { ...caller, rule: '34.responsibility' }, ...ordered };
}

const ordererEntry = (orderer: Orderer | null) => orderer && { ...orderer };

/** Items of an answer that are graded higher than agreed, and by which version of the entry. */
function raisedAmong(items: readonly string[], { raised }: AgreementTerms): EntryPayload {
  const names = raised?.items.map(({ name }) => name).filter((name) => items.includes(name)) ?? [];
  return raised && names.length > 0 ? { raised: names, raisedByEntryVersion: raised.entryVersion } : {};
}

/**
 * Records an answer that is about to leave, with its ledger entry, in the caller's transaction: audit before
 * disclosure (design law 2). @returns the receipt id. @throws AppError EXCHANGE_QUOTA_*
 */
export async function recordAnswer(tx: Tx, answered: Answered): Promise<string> {
  const { terms, mode, items, masked, rowCount, digest, batch } = answered;
  const caller = callerOf(tx, batch);
  const { entryId } = await appendEntry(tx, {
    kind: entryKind(terms, 'answered'),
    subject: `agreement:${terms.agreementId}`,
    payload: {
      agreement: terms.number,
      agreementVersion: terms.version,
      mode,
      purpose: terms.purpose.code,
      items: [...items],
      ...(masked.length > 0 ? { masked: [...masked], maskingRule: MASKING_RULE } : {}),
      ...raisedAmong(items, terms),
      rows: rowCount,
      answerSha256: digest.toString('hex'),
      ...callerEntry(caller, batch),
    },
    owners: [terms.requesterId, terms.providerId],
  });
  const used = await insertDisclosure(tx, {
    id: entryId,
    subject: subjectOf(terms),
    requester: { id: terms.requesterId, name: terms.requesterName },
    datasetVersionId: answered.datasetVersionId,
    mode,
    purpose: terms.purpose.code,
    items,
    rowCount,
    refusal: undefined,
    digest,
    caller,
    batch,
    counts: !isSandbox(terms.agreementId),
  });
  assertWithinQuota(terms, used);
  return entryId;
}

export interface Refused {
  /** Undefined when the agreement asked for is not known to the caller. */
  terms: AgreementTerms | undefined;
  mode: Mode;
  purpose: string | undefined;
  items: readonly string[];
  error: AppError;
  /** The ordered file that could not be made. */
  batch?: OrderedFile;
}

/** Who was refused: the department that called, or, while a file is made in the background, the requester. */
function refusedDepartment(tx: Tx, terms: AgreementTerms | undefined): { id: string; name: string } {
  const { departmentId, departmentName, name } = tx.actor;
  if (departmentId !== undefined) return { id: departmentId, name: departmentName ?? name };
  if (terms) return { id: terms.requesterId, name: terms.requesterName };
  throw exchangeError('EXCHANGE_AGREEMENT_UNKNOWN');
}

/** Records that a call was refused, by which rule (design law 3). @returns the receipt id. */
export async function recordRefusal(tx: Tx, refused: Refused): Promise<string> {
  const { terms, error, mode, items, batch } = refused;
  const caller = callerOf(tx, batch);
  const requester = refusedDepartment(tx, terms);
  const { entryId } = await appendEntry(tx, {
    kind: entryKind(terms, 'refused'),
    subject: terms ? `agreement:${terms.agreementId}` : 'agreement:unknown',
    payload: {
      agreement: terms?.number ?? null,
      mode,
      code: error.code,
      rule: error.rule ?? null,
      ...callerEntry(caller, batch),
    },
    owners: terms ? [requester.id, terms.providerId] : [requester.id],
  });
  await insertDisclosure(tx, {
    id: entryId,
    subject: terms && subjectOf(terms),
    requester,
    datasetVersionId: undefined,
    mode,
    purpose: (refused.purpose ?? '').slice(0, 200),
    items: items.slice(0, 200),
    rowCount: 0,
    refusal: { code: error.code, rule: error.rule, params: error.params },
    digest: undefined,
    caller,
    batch,
    counts: !terms || !isSandbox(terms.agreementId),
  });
  return entryId;
}
