import type { Tx } from '../../platform/database/transaction.ts';
import type { Scope } from './scope.ts';
import type { StatementDraft } from './statement.ts';
import type { RequestState, RequestStatus } from './request.ts';
import type { DisposalMethod } from './agreement.ts';
import { requestError } from './errors.ts';

/** The provider's reply, from its first draft on. */
export interface Reply {
  decision: 'grant' | 'refuse';
  ground: RefusalGround | null;
  reasons: string;
  disposal: DisposalMethod;
  draftedByName: string;
  draftedAt: string;
}

/** Grounds on which a provider may refuse. Incomplete papers are none (Art 21). */
export const REFUSAL_GROUNDS = [
  'outsideDuties',
  'purposeUnlawful',
  'notNecessary',
  'conditionsNotMet',
  'dataNotHeld',
] as const;
export type RefusalGround = (typeof REFUSAL_GROUNDS)[number];

export interface RequestRecord {
  id: string;
  version: number;
  number: string | null;
  state: RequestState;
  resourceId: string;
  resourceVersion: number;
  resourceTitle: string;
  shareClass: 'unconditional' | 'conditional';
  requesterId: string;
  requesterName: string;
  /** What lists and chips print. */
  requesterShortName: string;
  providerId: string;
  providerName: string;
  providerShortName: string;
  authorityId: string;
  requesterAuthorityId: string;
  areaCode: string;
  statement: StatementDraft;
  acceptedScope: Scope | null;
  draftedBy: string;
  draftedByName: string;
  /** Who acted for each side in the request or its agreement, and whom they stood in for. */
  requesterHands: string[];
  providerHands: string[];
  authorityHands: string[];
  /** Who wrote statements or added papers before the office consented. */
  writtenBy: string[];
  filedBy: string | null;
  filedByName: string | null;
  officeConsentBy: string | null;
  officeConsentByName: string | null;
  submittedAt: Date | null;
  supplementNotices: number;
  /** Who of the requester added to it since. */
  supplementedBy: string[];
  /** Who of the provider proposed a narrower scope. */
  scopeBy: string[];
  reply: Reply | null;
  replyDraftedBy: string | null;
  replyBy: string[];
  replyConsentBy: string | null;
  replyConsentByName: string | null;
  automatic: boolean;
  repliedAt: Date | null;
  replyDays: number | null;
  replyLate: boolean | null;
  /** The due day that passed without a reply. */
  replyMissedOn: string | null;
  replyClockId: string | null;
  supplyClockId: string | null;
  suppliedAt: Date | null;
  overdueSince: Date | null;
  urged: number;
  closedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

type Column = keyof RequestRecord;

const COLUMNS: readonly Column[] = [
  'id',
  'version',
  'number',
  'state',
  'resourceId',
  'resourceVersion',
  'resourceTitle',
  'shareClass',
  'requesterId',
  'requesterName',
  'requesterShortName',
  'providerId',
  'providerName',
  'providerShortName',
  'authorityId',
  'requesterAuthorityId',
  'areaCode',
  'statement',
  'acceptedScope',
  'draftedBy',
  'draftedByName',
  'requesterHands',
  'providerHands',
  'authorityHands',
  'writtenBy',
  'filedBy',
  'filedByName',
  'officeConsentBy',
  'officeConsentByName',
  'submittedAt',
  'supplementNotices',
  'supplementedBy',
  'scopeBy',
  'reply',
  'replyDraftedBy',
  'replyBy',
  'replyConsentBy',
  'replyConsentByName',
  'automatic',
  'repliedAt',
  'replyDays',
  'replyLate',
  'replyMissedOn',
  'replyClockId',
  'supplyClockId',
  'suppliedAt',
  'overdueSince',
  'urged',
  'closedAt',
  'createdAt',
  'updatedAt',
];
const JSON_COLUMNS: ReadonlySet<Column> = new Set<Column>(['statement', 'acceptedScope', 'reply']);

export function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** For the stores of this room: `resource_id as "resourceId", …`. */
export const REQUEST_COLUMNS = COLUMNS.map((name) => `${snake(name)} as "${name}"`).join(', ');

function stored(name: Column, value: unknown): unknown {
  return JSON_COLUMNS.has(name) && value !== null ? JSON.stringify(value) : value;
}

export type NewRequest = Pick<
  RequestRecord,
  | 'resourceId'
  | 'resourceVersion'
  | 'resourceTitle'
  | 'shareClass'
  | 'requesterId'
  | 'requesterName'
  | 'requesterShortName'
  | 'providerId'
  | 'providerName'
  | 'providerShortName'
  | 'authorityId'
  | 'requesterAuthorityId'
  | 'areaCode'
  | 'statement'
  | 'draftedBy'
  | 'draftedByName'
  | 'requesterHands'
  | 'writtenBy'
>;

export async function insertRequest(tx: Tx, request: NewRequest): Promise<RequestRecord> {
  const names = Object.keys(request) as (keyof NewRequest)[];
  const values = names.map((name) => stored(name, request[name]));
  const result = await tx.client.query<RequestRecord>(
    `insert into requests.request (${names.map(snake).join(', ')}, created_at, updated_at)
     values (${names.map((_, index) => `$${index + 1}`).join(', ')}, $${names.length + 1}, $${names.length + 1})
     returning ${REQUEST_COLUMNS}`,
    [...values, tx.now],
  );
  const row = result.rows[0];
  if (!row) throw requestError('REQUEST_NOT_FOUND');
  return row;
}

/** The request, if the actor may see it. @throws AppError REQUEST_NOT_FOUND */
export async function getRequestRecord(tx: Tx, id: string): Promise<RequestRecord> {
  const result = await tx.client.query<RequestRecord>(
    `select ${REQUEST_COLUMNS} from requests.request where id = $1`,
    [id],
  );
  const row = result.rows[0];
  if (!row) throw requestError('REQUEST_NOT_FOUND');
  return row;
}

/** The same, locked until the transaction ends. */
export async function lockRequest(tx: Tx, id: string): Promise<RequestRecord> {
  const result = await tx.client.query<RequestRecord>(
    `select ${REQUEST_COLUMNS} from requests.request where id = $1 for update`,
    [id],
  );
  const row = result.rows[0];
  if (!row) throw requestError('REQUEST_NOT_FOUND');
  return row;
}

export type RequestChange = Partial<Omit<RequestRecord, 'id' | 'version' | 'createdAt' | 'updatedAt'>>;

/** Saves a change of a locked request as its next version. @returns the request as it is now. */
export async function saveRequest(
  tx: Tx,
  request: RequestRecord,
  change: RequestChange,
): Promise<RequestRecord> {
  const names = Object.keys(change) as (keyof RequestChange)[];
  const sets = names.map((name, index) => `${snake(name)} = $${index + 3}`);
  await tx.client.query(
    `update requests.request set version = version + 1, updated_at = $2${sets.map((set) => `, ${set}`).join('')}
     where id = $1`,
    [request.id, tx.now, ...names.map((name) => stored(name, change[name]))],
  );
  return { ...request, ...change, version: request.version + 1, updatedAt: tx.now };
}

export type Hands = Pick<RequestRecord, 'requesterHands' | 'providerHands' | 'authorityHands'>;

/** Notes who acted for the sides of a locked request; what was read of it stays as it is. */
export async function saveHands(tx: Tx, request: RequestRecord, hands: Hands): Promise<RequestRecord> {
  await tx.client.query(
    'update requests.request set requester_hands = $2, provider_hands = $3, authority_hands = $4 where id = $1',
    [request.id, hands.requesterHands, hands.providerHands, hands.authorityHands],
  );
  return { ...request, ...hands };
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.client.query('delete from requests.request where id = $1', [id]);
}

/**
 * The next number of an area in a month, for example `GX-2026-11-0142`. Taken in the caller's transaction:
 * if it rolls back the number is free again, so there are no gaps.
 */
export async function takeNumber(tx: Tx, areaCode: string, kind: 'SQ' | 'GX'): Promise<string> {
  const month = tx.today.slice(0, 7);
  const result = await tx.client.query<{ last: number }>(
    `insert into requests.counter as c (area_code, kind, month, last) values ($1, $2, $3, 1)
     on conflict (area_code, kind, month) do update set last = c.last + 1 returning last`,
    [areaCode, kind, month],
  );
  return `${kind}-${month}-${String(result.rows[0]?.last ?? 0).padStart(4, '0')}`;
}

export function statusOf(request: RequestRecord): RequestStatus {
  return {
    state: request.state,
    officeConsent: request.officeConsentBy !== null,
    replyConsent: request.replyConsentBy !== null,
    reply: request.reply?.decision ?? null,
    supplementNotices: request.supplementNotices,
  };
}
