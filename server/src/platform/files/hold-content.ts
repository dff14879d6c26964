import type { Tx } from '../database/transaction.ts';
import type { FileStore } from './file-store.ts';

/** Advisory locks of contents: first key of two, any fixed number. */
export const CONTENT_LOCK = 7_260_018;

/**
 * Keeps a stored content from being removed until this transaction has ended. Whoever writes a reference to a content
 * calls it before, in the same transaction. @throws AppError PLATFORM_FILE_MISSING when it is not stored, or not any more
 */
export async function holdContent(tx: Tx, files: FileStore, hash: string): Promise<void> {
  await tx.client.query('select pg_advisory_xact_lock_shared($1, hashtext($2))', [CONTENT_LOCK, hash]);
  await files.sizeOf(hash);
}
