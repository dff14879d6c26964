import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { requestError } from './errors.ts';
import { snake } from './request-store.ts';

export const DEMAND_STATES = ['open', 'designated', 'answered', 'declined', 'withdrawn'] as const;

export interface DemandRecord {
  id: string;
  version: number;
  state: (typeof DEMAND_STATES)[number];
  title: string;
  description: string;
  legalBasis: string;
  items: string[];
  requesterId: string;
  requesterName: string;
  authorityId: string;
  registeredBy: string;
  registeredFor: string | null;
  registeredByName: string;
  /** Who acted for the authority, and whom they stood in for. */
  authorityHands: string[];
  providerId: string | null;
  providerName: string | null;
  resourceId: string | null;
  resourceTitle: string | null;
  note: string;
  createdAt: Date;
  updatedAt: Date;
}

const NAMES: readonly (keyof DemandRecord)[] = [
  'id',
  'version',
  'state',
  'title',
  'description',
  'legalBasis',
  'items',
  'requesterId',
  'requesterName',
  'authorityId',
  'registeredBy',
  'registeredFor',
  'registeredByName',
  'authorityHands',
  'providerId',
  'providerName',
  'resourceId',
  'resourceTitle',
  'note',
  'createdAt',
  'updatedAt',
];
const COLUMNS = NAMES.map((name) => `${snake(name)} as "${name}"`).join(', ');

function one(rows: readonly DemandRecord[]): DemandRecord {
  const [row] = rows;
  if (!row) throw requestError('DEMAND_NOT_FOUND');
  return row;
}

export async function insertDemand(
  tx: Tx,
  demand: Pick<DemandRecord, 'title' | 'description' | 'legalBasis' | 'authorityId'> & {
    items: readonly string[];
    by: { id: string; name: string; departmentId: string; departmentName: string };
  },
): Promise<DemandRecord> {
  const { by } = demand;
  const result = await tx.client.query<DemandRecord>(
    `insert into requests.demand (title, description, legal_basis, items, requester_id, requester_name, authority_id,
       registered_by, registered_by_name, registered_for, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) returning ${COLUMNS}`,
    [
      demand.title,
      demand.description,
      demand.legalBasis,
      demand.items,
      by.departmentId,
      by.departmentName,
      demand.authorityId,
      by.id,
      by.name,
      tx.actor.delegatedBy ?? null,
      tx.now,
    ],
  );
  return one(result.rows);
}

/** @throws AppError DEMAND_NOT_FOUND */
export async function lockDemand(tx: Tx, id: string): Promise<DemandRecord> {
  const found = await tx.client.query<DemandRecord>(
    `select ${COLUMNS} from requests.demand where id = $1 for update`,
    [id],
  );
  return one(found.rows);
}

export type DemandChange = Partial<
  Pick<
    DemandRecord,
    'state' | 'providerId' | 'providerName' | 'resourceId' | 'resourceTitle' | 'note' | 'authorityHands'
  >
>;

export async function saveDemand(tx: Tx, demand: DemandRecord, change: DemandChange): Promise<DemandRecord> {
  const next = { ...demand, ...change };
  const saved = await tx.client.query<DemandRecord>(
    `update requests.demand set version = version + 1, updated_at = $2, state = $3, provider_id = $4,
       provider_name = $5, resource_id = $6, resource_title = $7, note = $8, authority_hands = $9
     where id = $1 returning ${COLUMNS}`,
    [
      demand.id,
      tx.now,
      next.state,
      next.providerId,
      next.providerName,
      next.resourceId,
      next.resourceTitle,
      next.note,
      next.authorityHands,
    ],
  );
  return one(saved.rows);
}

export interface DemandFilter {
  state?: DemandRecord['state'] | undefined;
  q?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest first; the parties' own, all of the area for its authority. */
export async function listDemands(tx: Tx, filter: DemandFilter): Promise<Page<DemandRecord>> {
  const after = decodeCursor(filter.cursor, ['uuid']);
  const found = await tx.client.query<DemandRecord>(
    `select ${COLUMNS} from requests.demand
     where ($1::text is null or state = $1) and ($2::text is null or strpos(title || ' ' || description, $2) > 0)
       and ($3::uuid is null or id < $3::uuid)
     order by id desc limit $4`,
    [filter.state ?? null, filter.q ?? null, after?.[0] ?? null, filter.limit + 1],
  );
  return toPage(found.rows, filter.limit, (row) => [row.id]);
}
