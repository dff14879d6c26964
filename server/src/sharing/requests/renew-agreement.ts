import { localDate, type LocalDate } from '@tandem/calendar';
import type { Transact } from '../../platform/database/transaction.ts';
import { notify } from '../inbox/index.ts';
import type { FrozenTerms } from './agreement.ts';
import { saveAgreement, type AgreementRecord } from './agreement-store.ts';
import { insertVersion, listVersions } from './agreement-version-store.ts';
import { getAskedResource, type RequestableResource } from './asked-resource.ts';
import { requestError } from './errors.ts';
import { gradeItems } from './grant-request.ts';
import { agreementResult, openAgreementFor, recordAgreementAct } from './open-agreement.ts';
import { actingPerson, type ActOn, type ActResult } from './open-request.ts';
import { lackingKey } from './lacking-items.ts';
import { named } from './running-agreements.ts';
import { checkTerm } from './statement.ts';

/** Nothing is renewed that could not be asked any more. @throws AppError AGREEMENT_KEY_CHANGED */
function assertKeyAgreed(terms: FrozenTerms, { items }: RequestableResource): void {
  const key = items.filter((item) => item.key).map(({ name }) => name);
  const lacking = lackingKey(terms, key);
  if (lacking.length > 0)
    throw requestError('AGREEMENT_KEY_CHANGED', { params: { items: named(lacking) }, rule: '20.statements' });
}

/**
 * The same terms until a later day, of what the entry is today.
 * @throws AppError AGREEMENT_TERM_NOT_LATER, REQUEST_TERM_TOO_LONG, AGREEMENT_KEY_CHANGED
 */
function renewedTerms(
  agreement: AgreementRecord,
  options: { to: string; version: number; today: LocalDate; resource: RequestableResource },
): FrozenTerms {
  if (options.to <= agreement.termTo) {
    throw requestError('AGREEMENT_TERM_NOT_LATER', { params: { to: agreement.termTo } });
  }
  const [fault] = checkTerm({ from: options.today, to: options.to }, options.today);
  if (fault) {
    throw requestError('REQUEST_TERM_TOO_LONG', {
      rule: '20.term.longest',
      params: fault.params ?? {},
      errors: [{ ...fault, field: '/to' }],
    });
  }
  const term = { from: agreement.terms.term.from, to: localDate(options.to) };
  const { resource } = options;
  assertKeyAgreed(agreement.terms, resource);
  const items = gradeItems(agreement.terms, resource);
  return { ...agreement.terms, version: options.version, term, items, resourceVersion: resource.version };
}

/**
 * The requester asks for a longer term before the end (platform rule 27.renewal): a new version that waits for
 * both heads; an entry that was withdrawn or is withheld by now is not renewed. Until then, and if it is declined, the terms in force run on. A wider scope needs a new request.
 */
export async function proposeRenewal(
  transact: Transact,
  on: ActOn,
  input: { to: string; reason: string },
): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement, open } = await openAgreementFor(tx, on, 'proposeRenewal');
    if (open) throw requestError('AGREEMENT_RENEWAL_OPEN');
    if (tx.today > agreement.termTo) throw requestError('AGREEMENT_STATE', { params: { state: 'expired' } });
    const person = actingPerson(tx);
    const resource = await getAskedResource(tx, agreement.resourceId);
    const version = (await listVersions(tx, agreement.id)).length + 1;
    const terms = renewedTerms(agreement, { to: input.to, version, today: tx.today, resource });
    await insertVersion(tx, {
      terms,
      reason: input.reason,
      proposedBy: person.id,
      proposedByName: person.name,
    });
    const proposed = await saveAgreement(tx, agreement, {});
    const entryId = await recordAgreementAct(tx, proposed, {
      act: 'proposeRenewal',
      reason: input.reason,
      details: { version, to: input.to },
    });
    await notify(tx, {
      departmentId: agreement.providerId,
      kind: 'notice.agreement.renewal',
      params: { title: agreement.resourceTitle, number: agreement.number, to: input.to },
      href: `/agreements/${agreement.id}`,
    });
    return agreementResult(proposed, entryId);
  });
}
