import type { Readable } from 'node:stream';
import { AppError } from '../../platform/app-error.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { withAuthors } from '../../foundation/people/index.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import { holdContent } from '../../platform/files/hold-content.ts';
import {
  insertAttachment,
  listAttachments,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
} from './attachment-store.ts';
import { requestError } from './errors.ts';
import { assertMay, takeSide } from './open-request.ts';
import { lockRequest, saveRequest, type RequestRecord } from './request-store.ts';
import { FINAL_STATES } from './request.ts';

const WRITERS = { sides: ['requester', 'provider'], roles: ['clerk', 'sharingOfficeHead'] } as const;

async function openForPaper(tx: Tx, requestId: string): Promise<RequestRecord> {
  const locked = await lockRequest(tx, requestId);
  const request = await takeSide(tx, locked, assertMay(tx.actor, locked, WRITERS));
  if (FINAL_STATES.some((state) => state === request.state)) {
    throw requestError('REQUEST_STATE', { params: { state: request.state } });
  }
  if ((await listAttachments(tx, requestId)).length >= MAX_ATTACHMENTS)
    throw requestError('REQUEST_ATTACHMENTS_FULL');
  return request;
}

/** Papers of the requester are part of what its head consents to, or confirms later. */
async function countWriter(tx: Tx, request: RequestRecord): Promise<void> {
  if (tx.actor.departmentId !== request.requesterId) return;
  const part = request.officeConsentBy === null ? 'writtenBy' : 'supplementedBy';
  await saveRequest(tx, request, { [part]: withAuthors(request[part], tx.actor) });
}

/**
 * Adds a paper to a request. The content is stored before it is referred to; a paper that nobody refers to
 * is content without a name. `transact` only looks, `transactFor` writes, keyed on name and content. @throws AppError PLATFORM_BODY_TOO_LARGE, PLATFORM_FILE_EMPTY, REQUEST_STATE, REQUEST_ATTACHMENTS_FULL
 */
export async function attachPaper(
  room: { transact: Transact; transactFor: (content: string) => Transact; files: FileStore },
  paper: { requestId: string; name: string; content: Readable },
): Promise<{ id: string }> {
  await room.transact((tx) => openForPaper(tx, paper.requestId));
  const { hash, sizeBytes } = await room.files.put(paper.content, { maxBytes: MAX_ATTACHMENT_BYTES });
  if (sizeBytes === 0) throw new AppError({ code: 'PLATFORM_FILE_EMPTY', status: 422 });
  return room.transactFor(`${paper.name}\n${hash}`)(async (tx) => {
    await countWriter(tx, await openForPaper(tx, paper.requestId));
    await holdContent(tx, room.files, hash);
    const id = await insertAttachment(tx, { requestId: paper.requestId, name: paper.name, hash, sizeBytes });
    return { id };
  });
}
