import type { AppError } from '../../platform/app-error.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { assertVersion } from '../../platform/http/version.ts';
import {
  AGREEMENT_RULES,
  stepAgreement,
  type AgreementAct,
  type AgreementRefusal,
  type AgreementStatus,
} from './agreement.ts';
import { getAgreementRecord, lockAgreement, type AgreementRecord } from './agreement-store.ts';
import { findOpenVersion, type VersionRecord } from './agreement-version-store.ts';
import { requestError } from './errors.ts';
import { assertMay, takeSide, type ActOn, type ActResult } from './open-request.ts';
import { recordAct, type Act } from './record-act.ts';
import { lockRequest, type RequestRecord } from './request-store.ts';
import type { Side } from './request.ts';

export interface OpenedAgreement {
  agreement: AgreementRecord;
  request: RequestRecord;
  next: AgreementStatus;
  side: Side;
  /** The version that waits for confirmation. */
  open: VersionRecord | undefined;
}

const REFUSALS: Readonly<Record<AgreementRefusal, (agreement: AgreementRecord) => AppError>> = {
  state: (agreement) => requestError('AGREEMENT_STATE', { params: { state: agreement.state } }),
  'confirmed-already': () => requestError('AGREEMENT_CONFIRMED_ALREADY'),
  unconfirmed: () => requestError('AGREEMENT_NOTHING_TO_CONFIRM'),
  'suspended-by-authority': () => requestError('AGREEMENT_SUSPENDED_BY_AUTHORITY', { rule: '27.suspension' }),
  'disposed-already': () => requestError('AGREEMENT_DISPOSED_ALREADY', { rule: '27.disposal' }),
};

function agreementStatus(agreement: AgreementRecord, open: VersionRecord | undefined): AgreementStatus {
  return {
    state: agreement.state,
    suspendedBy: agreement.suspendedBy,
    requesterConfirmed: open?.requesterConfirmedBy != null,
    providerConfirmed: open?.providerConfirmedBy != null,
    disposed: agreement.disposedAt !== null,
  };
}

/**
 * Locks request and agreement (in this order, everywhere) for an act of the transaction's actor.
 * @throws AppError AGREEMENT_NOT_FOUND; REQUEST_NOT_YOUR_SIDE, PLATFORM_ROLE_MISSING, PEOPLE_OTHER_SIDE;
 *   PLATFORM_VERSION_CHANGED; AGREEMENT_STATE, AGREEMENT_CONFIRMED_ALREADY, AGREEMENT_DISPOSED_ALREADY
 */
export async function openAgreementFor(tx: Tx, on: ActOn, act: AgreementAct): Promise<OpenedAgreement> {
  const { requestId } = await getAgreementRecord(tx, on.id);
  const locked = await lockRequest(tx, requestId);
  const agreement = await lockAgreement(tx, on.id);
  const side = assertMay(tx.actor, agreement, AGREEMENT_RULES[act]);
  const request = await takeSide(tx, locked, side);
  assertVersion(agreement.rowVersion, on.version);
  const open = await findOpenVersion(tx, agreement.id);
  const taken = stepAgreement(agreementStatus(agreement, open), act, side);
  if (!taken.ok) throw REFUSALS[taken.reason](agreement);
  return { agreement, request, next: taken.status, side, open };
}

/** Puts an act on an agreement on record. @returns the receipt id */
export function recordAgreementAct(
  tx: Tx,
  agreement: AgreementRecord,
  act: Pick<Act, 'act' | 'reason' | 'details'> & { from?: string },
): Promise<string> {
  return recordAct(tx, {
    requestId: agreement.requestId,
    agreementId: agreement.id,
    number: agreement.number,
    parties: agreement,
    ...act,
    from: act.from ?? agreement.state,
    to: agreement.state,
  });
}

export function agreementResult(agreement: AgreementRecord, entryId: string): ActResult {
  const { id, rowVersion, state, number } = agreement;
  return { id, version: rowVersion, state, number, entryId };
}
