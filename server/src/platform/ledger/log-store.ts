import { TILE_WIDTH, type TileAddress, type TileReader, type WrittenTile } from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';
import { ledgerError } from './errors.ts';

/** Any fixed number: one writer of the log at a time. */
const LOG_LOCK = 7_260_201;

export interface SignedHead {
  size: number;
  root: Buffer;
  /** The checkpoint as a signed note. */
  note: string;
  signedAt: Date;
}

/** The newest checkpoint; undefined only before the log was opened for the first time. */
export async function findHead(tx: Tx): Promise<SignedHead | undefined> {
  const result = await tx.client.query<SignedHead>({
    name: 'ledger-head',
    text: `select size, root, note, signed_at as "signedAt" from ledger.checkpoint order by size desc limit 1`,
  });
  return result.rows[0];
}

export async function insertCheckpoint(tx: Tx, head: Omit<SignedHead, 'signedAt'>): Promise<void> {
  await tx.client.query(
    'insert into ledger.checkpoint (size, root, note, signed_at) values ($1, $2, $3, $4)',
    [head.size, head.root, head.note, tx.now],
  );
}

export interface SigningKey {
  origin: string;
  /** `name+keyid+base64`, as those who check receipts get it. */
  verifierKey: string;
}

/** All keys that ever signed for this log, the present one first. */
export async function listSigningKeys(tx: Tx): Promise<SigningKey[]> {
  const result = await tx.client.query<SigningKey>(
    'select origin, verifier_key as "verifierKey" from ledger.signing_key order by number desc',
  );
  return result.rows;
}

export async function insertSigningKey(tx: Tx, { origin, verifierKey }: SigningKey): Promise<void> {
  await tx.client.query('insert into ledger.signing_key (origin, verifier_key) values ($1, $2)', [
    origin,
    verifierKey,
  ]);
}

/**
 * Makes this transaction the only one that changes the log, over all servers; the lock goes with the transaction.
 * Waits for it.
 */
export async function lockLog(tx: Tx): Promise<void> {
  await tx.client.query('select pg_advisory_xact_lock($1)', [LOG_LOCK]);
}

/** The same without waiting, and only when entries wait. @returns whether there is work for this transaction. */
export async function lockLogIfWaiting(tx: Tx): Promise<boolean> {
  const result = await tx.client.query<{ mine: boolean }>({
    name: 'ledger-lock',
    text: `select case when exists (select from ledger.unsequenced) then pg_try_advisory_xact_lock($1) else false end
           as mine`,
    values: [LOG_LOCK],
  });
  return result.rows[0]?.mine ?? false;
}

/** Reads the beginnings of stored tiles, as wide as asked, in one query. @throws AppError LEDGER_DAMAGED */
export function tileReader(tx: Tx): TileReader {
  return async (tiles) => {
    const result = await tx.client.query<{ hashes: Buffer }>({
      name: 'ledger-tiles',
      text: `select substring(tile.hashes for 32 * wanted.width) as hashes
             from unnest($1::smallint[], $2::bigint[], $3::integer[])
               with ordinality as wanted (level, number, width, place)
             join ledger.tile on (tile.level, tile.number) = (wanted.level, wanted.number)
             where tile.width >= wanted.width
             order by place`,
      values: [
        tiles.map(({ level }) => level),
        tiles.map(({ number }) => number),
        tiles.map(({ width }) => width),
      ],
    });
    if (result.rows.length !== tiles.length) throw ledgerError('LEDGER_DAMAGED');
    return result.rows.map(({ hashes }) => hashes);
  };
}

/** One hash tile; undefined when the log has not grown that far. */
export async function findTile(tx: Tx, { level, number, width }: TileAddress): Promise<Buffer | undefined> {
  const result = await tx.client.query<{ hashes: Buffer }>({
    name: 'ledger-tile',
    text: `select substring(hashes for 32 * $3) as hashes from ledger.tile
           where level = $1 and number = $2 and width >= $3`,
    values: [level, number, width],
  });
  return result.rows[0]?.hashes;
}

/** The leaves of one bundle; undefined when the log has not grown that far. */
export async function findBundleLeaves(
  tx: Tx,
  { number, width }: TileAddress,
): Promise<Buffer[] | undefined> {
  const start = number * TILE_WIDTH;
  const result = await tx.client.query<{ leaf: Buffer }>({
    name: 'ledger-bundle',
    text: 'select leaf from ledger.leaf where index >= $1 and index < $2 order by index',
    values: [start, start + width],
  });
  return result.rows.length === width ? result.rows.map(({ leaf }) => leaf) : undefined;
}

export async function saveTiles(tx: Tx, tiles: readonly WrittenTile[]): Promise<void> {
  await tx.client.query({
    name: 'ledger-save-tiles',
    text: `insert into ledger.tile (level, number, width, hashes)
           select * from unnest($1::smallint[], $2::bigint[], $3::smallint[], $4::bytea[])
           on conflict (level, number) do update set width = excluded.width, hashes = excluded.hashes`,
    values: [
      tiles.map(({ tile }) => tile.level),
      tiles.map(({ tile }) => tile.number),
      tiles.map(({ tile }) => tile.width),
      tiles.map(({ bytes }) => bytes),
    ],
  });
}

export interface WaitingEntry {
  entryId: string;
  leaf: Buffer;
}

/** Takes the entries that have waited longest off the queue. */
export async function takeWaiting(tx: Tx, limit: number): Promise<WaitingEntry[]> {
  const result = await tx.client.query<WaitingEntry>({
    name: 'ledger-take',
    text: `with taken as (
             delete from ledger.unsequenced
             where number in (select number from ledger.unsequenced order by number limit $1)
             returning number, entry_id, leaf)
           select entry_id as "entryId", leaf from taken order by number`,
    values: [limit],
  });
  return result.rows;
}

/** Gives the entries the indexes from `firstIndex` on, in their order. */
export async function insertLeaves(
  tx: Tx,
  firstIndex: number,
  entries: readonly WaitingEntry[],
): Promise<void> {
  await tx.client.query({
    name: 'ledger-leaves',
    text: `insert into ledger.leaf (index, entry_id, leaf)
           select $1 + place - 1, entry_id, leaf
           from unnest($2::uuid[], $3::bytea[]) with ordinality as taken (entry_id, leaf, place)`,
    values: [firstIndex, entries.map(({ entryId }) => entryId), entries.map(({ leaf }) => leaf)],
  });
}
