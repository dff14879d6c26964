import { randomBytes } from 'node:crypto';
import { createEntry } from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';

/** Plain JSON: what was done or disclosed, as its owners may later open it. */
export type EntryPayload = { [key: string]: JsonValue };
type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export interface NewEntry {
  /** `room.what`, for example `request.replied`. */
  kind: string;
  /** What the entry is about, for example `request:<uuid>`; not in the public leaf. */
  subject: string;
  payload: EntryPayload;
  /** Departments that may see and open the entry. */
  owners: readonly string[];
}

/**
 * Records an act or a disclosure in the caller's transaction: both commit, or neither does (design law 1).
 * The public leaf says when, what kind, and which department; the payload is committed to with a random salt.
 * @returns the entry's id, which is also the receipt's id. Its index follows within about a second.
 */
export async function appendEntry(tx: Tx, entry: NewEntry): Promise<{ entryId: string }> {
  const { actor } = tx;
  const entryId = await newEntryId(tx);
  const salt = randomBytes(32);
  const leaf = createEntry({
    id: entryId,
    kind: entry.kind,
    at: tx.now.toISOString(),
    department: actor.departmentCreditCode,
    payload: entry.payload,
    salt,
  });
  await tx.client.query({
    name: 'ledger-append',
    text: `with entry as (
        insert into ledger.entry
          (id, kind, subject, at, actor_kind, actor_person, actor_department, owners, payload, salt, leaf)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))
      insert into ledger.unsequenced (entry_id, leaf) values ($1, $11)`,
    values: [
      entryId, entry.kind, entry.subject, tx.now, actor.kind, actor.personId ?? null, actor.departmentId ?? null,
      [...new Set(entry.owners)], JSON.stringify(entry.payload), salt, Buffer.from(leaf),
    ],
  });
  return { entryId };
}

async function newEntryId(tx: Tx): Promise<string> {
  const result = await tx.client.query<{ id: string }>({ name: 'ledger-id', text: 'select uuidv7() as id' });
  return result.rows[0]?.id ?? '';
}
