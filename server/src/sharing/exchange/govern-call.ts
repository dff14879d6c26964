import { AppError } from '../../platform/app-error.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { findPublishedResource } from '../catalogue/index.ts';
import { findDataset } from '../imports/index.ts';
import type { AgreementTerms } from '../requests/index.ts';
import type { CompiledAgreement, CompiledAgreements, Mode } from './compile-agreement.ts';
import { assertInForce, type Where } from './enforce-terms.ts';
import { exchangeError } from './errors.ts';
import { recordRefusal } from './record-disclosure.ts';
import { sandboxTerms } from './sandbox.ts';

/** How the exchange learns the terms in force: the requests room's door, narrowed by row-level security. */
export type FindTerms = (tx: Tx, agreementId: string) => Promise<AgreementTerms | undefined>;

export interface ExchangeContext {
  /**
   * Opens transactions as the caller, without an idempotency key: a stored result would keep governed data,
   * and a repeated call is a disclosure of its own.
   */
  transact: Transact;
  findTerms: FindTerms;
  compiled: CompiledAgreements;
}

/** A governed answer: the bytes that leave, and the receipt that was written before. */
export interface Answer {
  body: string;
  receipt: string;
  /** SHA-256 of `body` in UTF-8. */
  digest: Buffer;
}

/** A refusal with the receipt of its record. */
export class RefusedCall extends AppError {
  readonly receipt: string;

  constructor(error: AppError, receipt: string) {
    const { code, status, params, errors, rule } = error;
    super({ code, status, params, errors, rule, cause: error });
    this.receipt = receipt;
  }
}

export interface Prepared {
  terms: AgreementTerms;
  compiled: CompiledAgreement;
}

export interface GovernedCall {
  agreementId: string;
  mode: Mode;
  purpose: string | undefined;
  items: readonly string[];
  where?: readonly Where[];
}

/** The terms as the actor may see them: the sandbox's, or those that the requests room knows. */
export async function termsFor(
  tx: Tx,
  findTerms: FindTerms,
  agreementId: string,
): Promise<AgreementTerms | undefined> {
  const { departmentId, departmentName, name } = tx.actor;
  const requester = { id: departmentId ?? '', name: departmentName ?? name };
  return sandboxTerms(agreementId, requester) ?? findTerms(tx, agreementId);
}

/** Terms in force today and the data behind them. @throws AppError EXCHANGE_*; `seen` learns the terms even then. */
async function prepareCall(
  tx: Tx,
  context: Pick<ExchangeContext, 'findTerms' | 'compiled'>,
  call: { agreementId: string; seen: (terms: AgreementTerms) => void },
): Promise<Prepared> {
  const terms = await termsFor(tx, context.findTerms, call.agreementId);
  if (!terms) throw exchangeError('EXCHANGE_AGREEMENT_UNKNOWN');
  call.seen(terms);
  assertInForce(terms, tx.actor.departmentId, tx.today);
  const dataset = await findDataset(tx, terms.resourceId);
  if (!dataset) throw exchangeError('EXCHANGE_DATA_NOT_SUPPLIED', { rule: '22.supply' });
  return { terms, compiled: context.compiled.get(terms, dataset) };
}

function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && error.code.startsWith('EXCHANGE_');
}

const WITHOUT_KEY: ReadonlySet<string> = new Set(['EXCHANGE_CONDITION_NOT_KEY', 'EXCHANGE_KEY_NEEDED']);

/**
 * Asking by what the entry announces as key is right; rows that are not keyed by it yet are the provider's to supply
 * (Art 22). Any other refusal stays as it is.
 */
async function whoseTurn(
  tx: Tx,
  refused: { call: GovernedCall; terms: AgreementTerms | undefined; error: AppError },
): Promise<AppError> {
  const { call, terms, error } = refused;
  if (!terms || !WITHOUT_KEY.has(error.code)) return error;
  const { resourceId } = terms;
  const entry = await findPublishedResource(tx, resourceId);
  const dataset = await findDataset(tx, resourceId);
  const announced = new Set(entry?.items.filter((item) => item.key).map((item) => item.name));
  const keyed = new Set(dataset?.columns.filter((column) => column.key).map((column) => column.item));
  const lacking = call.where?.find(({ item }) => announced.has(item) && !keyed.has(item));
  if (!lacking) return error;
  const { item } = lacking;
  return exchangeError('EXCHANGE_DATA_NOT_SUPPLIED', { params: { item }, rule: '22.supply', cause: error });
}

/**
 * Runs a governed call in one transaction of `within`; a refusal is recorded in a transaction of its own after
 * the call's was rolled back, so that it changes nothing but leaves its record (design law 3).
 * @throws RefusedCall with the receipt of the refusal
 */
export async function governed<T>(
  context: ExchangeContext,
  call: GovernedCall,
  work: (tx: Tx, prepared: Prepared) => Promise<T>,
  within: Transact = context.transact,
): Promise<T> {
  let terms: AgreementTerms | undefined;
  const seen = (found: AgreementTerms) => (terms = found);
  try {
    return await within(async (tx) =>
      work(tx, await prepareCall(tx, context, { agreementId: call.agreementId, seen })),
    );
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const { mode, purpose, items } = call;
    const refused = await context.transact(async (tx) => {
      const refusal = await whoseTurn(tx, { call, terms, error });
      return { refusal, receipt: await recordRefusal(tx, { terms, mode, purpose, items, error: refusal }) };
    });
    throw new RefusedCall(refused.refusal, refused.receipt);
  }
}
