import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { toProblem } from '../platform/problem.ts';
import { removePreference, writePreference } from '../platform/preferences.ts';
import { useSession } from '../platform/session.ts';
import { type DraftRecord, readDraft, unsavedKey } from './draft-store.ts';
import { type SavingState, SelfSaving, type Unsaved, type UnsavedStore } from './self-saving.ts';

const retryMs = 10_000;

/** Drafts whose page was left while their last save is under way: who comes back meanwhile goes on with them. */
const leaving = new Map<string, unknown>();

export type Autosave<Value extends object> = SavingState<Value> &
  Pick<SelfSaving<Value>, 'change' | 'flush' | 'decide'>;

/** What a draft begins from; only that of the first drawing counts. */
interface AutosaveStart<Value extends object> {
  value: Value;
  version: number;
  /** Names the draft on this machine, and what shows it elsewhere: forgotten when the page is left. */
  queryKey: QueryKey;
  /** Saves over `version`. @returns the version that holds it. */
  save: (edit: { patch: Partial<Value>; whole: Value }, version: number) => Promise<number>;
}

function storeUnder<Value>(storageKey: string): UnsavedStore<Value> {
  return {
    read: () => readDraft<Unsaved<Value>>(storageKey)?.value,
    write: (value) => {
      const record: DraftRecord<Unsaved<Value>> = { value, savedAt: Date.now() };
      writePreference(storageKey, record);
    },
    clear: () => removePreference(storageKey),
  };
}

/** A `SelfSaving` for as long as the page is there: tries again when the network is back, saves when left. */
export function useAutosave<Value extends object>(start: AutosaveStart<Value>): Autosave<Value> {
  const { person } = useSession();
  const queryClient = useQueryClient();
  const [{ draft, queryKey, storageKey }] = useState(() => {
    const place = unsavedKey(person.id, start.queryKey);
    const begun = leaving.get(place) as SelfSaving<Value> | undefined;
    const draft = begun ?? new SelfSaving({ start, save: start.save, unsaved: storeUnder<Value>(place) });
    return { draft, queryKey: start.queryKey, storageKey: place };
  });
  const state = useSyncExternalStore(draft.subscribe, () => draft.state);
  useEffect(() => {
    const timer = setInterval(() => isTransient(draft.state.problem) && draft.retry(), retryMs);
    addEventListener('online', draft.retry);
    addEventListener('pagehide', draft.keep);
    document.addEventListener('visibilitychange', draft.keep); // phones end pages without a pagehide
    // Who comes back begins with what was saved, not with what had been read before.
    const forget = async () => {
      queryClient.removeQueries({ queryKey, type: 'inactive' });
      await queryClient.invalidateQueries({ queryKey });
    };
    return () => {
      clearInterval(timer);
      removeEventListener('online', draft.retry);
      removeEventListener('pagehide', draft.keep);
      document.removeEventListener('visibilitychange', draft.keep);
      leaving.set(storageKey, draft);
      void draft
        .flush()
        .then(forget, () => undefined)
        .finally(() => leaving.delete(storageKey));
    };
  }, [draft, queryClient, queryKey, storageKey]);
  return { ...state, change: draft.change, flush: draft.flush, decide: draft.decide };
}

/** No answer, or one that says that the server can not do it just now. */
function isTransient(problem: unknown): boolean {
  if (problem === undefined) return false;
  const { status } = toProblem(problem);
  return status === 0 || status >= 500;
}
