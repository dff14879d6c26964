import { addDays, localDateOf, parseLocalDate, type LocalDate } from '@tandem/calendar';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { notify } from '../inbox/index.ts';
import type { DisposalMethod } from './agreement.ts';
import { saveAgreement, type AgreementRecord } from './agreement-store.ts';
import { requestError } from './errors.ts';
import { agreementResult, openAgreementFor, recordAgreementAct } from './open-agreement.ts';
import { actingPerson, type ActOn, type ActResult } from './open-request.ts';

export interface DisposalInput {
  method: DisposalMethod;
  disposedOn: string;
  performedBy: string;
  evidence: string;
}

export interface DisposalRecord extends DisposalInput {
  recordedByName: string;
  recordedAt: Date;
  entryId: string;
}

async function insertDisposal(
  tx: Tx,
  agreementId: string,
  input: DisposalInput & { entryId: string },
): Promise<void> {
  const person = actingPerson(tx);
  await tx.client.query(
    `insert into requests.disposal (agreement_id, method, disposed_on, performed_by, evidence, recorded_by,
       recorded_by_name, recorded_at, entry_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      agreementId,
      input.method,
      input.disposedOn,
      input.performedBy,
      input.evidence,
      person.id,
      person.name,
      tx.now,
      input.entryId,
    ],
  );
}

export async function listDisposals(tx: Tx, agreementId: string): Promise<DisposalRecord[]> {
  const result = await tx.client.query<DisposalRecord>(
    `select method, disposed_on as "disposedOn", performed_by as "performedBy", evidence,
       recorded_by_name as "recordedByName", recorded_at as "recordedAt", entry_id as "entryId"
     from requests.disposal where agreement_id = $1 order by id limit 100`,
    [agreementId],
  );
  return result.rows;
}

function assertAsRequired(agreement: AgreementRecord, input: DisposalInput, today: LocalDate): void {
  const { terms } = agreement;
  const day = parseLocalDate(input.disposedOn);
  const closed = localDateOf(agreement.closedAt ?? agreement.createdAt);
  const termOver = addDays(terms.term.to, 1);
  const from = closed < termOver ? closed : termOver;
  if (!day || day > today || day < from) {
    throw requestError('AGREEMENT_DISPOSAL_DATE', { rule: '27.disposal', params: { from } });
  }
  if (input.method !== terms.disposal)
    throw requestError('AGREEMENT_DISPOSAL_METHOD', {
      rule: '27.disposal',
      errors: [{ field: '/method', code: 'AGREEMENT_DISPOSAL_METHOD', rule: '27.disposal' }],
    });
}

/**
 * The requester records how, when and by whom the data was disposed of, and what proves it (Arts 27, 29). The
 * record is insert-only. @throws AppError AGREEMENT_DISPOSAL_DATE; AGREEMENT_DISPOSAL_METHOD when the provider requires another
 */
export async function disposeData(transact: Transact, on: ActOn, input: DisposalInput): Promise<ActResult> {
  return transact(async (tx) => {
    const { agreement } = await openAgreementFor(tx, on, 'dispose');
    assertAsRequired(agreement, input, tx.today);
    const disposed = await saveAgreement(tx, agreement, { disposedAt: tx.now });
    const entryId = await recordAgreementAct(tx, disposed, {
      act: 'dispose',
      reason: input.evidence,
      details: { method: input.method, disposedOn: input.disposedOn, performedBy: input.performedBy },
    });
    await insertDisposal(tx, agreement.id, { ...input, entryId });
    await notify(tx, {
      departmentId: agreement.providerId,
      kind: 'notice.agreement.disposed',
      params: { title: agreement.resourceTitle, number: agreement.number },
      href: `/agreements/${agreement.id}`,
    });
    return agreementResult(disposed, entryId);
  });
}
