import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type ImportView, useSavePlan } from './import-api.ts';
import { draftOf, type PlanDraft, planOf, withEmptyColumnsFitted } from './plan-draft.ts';

const saveDelayMs = 700;

export interface PlanEditor {
  draft: PlanDraft;
  change: (next: PlanDraft) => void;
  /** Saves what was not saved yet; resolves when the server has it. */
  flush: () => Promise<void>;
  isSaving: boolean;
  problem: unknown;
}

/**
 * The plan as it is edited. It saves itself a moment after each change, one save after the other, on the version
 * that the last answer gave; when somebody else has saved in between, the refusal is shown and nothing is overwritten.
 */
export function usePlanEditor(run: ImportView): PlanEditor {
  const [edited, setDraft] = useState(() => draftOf(run));
  const { inspection, target } = run;
  const draft = useMemo(
    () => withEmptyColumnsFitted(edited, inspection?.columns ?? [], target?.items ?? []),
    [edited, inspection, target],
  );
  const save = useSavePlan(run.id);
  const version = useRef(run.version);
  const pending = useRef<PlanDraft | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lane = useRef<Promise<void>>(Promise.resolve());
  const { mutateAsync } = save;

  const send = useCallback(async () => {
    const next = pending.current;
    if (next === undefined) return;
    pending.current = undefined;
    const change = { columns: planOf(next), resourceId: next.resourceId, mode: next.mode };
    const saved = await mutateAsync({ change, version: version.current }).catch((refusal: unknown) => {
      pending.current ??= next; // what waits for a save must not go on without it
      throw refusal;
    });
    version.current = saved.version;
  }, [mutateAsync]);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    lane.current = lane.current.catch(() => undefined).then(send);
    return lane.current;
  }, [send]);

  const change = useCallback(
    (next: PlanDraft) => {
      setDraft(next);
      pending.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void flush().catch(() => undefined), saveDelayMs);
    },
    [flush],
  );

  useEffect(() => () => void flush().catch(() => undefined), [flush]);

  return { draft, change, flush, isSaving: save.isPending, problem: save.error };
}
