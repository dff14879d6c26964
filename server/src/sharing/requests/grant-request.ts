import type { LocalDate } from '@tandem/calendar';
import type { Tx } from '../../platform/database/transaction.ts';
import { getClock, stopClock } from '../../foundation/clocks/index.ts';
import { notify } from '../inbox/index.ts';
import type { DisposalMethod, FrozenTerms, TermFilter, TermItem } from './agreement.ts';
import { insertAgreement } from './agreement-store.ts';
import { insertVersion } from './agreement-version-store.ts';
import { getAskedResource, type RequestableResource } from './asked-resource.ts';
import { requestError } from './errors.ts';
import { grantedScope } from './granted-scope.ts';
import { recordRequestAct } from './record-act.ts';
import { saveRequest, takeNumber, type Reply, type RequestRecord } from './request-store.ts';
import type { RequestState } from './request.ts';
import { divisionPrefix, modesOf, type Mode, type Scope, type ScopeFilter } from './scope.ts';
import { completeStatement } from './statement.ts';
import { startSupply } from './supply.ts';

/** What is no division leaves no row: a filter never widens what is given. */
function termFilter(filter: ScopeFilter): TermFilter {
  if (filter.op === 'in') return { item: filter.item, op: 'in', values: filter.values };
  return {
    item: filter.item,
    op: 'prefix',
    values: filter.values.flatMap((value) => divisionPrefix(value) ?? []),
  };
}

/** Days before the reply are authorised by nobody: a term that was asked from one of them begins with the reply. */
function termFromReply({ from, to }: FrozenTerms['term'], today: LocalDate): FrozenTerms['term'] {
  return { from: from < today && today <= to ? today : from, to };
}

export interface Identity {
  agreementId: string;
  number: string;
  version: number;
}

interface Granted {
  items: readonly { name: string; modes: readonly Mode[]; unmasked: boolean }[];
  rowFilter: readonly { item: string }[];
}

/**
 * Agreed items with their kinds and grades of today. @throws AppError REQUEST_ITEMS_GONE when the entry has one of them, or
 * an item that chooses the agreed rows, no more: nobody agrees to less than they read
 */
export function gradeItems({ items, rowFilter }: Granted, resource: RequestableResource): TermItem[] {
  const known = new Map(resource.items.map((item) => [item.name, item]));
  const get = (name: string) => {
    const item = known.get(name);
    if (!item) throw requestError('REQUEST_ITEMS_GONE', { params: { item: name }, rule: '20.statements' });
    return item;
  };
  rowFilter.forEach(({ item }) => get(item));
  return items.map(({ name, modes, unmasked }) => {
    const item = get(name);
    return { name, modes, unmasked, kind: item.kind, grade: item.grade, personal: item.personal };
  });
}

/** Writes the terms of one version down: everything enforcement needs, with grades as they are today. */
export function freezeTerms(
  request: RequestRecord,
  resource: RequestableResource,
  options: Identity & { scope: Scope; disposal: DisposalMethod; today: LocalDate },
): FrozenTerms {
  const { scope } = options;
  const { legalBasis, purpose } = completeStatement(request.statement);
  return {
    schema: 1,
    agreementId: options.agreementId,
    number: options.number,
    version: options.version,
    requestId: request.id,
    requesterId: request.requesterId,
    requesterName: request.requesterName,
    providerId: request.providerId,
    providerName: request.providerName,
    resourceId: resource.id,
    resourceTitle: resource.title,
    resourceVersion: resource.version,
    shareClass: request.shareClass,
    items: gradeItems(scope, resource),
    rowFilter: scope.rowFilter.map(termFilter),
    legalBasis: { title: legalBasis.title, article: legalBasis.article },
    purpose,
    modes: modesOf(scope),
    quota: scope.quota,
    term: termFromReply(scope.term as FrozenTerms['term'], options.today),
    disposal: options.disposal,
  };
}

async function newAgreementId(tx: Tx): Promise<string> {
  const result = await tx.client.query<{ id: string }>('select uuidv7() as id');
  return result.rows[0]?.id ?? '';
}

/**
 * Stops the reply clock. @returns working days used, whether the reply came late, and the day that it missed. What the
 * calendar does not tell yet is null, and is settled when it does.
 */
export async function closeReplyClock(
  tx: Tx,
  request: RequestRecord,
  outcome: string,
): Promise<Pick<RequestRecord, 'replyDays' | 'replyLate' | 'replyMissedOn'>> {
  if (!request.replyClockId) return { replyDays: null, replyLate: false, replyMissedOn: null };
  const view = await getClock(tx, request.replyClockId);
  await stopClock(tx, request.replyClockId, outcome);
  const isLate = view.state === 'late';
  return {
    replyDays: view.unpublishedYear === null ? view.usedDays : null,
    replyLate: view.state === 'unpublished' ? null : isLate,
    replyMissedOn: isLate ? view.dueOn : request.replyMissedOn,
  };
}

export interface Grant {
  act: 'grant' | 'grantByStandingConsent';
  state: RequestState;
  /** The head who consented, now or beforehand. */
  consentBy: { id: string; name: string };
  standingConsentId?: string;
  reply: Reply;
}

async function openAgreement(tx: Tx, request: RequestRecord, grant: Grant): Promise<FrozenTerms> {
  const resource = await getAskedResource(tx, request.resourceId);
  const terms = freezeTerms(request, resource, {
    agreementId: await newAgreementId(tx),
    number: await takeNumber(tx, request.areaCode, 'GX'),
    version: 1,
    scope: grantedScope(request),
    disposal: grant.reply.disposal,
    today: tx.today,
  });
  await insertAgreement(tx, request, terms);
  await insertVersion(tx, {
    terms,
    reason: grant.reply.reasons,
    proposedBy: null,
    proposedByName: request.providerName,
    providerConfirmation: grant.consentBy,
  });
  return terms;
}

/**
 * What follows from a consenting reply, all in one transaction: the reply clock stops, the agreement is
 * written down with its number and confirmed by the provider, the supply clock starts (Art 22), the
 * requester is told. The provider's consent to the reply is its confirmation of the agreement.
 */
export async function grantRequest(
  tx: Tx,
  request: RequestRecord,
  grant: Grant,
): Promise<{ request: RequestRecord; entryId: string }> {
  const automatic = grant.act === 'grantByStandingConsent';
  const timing = await closeReplyClock(tx, request, 'granted');
  const terms = await openAgreement(tx, request, grant);
  const granted = await saveRequest(tx, request, {
    state: grant.state,
    reply: grant.reply,
    replyConsentBy: grant.consentBy.id,
    replyConsentByName: grant.consentBy.name,
    automatic,
    repliedAt: tx.now,
    ...timing,
    ...(await startSupply(tx, request)),
  });
  const entryId = await recordRequestAct(tx, granted, {
    act: grant.act,
    from: request.state,
    reason: grant.reply.reasons,
    details: {
      agreement: terms.number,
      items: terms.items.length,
      term: { ...terms.term },
      ...(grant.standingConsentId ? { standingConsent: grant.standingConsentId } : {}),
    },
    ...(automatic ? { onBehalf: { name: grant.consentBy.name, departmentName: request.providerName } } : {}),
  });
  await notify(tx, {
    departmentId: granted.requesterId,
    kind: 'notice.request.granted',
    params: { title: granted.resourceTitle, number: terms.number },
    href: `/requests/${granted.id}`,
  });
  return { request: granted, entryId };
}
