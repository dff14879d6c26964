import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';

const saveDelayMs = 700;

/** What changes, or what changes given what is there now. */
export type Change<T> = (patch: Partial<T> | ((value: T) => Partial<T>)) => void;

export interface Autosave<T> {
  value: T;
  change: Change<T>;
  /** Saves what is not saved yet. @returns the version that holds it. Throws `ApiProblem`. */
  flush: () => Promise<number>;
  savedAt: number | undefined;
  saving: boolean;
  problem: unknown;
}

/** What a draft begins from; only that of the first drawing counts. */
interface AutosaveStart<T> {
  value: T;
  version: number;
  /** What shows the draft elsewhere: read anew when the page is left. */
  queryKey: QueryKey;
  /** Saves over `version`. @returns the version that holds it. */
  save: (edit: { patch: Partial<T>; whole: T }, version: number) => Promise<number>;
}

/**
 * A draft that saves itself on the server a moment after each change, one save after the other. Each save names
 * the version it read, so a colleague's edit is never overwritten: it shows as a problem instead.
 */
export function useAutosave<T extends object>(start: AutosaveStart<T>): Autosave<T> {
  const queryClient = useQueryClient();
  const [value, setValue] = useState(start.value);
  const [savedAt, setSavedAt] = useState<number>();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const begun = useRef(start);
  const current = useRef(start.value);
  const version = useRef(start.version);
  const pending = useRef<Partial<T>>({});
  const running = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const saveOnce = useCallback(async () => {
    const patch = pending.current;
    if (Object.keys(patch).length === 0) return;
    pending.current = {};
    setSaving(true);
    try {
      version.current = await begun.current.save({ patch, whole: current.current }, version.current);
      setSavedAt(Date.now());
      setProblem(undefined);
    } catch (thrown) {
      pending.current = { ...patch, ...pending.current };
      setProblem(thrown);
      throw thrown;
    } finally {
      setSaving(false);
    }
  }, []);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const save = running.current.then(saveOnce);
    running.current = save.catch(() => undefined);
    await save;
    return version.current;
  }, [saveOnce]);

  const change: Change<T> = useCallback(
    (given) => {
      const patch = typeof given === 'function' ? given(current.current) : given;
      current.current = { ...current.current, ...patch };
      setValue(current.current);
      pending.current = { ...pending.current, ...patch };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush().catch(() => undefined), saveDelayMs);
    },
    [flush],
  );

  useEffect(() => {
    const { queryKey } = begun.current;
    return () => {
      void flush()
        .then(() => queryClient.invalidateQueries({ queryKey }))
        .catch(() => undefined);
    };
  }, [flush, queryClient]);

  return { value, change, flush, savedAt, saving, problem };
}
