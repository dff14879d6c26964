import { hash } from 'node:crypto';
import {
  edgeTiles,
  integrate,
  restoreTree,
  rootOf,
  signCheckpoint,
  type Sha256,
  type TreeState,
} from '@tandem/ledger';
import type { Transact, Tx } from '../database/transaction.ts';
import { countByDay } from './daily-count.ts';
import { ledgerError } from './errors.ts';
import type { LogSigner } from './log-key.ts';
import {
  findHead,
  insertCheckpoint,
  insertLeaves,
  lockLogIfWaiting,
  saveTiles,
  takeWaiting,
  tileReader,
} from './log-store.ts';

/** Entries that get their index in one transaction. */
export const LARGEST_BATCH = 2000;

const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

export interface Sequenced {
  count: number;
  /** The checkpoint that is published when the transaction has committed; undefined when nothing waited. */
  note: string | undefined;
}

const NOTHING: Sequenced = { count: 0, note: undefined };

/** The tree as last signed. A stored tree that does not have the signed root is never built on. */
async function loadTree(tx: Tx): Promise<TreeState> {
  const head = await findHead(tx);
  if (!head) throw ledgerError('LEDGER_DAMAGED');
  const edge = edgeTiles(head.size);
  const state = restoreTree(head.size, edge.length === 0 ? [] : await tileReader(tx)(edge));
  if (!head.root.equals(rootOf(state, sha256))) throw ledgerError('LEDGER_DAMAGED');
  return state;
}

/**
 * Gives waiting entries their index, in one transaction: off the queue, into leaves and tiles, and a signed
 * checkpoint. One at a time over all servers. Killed at any moment it leaves either all of it or nothing, and a
 * signature leaves the process only after its tree is durable: no second history, nothing lost, nothing twice.
 * @throws AppError LEDGER_DAMAGED when what is stored is not what was signed; then nothing more is signed.
 */
export async function sequenceEntries(transact: Transact, signer: LogSigner): Promise<Sequenced> {
  return transact(async (tx) => {
    if (!(await lockLogIfWaiting(tx))) return NOTHING;
    const waiting = await takeWaiting(tx, LARGEST_BATCH);
    if (waiting.length === 0) return NOTHING;
    const before = await loadTree(tx);
    const leaves = waiting.map(({ leaf }) => leaf);
    const { state, tiles } = integrate(before, leaves, sha256);
    await insertLeaves(tx, before.size, waiting);
    await countByDay(tx, waiting);
    await saveTiles(tx, tiles);
    const root = Buffer.from(rootOf(state, sha256));
    const note = signCheckpoint({ origin: signer.name, size: state.size, root }, [signer]);
    await insertCheckpoint(tx, { size: state.size, root, note });
    return { count: waiting.length, note };
  });
}
