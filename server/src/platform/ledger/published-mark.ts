import { hash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  LedgerError,
  openCheckpoint,
  parseVerifierKey,
  readRoot,
  type OpenedCheckpoint,
} from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';
import { ledgerError } from './errors.ts';
import { readIfThere, replaceFile } from './log-key.ts';
import { findHead, tileReader } from './log-store.ts';

/**
 * The newest checkpoint that this server published, kept outside the database. Were the database restored from an
 * older backup, the log would sign a second history from there; this notices.
 */
const markPath = (dataDir: string) => join(dataDir, 'keys/ledger.published');

export async function markPublished(dataDir: string, note: string): Promise<void> {
  await replaceFile(markPath(dataDir), note);
}

/** A new key begins a new line of checkpoints; the former one's mark says nothing about it. */
export async function forgetPublished(dataDir: string): Promise<void> {
  await rm(markPath(dataDir), { force: true });
}

/** A mark that a power cut left half written is no mark. */
function openMark(note: string, verifierKey: string): OpenedCheckpoint | undefined {
  try {
    return openCheckpoint(note, [parseVerifierKey(verifierKey)]);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}

/** @throws AppError LEDGER_ROLLED_BACK when the log in the database is not one that grew out of what was published. */
export async function assertNotRolledBack(tx: Tx, dataDir: string, verifierKey: string): Promise<void> {
  const note = await readIfThere(markPath(dataDir));
  const published = note === undefined ? undefined : openMark(note, verifierKey);
  if (!published) return;
  const size = (await findHead(tx))?.size ?? 0;
  const params = { published: published.size, size };
  if (size < published.size) throw ledgerError('LEDGER_ROLLED_BACK', { params });
  const root = await readRoot(published.size, tileReader(tx), (bytes) => hash('sha256', bytes, 'buffer'));
  if (!published.root.every((byte, i) => byte === root[i]))
    throw ledgerError('LEDGER_ROLLED_BACK', { params });
}
