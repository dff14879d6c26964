import { addWorkingDays, localDate } from '@tandem/calendar';
import { getClock, listClocks, type ClockView } from '../../foundation/clocks/index.ts';
import { authorsOf } from '../../foundation/people/index.ts';
import { listDepartmentsById } from '../../foundation/organizations/index.ts';
import { hasRole, type Actor } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { findPublishedResource } from '../catalogue/index.ts';
import { findAgreementRecord } from './agreement-store.ts';
import { findOpenVersion } from './agreement-version-store.ts';
import { listAttachments } from './attachment-store.ts';
import { listDivisionItems, type DivisionItem } from './check-divisions.ts';
import { toDataspaceState } from './dataspace-state.ts';
import { extensionDaysLeft } from './extend-reply.ts';
import { englishTitleOf } from './english-titles.ts';
import { listHistory, type HistoryRow } from './history-store.ts';
import { isFromAcross, maxSupplementNotices, sidesOf } from './open-request.ts';
import {
  findSupplement,
  listExtensions,
  listProposals,
  sumProviderRecord,
  type ExtensionRecord,
} from './reply-store.ts';
import { replyWriters } from './reply-to-request.ts';
import { getRequestRecord, statusOf, type RequestRecord } from './request-store.ts';
import { REQUEST_ACTS, REQUEST_RULES, step, type RequestAct } from './request.ts';
import { scopeOf } from './statement.ts';
import type { RequestRow, RequestView } from './views.ts';

export const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Nobody approves what they filed or wrote: the act is not offered to its author. */
function isOwnWork(actor: Actor, request: RequestRecord, act: RequestAct): boolean {
  const isAuthor = (writers: readonly string[]) => authorsOf(actor).some((id) => writers.includes(id));
  if (act === 'consentFiling') return isAuthor(request.writtenBy);
  if (act === 'grant' || act === 'refuse') return isAuthor(replyWriters(request));
  return false;
}

/** What the actor may do with a request as it stands; the server decides again on every call. */
export function permittedActs(actor: Actor, request: RequestRecord): RequestAct[] {
  const sides = sidesOf(actor, request).filter((side) => !isFromAcross(actor, request, side));
  return REQUEST_ACTS.filter((act) => {
    const rule = REQUEST_RULES[act];
    const mine = rule.sides.some((side) => sides.includes(side)) && hasRole(actor, ...rule.roles);
    const unconditionalExtension = act === 'askExtension' && request.shareClass === 'unconditional';
    if (!mine || unconditionalExtension || isOwnWork(actor, request, act)) return false;
    const limits = { maxSupplementNotices: maxSupplementNotices() };
    return step(statusOf(request), { act, ...limits, reply: 'grant' }).ok;
  });
}

export function toRequestRow(
  request: RequestRecord,
  clock: ClockView | undefined,
  titleEn: string,
): RequestRow {
  return {
    id: request.id,
    version: request.version,
    number: request.number,
    state: request.state,
    resource: { id: request.resourceId, title: request.resourceTitle, titleEn },
    shareClass: request.shareClass,
    requester: {
      id: request.requesterId,
      name: request.requesterName,
      shortName: request.requesterShortName,
    },
    provider: { id: request.providerId, name: request.providerName, shortName: request.providerShortName },
    ...(clock ? { clock } : {}),
    late: request.overdueSince !== null || clock?.state === 'late',
    itemCount: request.statement.items?.length ?? 0,
    submittedAt: iso(request.submittedAt),
    createdAt: request.createdAt.toISOString(),
    updatedAt: request.updatedAt.toISOString(),
  };
}

function historyView(
  row: HistoryRow,
  shortNames: ReadonlyMap<string, string>,
): RequestView['history'][number] {
  return {
    id: row.id,
    at: row.at.toISOString(),
    act: row.act,
    from: row.fromState,
    to: row.toState,
    actor: {
      kind: row.actorKind,
      name: row.actorName,
      departmentName: row.actorDepartmentName,
      departmentShortName: shortNames.get(row.actorDepartment ?? '') ?? row.actorDepartmentName,
      delegated: row.delegatedBy !== null,
    },
    agreementId: row.agreementId,
    reason: row.reason,
    details: row.details,
    entryId: row.entryId,
  };
}

/** Every step of a request and its agreement that the actor may see, oldest first. */
export async function viewHistory(tx: Tx, requestId: string): Promise<RequestView['history']> {
  const rows = await listHistory(tx, requestId);
  const ids = rows.flatMap((row) => row.actorDepartment ?? []);
  const departments = await listDepartmentsById(tx, ids);
  const shortNames = new Map(departments.map((department) => [department.id, department.shortName]));
  return rows.map((row) => historyView(row, shortNames));
}

function extensionView(extension: ExtensionRecord): RequestView['extensions'][number] {
  const { askedBy: _by, askedFor: _for, ...shown } = extension;
  const dated = { ...shown, askedAt: extension.askedAt.toISOString(), decidedAt: iso(extension.decidedAt) };
  if (extension.decision !== null || !extension.dueBefore) return dated;
  const due = addWorkingDays(localDate(extension.dueBefore), extension.workingDays);
  return { ...dated, proposedDueOn: due.ok ? due.date : null };
}

/** The open clock of each request, reply before supply; one query for all of them. */
export async function clocksOf(tx: Tx, requestIds: readonly string[]): Promise<Map<string, ClockView>> {
  if (requestIds.length === 0) return new Map();
  const page = await listClocks(tx, { subjectIds: requestIds, openOnly: true, limit: requestIds.length * 2 });
  return new Map(page.items.toReversed().map((clock) => [clock.subjectId, clock]));
}

async function supplementView(tx: Tx, id: string): Promise<RequestView['supplement']> {
  const found = await findSupplement(tx, id);
  if (!found) return null;
  return { ...found, noticedAt: found.noticedAt.toISOString(), answeredAt: iso(found.answeredAt) };
}

async function agreementOf(tx: Tx, request: RequestRecord) {
  const agreement = await findAgreementRecord(tx, 'request_id', request.id);
  if (!agreement) return { agreement: null, requesterConfirmed: false };
  const open = await findOpenVersion(tx, agreement.id);
  const { id, number, state } = agreement;
  return { agreement: { id, number, state }, requesterConfirmed: open?.requesterConfirmedBy != null };
}

async function clockViews(
  tx: Tx,
  request: RequestRecord,
): Promise<Pick<RequestView, 'replyClock' | 'supplyClock'>> {
  return {
    ...(request.replyClockId ? { replyClock: await getClock(tx, request.replyClockId) } : {}),
    ...(request.supplyClockId ? { supplyClock: await getClock(tx, request.supplyClockId) } : {}),
  };
}

/** A limit that has passed is neither lengthened nor stopped (REQUEST_EXTENSION_LATE, REQUEST_SUPPLEMENT_LATE). */
const inTimeOnly: ReadonlySet<RequestAct> = new Set(['askExtension', 'noticeSupplement']);

function isLate(clock: ClockView | undefined): boolean {
  return clock?.state === 'late';
}

const TWELVE_MONTHS_MS = 365 * 86_400_000;

/** A drafted reply stays inside the provider's department until it is sent. */
function shownReply(tx: Tx, request: RequestRecord): RequestView['reply'] {
  const sent = request.repliedAt !== null;
  return sent || tx.actor.departmentId === request.providerId ? request.reply : null;
}

async function divisionItemsOf(tx: Tx, { resourceId }: RequestRecord): Promise<DivisionItem[]> {
  const entry = await findPublishedResource(tx, resourceId);
  return entry ? listDivisionItems(tx, entry) : [];
}

/** Everything about one request. @throws AppError REQUEST_NOT_FOUND when it is not the actor's to see */
export async function viewRequest(tx: Tx, id: string): Promise<RequestView> {
  const request = await getRequestRecord(tx, id);
  const clocks = await clockViews(tx, request);
  const { agreement, requesterConfirmed } = await agreementOf(tx, request);
  const proposals = await listProposals(tx, id);
  const extensions = await listExtensions(tx, id);
  const daysLeft = extensionDaysLeft(request, extensions);
  const isExtensionOpen = extensions.some(({ decision }) => decision === null);
  const state = toDataspaceState({
    state: request.state,
    scopeAccepted: request.acceptedScope !== null,
    requesterConfirmed,
  });
  const permitted = permittedActs(tx.actor, request);
  const running = request.repliedAt === null ? clocks.replyClock : clocks.supplyClock;
  return {
    ...toRequestRow(request, running, await englishTitleOf(tx, request.resourceId)),
    authorityId: request.authorityId,
    statement: request.statement,
    scope: scopeOf(request.statement) as RequestView['scope'],
    acceptedScope: request.acceptedScope as RequestView['acceptedScope'],
    draftedByName: request.draftedByName,
    filedByName: request.filedByName,
    officeConsentByName: request.officeConsentByName,
    replyConsentByName: request.replyConsentByName,
    automatic: request.automatic,
    repliedAt: iso(request.repliedAt),
    replyDays: request.replyDays,
    replyLate: request.replyLate,
    suppliedAt: iso(request.suppliedAt),
    overdueSince: iso(request.overdueSince),
    urged: request.urged,
    reply: shownReply(tx, request),
    supplement: await supplementView(tx, id),
    proposals: proposals.map((proposal) => ({
      ...proposal,
      scope: proposal.scope as RequestView['scope'],
      proposedAt: proposal.proposedAt.toISOString(),
      answeredAt: iso(proposal.answeredAt),
    })),
    extensions: extensions.map(extensionView),
    extensionDaysLeft: daysLeft,
    attachments: await listAttachments(tx, id),
    ...clocks,
    agreement,
    history: await viewHistory(tx, id),
    divisionItems: permitted.includes('edit') ? await divisionItemsOf(tx, request) : [],
    can: permitted
      .filter((act) => !inTimeOnly.has(act) || !isLate(clocks.replyClock))
      .filter((act) => act !== 'askExtension' || (daysLeft > 0 && !isExtensionOpen)),
    ...(state ? { dataspaceState: state } : {}),
    providerRecord: await sumProviderRecord(
      tx,
      request.providerId,
      new Date(tx.now.getTime() - TWELVE_MONTHS_MS),
    ),
  };
}
