import { hash } from 'node:crypto';
import {
  formatReceipt,
  leafHash,
  proveInclusion,
  verifyInclusion,
  type JsonValue,
  type Sha256,
} from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';
import { ledgerError } from './errors.ts';
import { tileReader } from './log-store.ts';

interface ReceiptRow {
  index: number;
  leaf: Buffer;
  size: number;
  root: Buffer;
  note: string;
  /** Null when the actor may not open the entry. */
  payload: JsonValue | null;
  salt: Buffer | null;
}

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** One statement, so one moment: the checkpoint covers the leaf. Row-level security decides on the opening. */
async function findRow(tx: Tx, entryId: string): Promise<ReceiptRow | undefined> {
  const result = await tx.client.query<ReceiptRow>({
    name: 'ledger-receipt',
    text: `select leaf.index, leaf.leaf, head.size, head.root, head.note, entry.payload, entry.salt
           from ledger.leaf
           cross join lateral (select size, root, note from ledger.checkpoint order by size desc limit 1) as head
           left join ledger.entry on entry.id = leaf.entry_id
           where leaf.entry_id = $1`,
    values: [entryId],
  });
  return result.rows[0];
}

/**
 * The receipt of an entry: a C2SP tlog-proof file that `npm run verify`, the console and any other verifier check
 * offline. With its opening where the actor may see the entry, unless `closed` is asked for (to hand it on).
 * @returns undefined while the entry waits for its index, and when there is no such entry.
 * @throws AppError LEDGER_DAMAGED: a receipt that would not verify is never given out.
 */
export async function findReceipt(
  tx: Tx,
  entryId: string,
  options: { closed?: boolean } = {},
): Promise<string | undefined> {
  const row = await findRow(tx, entryId);
  if (!row) return undefined;
  const { index, leaf, size, root, note, payload, salt } = row;
  const proof = await proveInclusion({ index, size }, tileReader(tx), sha256);
  if (!verifyInclusion({ leaf: leafHash(leaf, sha256), index, size, root, proof }, sha256)) {
    throw ledgerError('LEDGER_DAMAGED');
  }
  const opening = salt && !options.closed ? { opening: { payload, salt } } : {};
  return formatReceipt({ entry: leaf, ...opening, index, hashes: proof, checkpoint: note });
}
