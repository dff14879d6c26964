import type { Tx } from '../../platform/database/transaction.ts';
import type { AgreementTerms } from './agreement.ts';
import { findAgreementTerms } from './agreement-store.ts';
import { requestError } from './errors.ts';

/** The terms of an agreement, whatever its state. @throws AppError AGREEMENT_NOT_FOUND */
export async function getAgreementTerms(tx: Tx, id: string): Promise<AgreementTerms> {
  const terms = await findAgreementTerms(tx, id);
  if (!terms) throw requestError('AGREEMENT_NOT_FOUND');
  return terms;
}

/** The terms, if the agreement lets anything be used today: both sides confirmed, not held back, within its term. */
export async function findAgreementInForce(tx: Tx, id: string): Promise<AgreementTerms | undefined> {
  const terms = await findAgreementTerms(tx, id);
  const inForce = terms?.state === 'inForce' && terms.term.from <= tx.today && tx.today <= terms.term.to;
  return inForce ? terms : undefined;
}
