import { useEffect, useState, useSyncExternalStore } from 'react';
import { toProblem } from '../platform/problem.ts';
import { removePreference, writePreference } from '../platform/preferences.ts';
import { useSession } from '../platform/session.ts';
import { type DraftRecord, draftKey, readDraft } from './draft-store.ts';
import { type SavingState, SelfSaving, type Unsaved, type UnsavedStore } from './self-saving.ts';

const retryMs = 10_000;

export type SavingDraft<Value extends object> = SavingState<Value> &
  Pick<SelfSaving<Value>, 'change' | 'flush'>;

interface SelfSavingPlace<Value extends object> {
  /** Names the thing on this machine. */
  key: string;
  start: { version: number; value: Value };
  save: ConstructorParameters<typeof SelfSaving<Value>>[0]['save'];
  /** The page was left and everything is saved. */
  onLeft: () => void;
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
export function useSelfSaving<Value extends object>(place: SelfSavingPlace<Value>): SavingDraft<Value> {
  const { person } = useSession();
  const { start, save, onLeft, key } = place;
  const [draft] = useState(
    () => new SelfSaving({ start, save, unsaved: storeUnder(draftKey(person.id, `unsaved.${key}`)) }),
  );
  const [left] = useState(() => onLeft);
  const state = useSyncExternalStore(draft.subscribe, () => draft.state);
  useEffect(() => {
    const timer = setInterval(() => {
      if (draft.state.problem !== undefined && isTransient(draft.state.problem)) draft.retry();
    }, retryMs);
    addEventListener('online', draft.retry);
    addEventListener('pagehide', draft.keep);
    document.addEventListener('visibilitychange', draft.keep); // phones end pages without a pagehide
    return () => {
      clearInterval(timer);
      removeEventListener('online', draft.retry);
      removeEventListener('pagehide', draft.keep);
      document.removeEventListener('visibilitychange', draft.keep);
      void draft.flush().then(left, () => undefined);
    };
  }, [draft, left]);
  return { ...state, change: draft.change, flush: draft.flush };
}

/** No answer, or one that says that the server can not do it just now. */
function isTransient(problem: unknown): boolean {
  const { status } = toProblem(problem);
  return status === 0 || status >= 500;
}
