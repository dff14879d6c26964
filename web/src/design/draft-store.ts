import * as v from 'valibot';
import { readPreference } from '../platform/preferences.ts';

export interface DraftRecord<Value> {
  value: Value;
  /** Milliseconds since 1970, by this machine's clock. */
  savedAt: number;
}

/** Drafts are kept apart by person: machines in service halls are shared. */
export function draftKey(personId: string, key: string): string {
  return `tandem.draft.${personId}.${key}`;
}

/** Where what a self-saving draft could not save is kept. */
export function unsavedKey(personId: string, queryKey: readonly unknown[]): string {
  return draftKey(personId, `unsaved.${queryKey.join('.')}`);
}

const recordSchema = v.object({ value: v.unknown(), savedAt: v.number() });
const keepMs = 30 * 86_400_000;

/** A draft younger than thirty days. The value is trusted to be what the same page wrote under the same key. */
export function readDraft<Value>(storageKey: string, nowMs = Date.now()): DraftRecord<Value> | undefined {
  const record = readPreference(storageKey, recordSchema);
  if (record === undefined || nowMs - record.savedAt > keepMs) return undefined;
  return record as DraftRecord<Value>;
}
