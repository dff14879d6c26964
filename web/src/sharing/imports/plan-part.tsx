import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { Finding } from '../../design/finding.tsx';
import { ListPreview } from '../../design/list-preview.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { useSearchWithPanel } from '../../platform/panel-history.ts';
import { formatCount, formatShare } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { ColumnPanel } from './column-panel.tsx';
import { ColumnsTable } from './columns-table.tsx';
import { FileSheet } from './file-sheet.tsx';
import { type Estimate, estimateQuery, type ImportView, useStep } from './import-api.ts';
import { problemWords } from './import-words.ts';
import styles from './imports.module.css';
import { fitOf, planOf, type PlanDraft, unfitOf } from './plan-draft.ts';
import { PreviewSheet } from './preview-sheet.tsx';
import { TargetSheet } from './target-sheet.tsx';
import { type PlanEditor, usePlanEditor } from './use-plan-editor.ts';
import { useSettled } from './use-settled.ts';

const route = getRouteApi('/console/imports/$importId');

/** What was found in the file, to be corrected, with what the plan would cost; then the load. */
export function PlanPart({ run }: { run: ImportView }) {
  const t = useText();
  const search = route.useSearch();
  const { column: chosen } = search;
  const editor = usePlanEditor(run);
  const estimate = usePlanEstimate(run, editor.draft);
  const change = useSearchWithPanel('column', search);
  const choose = (column: string | undefined) => change({ column });
  const guess = run.inspection?.columns.find((one) => one.source === chosen);
  const context = { run, editor, estimate: estimate.data };
  return (
    <ListPreview
      onClose={() => choose(undefined)}
      preview={
        guess && (
          <ColumnPanel key={guess.source} {...context} guess={guess} onClose={() => choose(undefined)} />
        )
      }
      list={
        <div className={styles['stack']}>
          {run.problem && (
            <Finding title={t(`import.state.${run.state}`)}>{problemWords(t, run.problem)}</Finding>
          )}
          <ProblemAlert problem={editor.problem} />
          <ProblemAlert problem={estimate.error} />
          <div className={styles['pair']}>
            <FileSheet run={run} />
            <TargetSheet run={run} editor={editor} />
          </div>
          <Sheet flush title={t('import.columns')} note={t('import.columns.note')}>
            <ColumnsTable {...context} chosen={chosen} onChoose={choose} />
          </Sheet>
          {run.inspection && <PreviewSheet inspection={run.inspection} />}
          <LoadBar run={run} editor={editor} estimate={estimate.data} isEstimating={estimate.isFetching} />
        </div>
      }
    />
  );
}

/** Asked anew a moment after the last change. */
function usePlanEstimate(run: ImportView, draft: PlanDraft) {
  const columns = useMemo(() => planOf(draft), [draft]);
  const settled = useSettled(columns, 500);
  const canAsk = useHasRole('clerk', 'sharingOfficeHead');
  return useQuery({
    ...estimateQuery(run.id, settled, draft.resourceId),
    placeholderData: keepPreviousData,
    enabled: canAsk && settled.length > 0,
  });
}

interface LoadBarProps {
  run: ImportView;
  editor: PlanEditor;
  estimate: Estimate | undefined;
  isEstimating: boolean;
}

function LoadBar({ run, editor, estimate, isEstimating }: LoadBarProps) {
  const t = useText();
  const step = useStep(run.id);
  const canLoad = useHasRole('clerk', 'sharingOfficeHead');
  const held = heldUpBy(run, editor.draft);
  const load = async () => {
    await editor.flush();
    step.mutate('load');
  };
  if (!canLoad) return null;
  return (
    <div className={styles['bar']}>
      <div className={styles['barNote']} role="status" aria-live="polite">
        <EstimateLine run={run} estimate={estimate} isEstimating={isEstimating} t={t} />
        <ProblemAlert problem={step.error} />
      </div>
      {held && <strong>{t(held)}</strong>}
      <span className="caption">{t(editor.isSaving ? 'import.plan.saving' : 'import.plan.saved')}</span>
      <Button
        type="primary"
        loading={step.isPending}
        disabled={held !== undefined}
        onClick={() => void load().catch(() => undefined)}
      >
        {t('import.load')}
      </Button>
    </div>
  );
}

/** Why the rows can not be loaded yet. */
function heldUpBy({ target }: ImportView, draft: PlanDraft) {
  if (draft.resourceId === null) return 'import.load.noEntry';
  const items = target?.items ?? [];
  const names = items.map(({ name }) => name);
  if (fitOf(draft, names).missing.length > 0) return 'import.load.missing';
  return unfitOf(draft, items).length > 0 ? 'import.load.unfit' : undefined;
}

interface EstimateLineProps {
  run: ImportView;
  estimate: Estimate | undefined;
  isEstimating: boolean;
  t: Text;
}

function EstimateLine({ run, estimate, isEstimating, t }: EstimateLineProps) {
  if (!estimate || estimate.rowsSampled === 0) return <>{isEstimating && t('import.estimate.working')}</>;
  const share = estimate.rowsRejected / estimate.rowsSampled;
  const rows = run.inspection?.rows?.count;
  const whole = rows !== undefined && rows > estimate.rowsSampled;
  return (
    <span className={isEstimating ? styles['quiet'] : undefined}>
      {t('import.estimate', {
        sampled: formatCount(estimate.rowsSampled),
        rejected: formatCount(estimate.rowsRejected),
        share: formatShare(share),
      })}
      {whole && ` · ${t('import.estimate.whole', { count: formatCount(Math.round(rows * share)) })}`}
    </span>
  );
}
