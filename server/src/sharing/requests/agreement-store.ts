import type { Tx } from '../../platform/database/transaction.ts';
import {
  enforcedState,
  type AgreementState,
  type AgreementTerms,
  type FrozenTerms,
  type RaisedGrades,
} from './agreement.ts';
import { requestError } from './errors.ts';
import { itemsAsRaised } from './raise-grades.ts';
import { snake, type RequestRecord } from './request-store.ts';

export type CloseCause =
  | 'purposeAchieved'
  | 'purposeImpossible'
  | 'noLongerNeeded'
  | 'providerCause'
  | 'misuse'
  | 'termOver'
  | 'declined'
  | 'withheld'
  | 'withdrawn';

/** What the requester reports during a suspension. */
export interface Rectification {
  report: string;
  reportedByName: string;
  reportedAt: string;
}

export interface AgreementRecord {
  id: string;
  rowVersion: number;
  number: string;
  areaCode: string;
  requestId: string;
  resourceId: string;
  resourceTitle: string;
  shareClass: 'unconditional' | 'conditional';
  requesterId: string;
  requesterName: string;
  requesterShortName: string;
  providerId: string;
  providerName: string;
  providerShortName: string;
  authorityId: string;
  requesterAuthorityId: string;
  state: AgreementState;
  version: number;
  terms: FrozenTerms;
  raised: RaisedGrades | null;
  lacking: string[] | null;
  lackingKey: string[] | null;
  termFrom: string;
  termTo: string;
  inForceAt: Date | null;
  suspendedAt: Date | null;
  suspendedBy: 'provider' | 'authority' | null;
  rectifyClockId: string | null;
  rectification: Rectification | null;
  closedAt: Date | null;
  closeCause: CloseCause | null;
  disposedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

type Column = keyof AgreementRecord;

const COLUMNS: readonly Column[] = [
  'id',
  'rowVersion',
  'number',
  'areaCode',
  'requestId',
  'resourceId',
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
  'state',
  'version',
  'terms',
  'raised',
  'lacking',
  'lackingKey',
  'termFrom',
  'termTo',
  'inForceAt',
  'suspendedAt',
  'suspendedBy',
  'rectifyClockId',
  'rectification',
  'closedAt',
  'closeCause',
  'disposedAt',
  'createdAt',
  'updatedAt',
];
const JSON_COLUMNS: ReadonlySet<Column> = new Set<Column>([
  'terms',
  'raised',
  'lacking',
  'lackingKey',
  'rectification',
]);

export const AGREEMENT_COLUMNS = COLUMNS.map((name) => `${snake(name)} as "${name}"`).join(', ');

function stored(name: Column, value: unknown): unknown {
  return JSON_COLUMNS.has(name) && value !== null ? JSON.stringify(value) : value;
}

/** Inserts a pending agreement of a granted request, version 1. */
export async function insertAgreement(tx: Tx, request: RequestRecord, terms: FrozenTerms): Promise<void> {
  await tx.client.query(
    `insert into requests.agreement (id, number, area_code, request_id, resource_id, resource_title, share_class,
       requester_id, requester_name, requester_short_name, provider_id, provider_name, provider_short_name,
       authority_id, requester_authority_id, state, version, terms, term_from, term_to, created_at, updated_at)
     select $2, $3, area_code, id, resource_id, resource_title, share_class, requester_id, requester_name,
       requester_short_name, provider_id, provider_name, provider_short_name, authority_id, requester_authority_id,
       'pending', $4, $5, $6, $7, $8, $8
     from requests.request where id = $1`,
    [
      request.id,
      terms.agreementId,
      terms.number,
      terms.version,
      JSON.stringify(terms),
      terms.term.from,
      terms.term.to,
      tx.now,
    ],
  );
}

/** The agreement, if the actor may see it. @throws AppError AGREEMENT_NOT_FOUND */
export async function getAgreementRecord(tx: Tx, id: string): Promise<AgreementRecord> {
  const found = await findAgreementRecord(tx, 'id', id);
  if (!found) throw requestError('AGREEMENT_NOT_FOUND');
  return found;
}

export async function findAgreementRecord(
  tx: Tx,
  by: 'id' | 'request_id',
  value: string,
): Promise<AgreementRecord | undefined> {
  const result = await tx.client.query<AgreementRecord>(
    `select ${AGREEMENT_COLUMNS} from requests.agreement where ${by} = $1`,
    [value],
  );
  return result.rows[0];
}

/** The agreement, locked. Whoever also changes its request locks that first. */
export async function lockAgreement(tx: Tx, id: string): Promise<AgreementRecord> {
  const result = await tx.client.query<AgreementRecord>(
    `select ${AGREEMENT_COLUMNS} from requests.agreement where id = $1 for update`,
    [id],
  );
  const row = result.rows[0];
  if (!row) throw requestError('AGREEMENT_NOT_FOUND');
  return row;
}

export type AgreementChange = Partial<Omit<AgreementRecord, 'id' | 'rowVersion' | 'createdAt' | 'updatedAt'>>;

export async function saveAgreement(
  tx: Tx,
  agreement: AgreementRecord,
  change: AgreementChange,
): Promise<AgreementRecord> {
  const names = Object.keys(change) as (keyof AgreementChange)[];
  const sets = names.map((name, index) => `, ${snake(name)} = $${index + 3}`);
  await tx.client.query(
    `update requests.agreement set row_version = row_version + 1, updated_at = $2${sets.join('')} where id = $1`,
    [agreement.id, tx.now, ...names.map((name) => stored(name, change[name]))],
  );
  return { ...agreement, ...change, rowVersion: agreement.rowVersion + 1, updatedAt: tx.now };
}

interface TermsRow {
  state: AgreementState;
  terms: FrozenTerms;
  raised: RaisedGrades | null;
}

/**
 * The terms in force, graded as raised since, with the agreement's state now; undefined when there is none that the actor may see.
 * One named statement by primary key: on the exchange's hot path.
 */
export async function findAgreementTerms(tx: Tx, id: string): Promise<AgreementTerms | undefined> {
  const result = await tx.client.query<TermsRow>({
    name: 'requests-terms',
    text: 'select state, terms, raised from requests.agreement where id = $1',
    values: [id],
  });
  const [row] = result.rows;
  if (!row) return undefined;
  const { terms, raised } = row;
  const items = raised ? itemsAsRaised(terms.items, raised) : terms.items;
  return { ...terms, items, raised, state: enforcedState(row.state) };
}
