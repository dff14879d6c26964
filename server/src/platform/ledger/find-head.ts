import { toBase64 } from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';
import { findHead } from './log-store.ts';

/** The newest checkpoint, as pages show it; undefined before the log was first opened. */
export async function findLedgerHead(
  tx: Tx,
): Promise<{ size: number; root: string; signedAt: string } | undefined> {
  const head = await findHead(tx);
  return head && { size: head.size, root: toBase64(head.root), signedAt: head.signedAt.toISOString() };
}
