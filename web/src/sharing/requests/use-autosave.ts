import { useCallback, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { api } from '../../platform/api.ts';
import { requestQuery, type StatementDraft } from './request-api.ts';

const saveDelayMs = 700;

export interface Autosave {
  value: StatementDraft;
  change: (patch: Partial<StatementDraft>) => void;
  /** Saves what is not saved yet. @returns the version that holds it. Throws `ApiProblem`. */
  flush: () => Promise<number>;
  savedAt: number | undefined;
  saving: boolean;
  problem: unknown;
}

interface Saved {
  version: number;
}

/** What the server keeps of a draft: a row filter counts once it has a value. */
function kept(statement: StatementDraft): StatementDraft {
  const { rowFilter, ...rest } = statement;
  return rowFilter ? { ...rest, rowFilter: rowFilter.filter((filter) => filter.values.length > 0) } : rest;
}

async function saveDraft(id: string, statement: StatementDraft, version: number): Promise<number> {
  const { data } = await api.PATCH('/api/v1/requests/{id}', {
    params: { path: { id }, header: { 'if-match': `"${version}"` } },
    body: kept(statement),
  });
  return (data as Saved).version;
}

/**
 * A draft that saves itself on the server a moment after each change, one save after the other. Each save names
 * the version it read, so a colleague's edit is never overwritten: it shows as a problem instead.
 */
export function useAutosave(start: { id: string; version: number; statement: StatementDraft }): Autosave {
  const { id } = start;
  const queryClient = useQueryClient();
  const [value, setValue] = useState(start.statement);
  const [savedAt, setSavedAt] = useState<number>();
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const version = useRef(start.version);
  const pending = useRef<StatementDraft>(undefined);
  const running = useRef<Promise<void>>(Promise.resolve());
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const saveOnce = useCallback(async () => {
    const statement = pending.current;
    if (statement === undefined) return;
    pending.current = undefined;
    setSaving(true);
    try {
      version.current = await saveDraft(id, statement, version.current);
      setSavedAt(Date.now());
      setProblem(undefined);
    } catch (thrown) {
      pending.current ??= statement;
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

  const change = useCallback(
    (patch: Partial<StatementDraft>) => {
      setValue((before) => {
        const next = { ...before, ...patch };
        pending.current = next;
        return next;
      });
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush().catch(() => undefined), saveDelayMs);
    },
    [flush],
  );

  useEffect(
    () => () => {
      void flush()
        .then(() => queryClient.invalidateQueries({ queryKey: requestQuery(id).queryKey }))
        .catch(() => undefined);
    },
    [flush, queryClient, id],
  );

  return { value, change, flush, savedAt, saving, problem };
}
