import { hash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { createEntry, type JsonValue } from '@tandem/ledger';
import type { Tx } from '../database/transaction.ts';
import type { EntryKind } from './entry-kind.ts';

/** Plain JSON: what was done or disclosed, as its owners may later open it. */
export type EntryPayload = { [key: string]: JsonValue };

export interface NewEntry {
  kind: EntryKind;
  /** What the entry is about, for example `request:<uuid>`; not in the public leaf. */
  subject: string;
  payload: EntryPayload;
  /** Departments that may see and open the entry. */
  owners: readonly string[];
}

/**
 * Records an act or a disclosure in the caller's transaction: both commit, or neither does (design law 1).
 * The public leaf says when, what kind, and which department; the payload is committed to with a random salt.
 * One statement, since every disclosure waits for it.
 * @returns the entry's id, which is also the receipt's id. Its index follows within about a second.
 * @throws LedgerError ENTRY_MALFORMED, VALUE_NOT_JSON: mistakes of the program, not of its user.
 */
export async function appendEntry(tx: Tx, entry: NewEntry): Promise<{ entryId: string }> {
  const { actor, now } = tx;
  const { kind, subject, payload, owners } = entry;
  const entryId = uuidv7();
  const salt = randomBytes(32);
  const at = now.toISOString();
  const facts = { id: entryId, kind, at, department: actor.departmentCreditCode, payload, salt };
  const leaf = createEntry(facts, (bytes) => hash('sha256', bytes, 'buffer'));
  await tx.client.query({
    name: 'ledger-append',
    text: `with entry as (
        insert into ledger.entry
          (id, kind, subject, at, actor_kind, actor_person, actor_department, actor_credit_code, owners, payload, salt,
           actor_delegated_by)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $13))
      insert into ledger.unsequenced (entry_id, leaf) values ($1, $12)`,
    values: [
      entryId,
      kind,
      subject,
      now,
      actor.kind,
      actor.personId ?? null,
      actor.departmentId ?? null,
      actor.departmentCreditCode ?? null,
      [...new Set(owners)],
      JSON.stringify(payload),
      salt,
      leaf,
      actor.delegatedBy ?? null,
    ],
  });
  return { entryId };
}
