import { hash } from 'node:crypto';
import { leafHash, parseEntry, type JsonValue, type Sha256 } from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';
import { decodeCursor, toPage, type CountedPage } from '../http/paging.ts';
import { countEntries } from './daily-count.ts';
import { hasRole } from '../identity/actor.ts';

/** What anybody signed in may know of an entry, and what its owners see beside it. */
export interface EntryView {
  id: string;
  kind: string;
  at: string;
  /** Credit code of the acting department; null when the platform itself acted. */
  department: string | null;
  /** Null while the entry waits for it, about a second. */
  index: number | null;
  /** RFC 6962 hash of its public leaf, 64 hexadecimal digits; null while it waits for its index. */
  leafHash: string | null;
  /** Null for those who may not open the entry. */
  opened: { subject: string; payload: JsonValue } | null;
}

interface EntryRow {
  id: string;
  kind: string;
  at: Date;
  department: string | null;
  index: number | null;
  leaf: Buffer | null;
  subject: string;
  payload: JsonValue;
}

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

function hexHash(leaf: Buffer | null): string | null {
  return leaf && Buffer.from(leafHash(leaf, sha256)).toString('hex');
}

function viewRow({ id, kind, at, department, index, leaf, subject, payload }: EntryRow): EntryView {
  return {
    ...{ id, kind, at: at.toISOString(), department, index },
    leafHash: hexHash(leaf),
    opened: { subject, payload },
  };
}

const COLUMNS = `entry.id, entry.kind, entry.at, entry.actor_credit_code as department, leaf.index, leaf.leaf,
  entry.subject, entry.payload`;

/** The public part of an entry that the actor may not open. */
async function findLeaf(tx: Tx, id: string): Promise<EntryView | undefined> {
  const result = await tx.client.query<{ index: number; leaf: Buffer }>(
    'select index, leaf from ledger.leaf where entry_id = $1',
    [id],
  );
  const row = result.rows[0];
  if (!row) return undefined;
  const { kind, at, department = null } = parseEntry(row.leaf);
  return { id, kind, at, department, index: row.index, leafHash: hexHash(row.leaf), opened: null };
}

/** An entry, opened where the actor may; undefined when there is none that the actor may know of. */
export async function findEntry(tx: Tx, id: string): Promise<EntryView | undefined> {
  const result = await tx.client.query<EntryRow>(
    `select ${COLUMNS} from ledger.entry left join ledger.leaf on leaf.entry_id = entry.id where entry.id = $1`,
    [id],
  );
  const row = result.rows[0];
  return row ? viewRow(row) : findLeaf(tx, id);
}

export interface EntryFilter {
  subject?: string | undefined;
  kind?: string | undefined;
  /** Days in Asia/Shanghai, both included. */
  from?: string | undefined;
  to?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The entries that the actor may open, newest first; counted for whoever may open all. */
export async function listEntries(tx: Tx, filter: EntryFilter): Promise<CountedPage<EntryView>> {
  const values: unknown[] = [];
  const conditions: string[] = [];
  const where = (condition: string, value: unknown) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition.replace('?', `$${values.length}`));
  };
  where('entry.subject = ?', filter.subject);
  where('entry.kind = ?', filter.kind);
  where("entry.at >= ?::date::timestamp at time zone 'Asia/Shanghai'", filter.from);
  where("entry.at < (?::date + 1)::timestamp at time zone 'Asia/Shanghai'", filter.to);
  where('entry.id < ?', decodeCursor(filter.cursor, ['uuid'])?.[0]);
  // Row-level security asks the same; said so, the index on owners can answer.
  const seesAll = hasRole(tx.actor, 'authorityOfficer', 'auditor');
  where('entry.owners @> array[?::uuid]', seesAll ? undefined : (tx.actor.departmentId ?? null));
  const condition = conditions.length === 0 ? 'true' : conditions.join(' and ');
  const result = await tx.client.query<EntryRow>(
    `select ${COLUMNS} from ledger.entry left join ledger.leaf on leaf.entry_id = entry.id
     where ${condition} order by entry.id desc limit ${filter.limit + 1}`,
    values,
  );
  const page = toPage(result.rows, filter.limit, ({ id }) => [id]);
  const counts = seesAll && filter.subject === undefined && filter.cursor === undefined;
  const counted = counts ? { total: await countEntries(tx, filter) } : {};
  return { ...page, items: page.items.map(viewRow), ...counted };
}

/** Where an entry stands in the ledger: public, whoever may open it. */
export type EntryPlace = Pick<EntryView, 'id' | 'index' | 'leafHash'> & { mayOpen: boolean };

/** Places of entries, in no order; ids that are no entries are left out. */
export async function listPlaces(tx: Tx, ids: readonly string[]): Promise<EntryPlace[]> {
  const result = await tx.client.query<Pick<EntryRow, 'id' | 'index' | 'leaf'> & { mayOpen: boolean }>(
    `select asked.id, leaf.index, leaf.leaf, entry.id is not null as "mayOpen"
     from unnest($1::uuid[]) as asked(id)
     left join ledger.leaf on leaf.entry_id = asked.id left join ledger.entry on entry.id = asked.id
     where leaf.index is not null or entry.id is not null`,
    [ids],
  );
  return result.rows.map(({ leaf, ...place }) => ({ ...place, leafHash: hexHash(leaf) }));
}

/** How many of these entries stand in the ledger, whoever may open them. */
export async function countPresentEntries(tx: Tx, ids: readonly string[]): Promise<number> {
  const result = await tx.client.query<{ present: number }>(
    `select count(*)::integer as present from unnest($1::uuid[]) as asked(id)
     where exists (select from ledger.leaf where entry_id = asked.id)
        or exists (select from ledger.entry where entry.id = asked.id)`,
    [ids],
  );
  return result.rows[0]?.present ?? 0;
}
