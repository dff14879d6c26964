import { getClock } from '../../foundation/clocks/index.ts';
import { hasRole, type Actor } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import {
  AGREEMENT_ACTS,
  AGREEMENT_RULES,
  standingOn,
  stepAgreement,
  type AgreementAct,
  type FrozenTerms,
} from './agreement.ts';
import { getAgreementRecord, type AgreementRecord } from './agreement-store.ts';
import { listVersions, type VersionRecord } from './agreement-version-store.ts';
import { toTransferState } from './dataspace-state.ts';
import { listDisposals } from './dispose-data.ts';
import { englishTitleOf } from './english-titles.ts';
import { isFromAcross, sidesOf } from './open-request.ts';
import { getRequestRecord, type RequestRecord } from './request-store.ts';
import type { Side } from './request.ts';
import { iso, viewHistory } from './view-request.ts';
import type { AgreementRow, AgreementView } from './views.ts';

function isOwnProposal(actor: Actor, { proposedBy, proposedFor }: VersionRecord): boolean {
  return [actor.personId, actor.delegatedBy].some(
    (own) => own !== undefined && (own === proposedBy || own === proposedFor),
  );
}

/** Renewal acts need an open version, or none; whoever proposed or confirmed is not asked again. */
function fitsOpenVersion(
  act: AgreementAct,
  open: VersionRecord | undefined,
  own: { side: Side; actor: Actor },
): boolean {
  const isRenewal = open !== undefined && open.version > 1;
  const confirmed = own.side === 'requester' ? open?.requesterConfirmedBy : open?.providerConfirmedBy;
  switch (act) {
    case 'proposeRenewal':
      return open === undefined;
    case 'confirmRenewal':
      return isRenewal && !confirmed && !isOwnProposal(own.actor, open);
    case 'declineRenewal':
      return isRenewal;
    default:
      return true;
  }
}

/** What the actor may do with an agreement as it stands. */
export function permittedAgreementActs(
  actor: Actor,
  {
    agreement,
    request,
    open,
  }: { agreement: AgreementRecord; request: RequestRecord; open: VersionRecord | undefined },
): AgreementAct[] {
  const status = {
    state: agreement.state,
    suspendedBy: agreement.suspendedBy,
    requesterConfirmed: open?.requesterConfirmedBy != null,
    providerConfirmed: open?.providerConfirmedBy != null,
    disposed: agreement.disposedAt !== null,
  };
  const sides = sidesOf(actor, agreement).filter((side) => !isFromAcross(actor, request, side));
  return AGREEMENT_ACTS.filter((act) => {
    const rule = AGREEMENT_RULES[act];
    const side = rule.sides.find((candidate) => sides.includes(candidate));
    if (!side || !hasRole(actor, ...rule.roles) || !stepAgreement(status, act, side).ok) return false;
    return fitsOpenVersion(act, open, { side, actor });
  });
}

export function toAgreementRow(agreement: AgreementRecord, today: string, titleEn: string): AgreementRow {
  const { terms } = agreement;
  return {
    id: agreement.id,
    version: agreement.rowVersion,
    number: agreement.number,
    requestId: agreement.requestId,
    resource: { id: agreement.resourceId, title: agreement.resourceTitle, titleEn },
    shareClass: agreement.shareClass,
    requester: {
      id: agreement.requesterId,
      name: agreement.requesterName,
      shortName: agreement.requesterShortName,
    },
    provider: {
      id: agreement.providerId,
      name: agreement.providerName,
      shortName: agreement.providerShortName,
    },
    state: standingOn(agreement, today),
    termsVersion: agreement.version,
    modes: [...terms.modes],
    itemCount: terms.items.length,
    term: { from: agreement.termFrom, to: agreement.termTo },
    purpose: terms.purpose,
    disposedAt: iso(agreement.disposedAt),
    closeCause: agreement.closeCause,
    updatedAt: agreement.updatedAt.toISOString(),
  };
}

const confirmation = (byName: string | null, at: Date | null) =>
  byName && at ? { byName, at: at.toISOString() } : null;

const termsView = (terms: FrozenTerms) => terms as unknown as AgreementView['terms'];

function versionView(version: VersionRecord): AgreementView['versions'][number] {
  return {
    version: version.version,
    terms: termsView(version.terms),
    reason: version.reason,
    proposedByName: version.proposedByName,
    proposedAt: version.proposedAt.toISOString(),
    requesterConfirmed: confirmation(version.requesterConfirmedByName, version.requesterConfirmedAt),
    providerConfirmed: confirmation(version.providerConfirmedByName, version.providerConfirmedAt),
    effectiveAt: iso(version.effectiveAt),
    declinedAt: iso(version.declinedAt),
    declinedReason: version.declinedReason,
  };
}

/** Everything about one agreement. @throws AppError AGREEMENT_NOT_FOUND */
export async function viewAgreement(tx: Tx, id: string): Promise<AgreementView> {
  const agreement = await getAgreementRecord(tx, id);
  const request = await getRequestRecord(tx, agreement.requestId);
  const versions = await listVersions(tx, id);
  const open = versions.findLast((version) => !version.effectiveAt && !version.declinedAt);
  const transfer = toTransferState({
    state: agreement.state,
    supplied: request.suppliedAt !== null,
    cause: agreement.closeCause,
  });
  const disposals = await listDisposals(tx, id);
  return {
    ...toAgreementRow(agreement, tx.today, await englishTitleOf(tx, agreement.resourceId)),
    terms: termsView(agreement.terms),
    raised: agreement.raised && { ...agreement.raised, items: [...agreement.raised.items] },
    lacking: agreement.lacking ?? [],
    lackingKey: agreement.lackingKey ?? [],
    versions: versions.map(versionView),
    ...(request.supplyClockId ? { supplyClock: await getClock(tx, request.supplyClockId) } : {}),
    suppliedAt: iso(request.suppliedAt),
    inForceAt: iso(agreement.inForceAt),
    suspendedAt: iso(agreement.suspendedAt),
    suspendedBy: agreement.suspendedBy,
    ...(agreement.rectifyClockId ? { rectifyClock: await getClock(tx, agreement.rectifyClockId) } : {}),
    rectification: agreement.rectification,
    closedAt: iso(agreement.closedAt),
    disposals: disposals.map((disposal) => ({ ...disposal, recordedAt: disposal.recordedAt.toISOString() })),
    history: await viewHistory(tx, agreement.requestId),
    can: permittedAgreementActs(tx.actor, { agreement, request, open }),
    ...(transfer ? { transferState: transfer } : {}),
  };
}
