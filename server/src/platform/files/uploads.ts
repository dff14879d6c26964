import type { Readable } from 'node:stream';
import { AppError } from '../app-error.ts';
import type { Transact, Tx } from '../database/transaction.ts';
import type { FileStore } from './file-store.ts';
import { holdContent } from './hold-content.ts';

/** A stored file under the name its owner gave it. */
export interface UploadedFile {
  id: string;
  hash: string;
  sizeBytes: number;
  name: string;
}

/**
 * A file name as it may be kept: no path, no control or direction-changing characters, at most 200 characters.
 * @throws AppError PLATFORM_FILE_NAME_INVALID
 */
export function parseFileName(text: string): string {
  const name = text.normalize('NFC').trim();
  const acceptable = name.length > 0 && [...name].length <= 200 && name !== '.' && name !== '..';
  const forbidden = /[/\\]|\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
  if (!acceptable || forbidden.test(name))
    throw new AppError({ code: 'PLATFORM_FILE_NAME_INVALID', status: 422 });
  return name;
}

interface UploadInput {
  content: Readable;
  name: string;
  maxBytes: number;
}

/**
 * Stores an upload and records whose it is, in a transaction that is keyed on name and content.
 * An empty file is refused: PLATFORM_FILE_EMPTY.
 */
export async function uploadFile(
  transactFor: (content: string) => Transact,
  files: FileStore,
  input: UploadInput,
): Promise<UploadedFile> {
  const name = parseFileName(input.name);
  const { hash, sizeBytes } = await files.put(input.content, { maxBytes: input.maxBytes });
  if (sizeBytes === 0) throw new AppError({ code: 'PLATFORM_FILE_EMPTY', status: 422 });
  return transactFor(`${name}\n${hash}`)(async (tx) => {
    await holdContent(tx, files, hash);
    const result = await tx.client.query<{ id: string }>(
      `insert into files.file (hash, size_bytes, name, department_id, uploaded_by, uploaded_at)
       values ($1, $2, $3, $4, $5, $6) returning id`,
      [hash, sizeBytes, name, tx.actor.departmentId, tx.actor.personId, tx.now],
    );
    return { id: result.rows[0]?.id ?? '', hash, sizeBytes, name };
  });
}

/** A file of the acting department. @throws AppError PLATFORM_FILE_MISSING */
export async function getUploadedFile(tx: Tx, id: string): Promise<UploadedFile> {
  const result = await tx.client.query<UploadedFile>(
    `select id, hash, size_bytes as "sizeBytes", name from files.file where id = $1`,
    [id],
  );
  const file = result.rows[0];
  if (!file) throw new AppError({ code: 'PLATFORM_FILE_MISSING', status: 404 });
  return file;
}
