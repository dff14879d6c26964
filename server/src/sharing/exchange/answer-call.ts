import { AppError } from '../../platform/app-error.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { findDataset, openForDisclosure, selectRows, type HostedRow } from '../imports/index.ts';
import type { CompiledAgreement, CompiledAgreements, CompiledItem } from './compile-agreement.ts';
import { assertInForce, permitCall, type Call, type Where } from './enforce-terms.ts';
import { exchangeError } from './errors.ts';
import { digestOf, recordAnswer, recordRefusal } from './record-disclosure.ts';
import type { Mode, Terms } from './terms.ts';

/** How the exchange learns the terms: the requests room's door, narrowed by row-level security. */
export type FindTerms = (tx: Tx, agreementId: string) => Promise<Terms | undefined>;

export interface ExchangeContext {
  transact: Transact;
  findTerms: FindTerms;
  compiled: CompiledAgreements;
}

/** A governed answer: the bytes that leave, and the receipt that was written before. */
export interface Answer {
  body: string;
  receipt: string;
}

/** A refusal with the receipt of its record. */
export class RefusedCall extends AppError {
  readonly receipt: string;
  constructor(error: AppError, receipt: string) {
    super({ ...error, code: error.code, status: error.status, cause: error });
    this.receipt = receipt;
  }
}

export interface Prepared {
  terms: Terms;
  compiled: CompiledAgreement;
}

/** Terms in force and the data behind them. @throws AppError EXCHANGE_*; `seen` learns the terms even then. */
export async function prepareCall(
  tx: Tx,
  context: ExchangeContext,
  call: { agreementId: string; seen: (terms: Terms) => void },
): Promise<Prepared> {
  const terms = await context.findTerms(tx, call.agreementId);
  if (!terms) throw exchangeError('EXCHANGE_AGREEMENT_UNKNOWN');
  call.seen(terms);
  assertInForce(terms, tx.actor.departmentId, tx.today);
  const dataset = await findDataset(tx, terms.resourceId);
  if (!dataset) throw exchangeError('EXCHANGE_DATA_NOT_SUPPLIED', { rule: '22.supply' });
  return { terms, compiled: context.compiled.get(terms, dataset) };
}

/**
 * Runs a governed call; a refusal is recorded in a transaction of its own after the call's was rolled back,
 * so that it changes nothing but leaves its record (design law 3).
 */
export async function governed<T>(
  context: ExchangeContext,
  call: { agreementId: string; mode: Mode; purpose: string | undefined; items: readonly string[] },
  work: (tx: Tx, prepared: Prepared) => Promise<T>,
): Promise<T> {
  let terms: Terms | undefined;
  try {
    return await context.transact(async (tx) => {
      const seen = (found: Terms) => (terms = found);
      return work(tx, await prepareCall(tx, context, { agreementId: call.agreementId, seen }));
    });
  } catch (error) {
    if (!(error instanceof AppError) || !error.code.startsWith('EXCHANGE_')) throw error;
    const { mode, purpose, items } = call;
    const receipt = await context.transact((tx) => recordRefusal(tx, { terms, mode, purpose, items, error }));
    throw new RefusedCall(error, receipt);
  }
}

function shownValue(row: HostedRow, item: CompiledItem): string | null {
  const value = row[item.column] ?? null;
  return value === null || item.mask === undefined ? value : item.mask(value);
}

function shownRow(row: HostedRow, items: readonly CompiledItem[]): Record<string, string | null> {
  return Object.fromEntries(items.map((item) => [item.name, shownValue(row, item)]));
}

export interface QueryInput {
  agreementId: string;
  purpose: string | undefined;
  items: readonly string[];
  where: readonly Where[];
  limit: number;
  afterRow?: number | undefined;
}

/** The rows a key names, agreed items only, masked by grade. Recorded before it is returned. */
export async function answerQuery(context: ExchangeContext, input: QueryInput): Promise<Answer> {
  const call: Call = { mode: 'query', purpose: input.purpose, items: input.items, where: input.where };
  return governed(context, { ...call, agreementId: input.agreementId }, async (tx, { terms, compiled }) => {
    const { items, conditions } = permitCall(compiled, call);
    await openForDisclosure(tx, compiled.dataset);
    const columns = items.map((item) => item.column);
    const page = { columns, conditions, limit: input.limit + 1, afterRow: input.afterRow };
    const found = await selectRows(tx, compiled.dataset, page);
    const rows = found.slice(0, input.limit);
    const next = found.length > input.limit ? rows.at(-1)?.row_no : undefined;
    const body = JSON.stringify({
      agreement: terms.number,
      dataset: { version: compiled.dataset.number, updatedAt: compiled.dataset.switchedAt },
      items: rows.map((row) => shownRow(row, items)),
      ...(next === undefined ? {} : { next: String(next) }),
    });
    const receipt = await recordAnswer(tx, {
      terms,
      datasetVersionId: compiled.dataset.versionId,
      mode: 'query',
      items: input.items,
      rowCount: rows.length,
      digest: digestOf(body),
    });
    return { body, receipt };
  });
}

export interface VerifyInput {
  agreementId: string;
  purpose: string | undefined;
  where: readonly Where[];
  /** Item to the value the caller holds. */
  given: Readonly<Record<string, string>>;
}

function matches(row: HostedRow, items: readonly CompiledItem[], given: VerifyInput['given']): boolean {
  return items.every((item) => (row[item.column] ?? '') === (given[item.name] ?? '').normalize('NFC').trim());
}

/** Yes or no: whether a row under the key holds all the given values. No value leaves. */
export async function answerVerify(context: ExchangeContext, input: VerifyInput): Promise<Answer> {
  const call: Call = { mode: 'verify', purpose: input.purpose, items: Object.keys(input.given), where: input.where };
  return governed(context, { ...call, agreementId: input.agreementId }, async (tx, { terms, compiled }) => {
    const { items, conditions } = permitCall(compiled, call);
    await openForDisclosure(tx, compiled.dataset);
    const columns = items.map((item) => item.column);
    const rows = await selectRows(tx, compiled.dataset, { columns, conditions, limit: 100 });
    const body = JSON.stringify({
      agreement: terms.number,
      dataset: { version: compiled.dataset.number, updatedAt: compiled.dataset.switchedAt },
      answer: rows.some((row) => matches(row, items, input.given)) ? 'yes' : 'no',
    });
    const receipt = await recordAnswer(tx, {
      terms,
      datasetVersionId: compiled.dataset.versionId,
      mode: 'verify',
      items: call.items,
      rowCount: 1,
      digest: digestOf(body),
    });
    return { body, receipt };
  });
}

export function masked(rows: readonly HostedRow[], items: readonly CompiledItem[]): (string | null)[][] {
  return rows.map((row) => items.map((item) => shownValue(row, item)));
}
