import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { answer, api } from '../../platform/api.ts';
import { type Content, type Draft, draftQuery } from './catalogue-api.ts';

const saveDelayMs = 700;

/** What changes, or what changes given what is there now. */
export type Change = (patch: Partial<Content> | ((content: Content) => Partial<Content>)) => void;

export interface Autosave {
  content: Content;
  change: Change;
  /** Saves what is not saved yet. @returns the version that holds it. Throws `ApiProblem`. */
  flush: () => Promise<number>;
  savedAt: number | undefined;
  saving: boolean;
  problem: unknown;
}

/**
 * A draft that saves itself on the server a moment after each change: only what changed, one save after the other.
 * Each save names the version it read, so a colleague's edit is never overwritten: it shows as a problem instead.
 */
export function useAutosave(draft: Draft): Autosave {
  const id = draft.resourceId;
  const queryClient = useQueryClient();
  const [content, setContent] = useState(draft.content);
  const [savedAt, setSavedAt] = useState<number>();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const current = useRef(draft.content);
  const version = useRef(draft.version);
  const pending = useRef<Partial<Content>>({});
  const running = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const saveOnce = useCallback(async () => {
    const patch = pending.current;
    if (Object.keys(patch).length === 0) return;
    pending.current = {};
    setSaving(true);
    try {
      const saved = await answer(
        api.PATCH('/api/v1/catalogue/drafts/{id}', {
          params: { path: { id }, header: { 'if-match': `"${version.current}"` } },
          body: patch,
        }),
      );
      version.current = saved.version;
      setSavedAt(Date.now());
      setProblem(undefined);
    } catch (thrown) {
      pending.current = { ...patch, ...pending.current };
      setProblem(thrown);
      throw thrown;
    } finally {
      setSaving(false);
    }
  }, [id]);

  const flush = useCallback(async () => {
    clearTimeout(timer.current);
    const save = running.current.then(saveOnce);
    running.current = save.catch(() => undefined);
    await save;
    return version.current;
  }, [saveOnce]);

  const change: Change = useCallback(
    (given) => {
      const patch = typeof given === 'function' ? given(current.current) : given;
      current.current = { ...current.current, ...patch };
      setContent(current.current);
      pending.current = { ...pending.current, ...patch };
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush().catch(() => undefined), saveDelayMs);
    },
    [flush],
  );

  useEffect(
    () => () => {
      void flush()
        .then(() => queryClient.invalidateQueries({ queryKey: draftQuery(id).queryKey }))
        .catch(() => undefined);
    },
    [flush, queryClient, id],
  );

  return { content, change, flush, savedAt, saving, problem };
}
