import { useCallback, useEffect, useRef, useState } from 'react';
import { formatTime } from '../platform/formats.ts';
import { useText } from '../platform/i18n.ts';
import { removePreference, writePreference } from '../platform/preferences.ts';
import { useCityTime, useSession } from '../platform/session.ts';
import { draftKey, type DraftRecord, readDraft } from './draft-store.ts';

const saveDelayMs = 500;

export interface Draft<Value> {
  value: Value;
  setValue: (value: Value) => void;
  /** When it was last saved on this machine; undefined before the first change and where storage is denied. */
  savedAt: number | undefined;
  /** A draft of an earlier visit was found and is what `value` began with. */
  restored: boolean;
  /** Forgets the draft, after it was sent or given up. `value` goes back to the initial one. */
  clear: () => void;
}

/**
 * State that saves itself on this machine, per person and key, and is found again on the next visit.
 * Only for what a person types; personal data of others never belongs into a draft's key.
 */
export function useDraft<Value>(key: string, initial: Value): Draft<Value> {
  const { person } = useSession();
  const storageKey = draftKey(person.id, key);
  const [found] = useState(() => readDraft<Value>(storageKey));
  const [value, setShown] = useState<Value>(found?.value ?? initial);
  const [savedAt, setSavedAt] = useState(found?.savedAt);
  const pending = useRef<Value | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(() => {
    if (pending.current === undefined) return;
    const record: DraftRecord<Value> = { value: pending.current, savedAt: Date.now() };
    pending.current = undefined;
    if (writePreference(storageKey, record)) setSavedAt(record.savedAt);
  }, [storageKey]);

  const setValue = useCallback(
    (next: Value) => {
      setShown(next);
      pending.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(save, saveDelayMs);
    },
    [save],
  );

  const clear = useCallback(() => {
    clearTimeout(timer.current);
    pending.current = undefined;
    removePreference(storageKey);
    setSavedAt(undefined);
    setShown(initial);
  }, [storageKey, initial]);

  useEffect(() => {
    addEventListener('pagehide', save);
    return () => {
      removeEventListener('pagehide', save);
      clearTimeout(timer.current);
      save();
    };
  }, [save]);

  return { value, setValue, savedAt, restored: found !== undefined, clear };
}

/** 草稿自动保存 · 09:41 */
export function DraftNote({ draft }: { draft: Pick<Draft<unknown>, 'savedAt'> }) {
  const t = useText();
  const cityTime = useCityTime();
  return (
    <span className="caption" role="status">
      {draft.savedAt === undefined
        ? t('console.draft.automatic')
        : t('console.draft.savedAt', { time: formatTime(cityTime(draft.savedAt)) })}
    </span>
  );
}
