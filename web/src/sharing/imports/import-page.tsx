import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { FailurePage } from '../../design/failure-page.tsx';
import { LoadingState } from '../../design/states.tsx';
import { PageHeader } from '../../design/page-header.tsx';
import { type Step, StepLine, type StepState } from '../../design/step-line.tsx';
import { Tag } from '../../design/tag.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { formatBytes, formatCount, formatDateTime } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { useNow } from '../../platform/session.ts';
import { importQuery, type ImportView } from './import-api.ts';
import { runTitle } from './import-words.ts';
import { LoadingPart } from './loading-part.tsx';
import { PlanPart } from './plan-part.tsx';
import { ReadingPart } from './reading-part.tsx';
import { ReportPart } from './report-part.tsx';
import styles from './imports.module.css';

const route = getRouteApi('/console/imports/$importId');

/** One file on its way to be the data of an entry: found, corrected, loaded, switched to. */
export function ImportPage() {
  const { importId } = route.useParams();
  const query = useQuery(importQuery(importId));
  const t = useText();
  if (query.isPending) return <LoadingState shape="page" rows={8} />;
  if (query.isLoadingError) return <FailurePage problem={query.error} onRetry={() => void query.refetch()} />;
  const run = query.data;
  return (
    <>
      <PageHeader
        title={run.fileName}
        crumbs={[{ label: t('console.nav.imports'), to: '/imports' }, { label: t('import.crumb') }]}
        badges={
          run.mode === 'append' && <Tag title={t('import.mode.append')}>{t('import.mode.append.short')}</Tag>
        }
        note={noteOf(t, run)}
      />
      <Steps run={run} />
      {query.failureReason !== null && <ProblemAlert problem={query.failureReason} />}
      <ImportBody run={run} />
    </>
  );
}

function noteOf(t: Text, run: ImportView): string {
  const title = runTitle(run);
  const rows = run.inspection?.rows;
  const counted =
    rows && t(rows.exact ? 'import.rows.exact' : 'import.rows.about', { count: formatCount(rows.count) });
  return [formatBytes(run.fileBytes), counted, title && t('import.for', { title })]
    .filter(Boolean)
    .join(' · ');
}

/** What the state asks for. A plan that can still be changed is edited; what is loaded is reported. */
function ImportBody({ run }: { run: ImportView }) {
  switch (run.state) {
    case 'inspecting':
      return <ReadingPart run={run} />;
    case 'loading':
    case 'cancelling':
      return <LoadingPart run={run} />;
    case 'loaded':
    case 'switched':
      return <ReportPart run={run} />;
    case 'inspected':
    case 'cancelled':
    case 'failed': {
      if (run.inspection === null) return <ReadingPart run={run} />;
      if (run.datasetVersionId !== null) return <LoadingPart run={run} />;
      // A new look at the file makes a new plan, and a new editor.
      return <PlanPart key={JSON.stringify(run.reading)} run={run} />;
    }
  }
}

const order = ['upload', 'inspect', 'correct', 'load', 'switch'] as const;

/** The step that is under way, by state; 5 when all are done. */
function stepNumber(run: ImportView): number {
  switch (run.state) {
    case 'inspecting':
      return 1;
    case 'loading':
    case 'cancelling':
      return 3;
    case 'loaded':
      return 4;
    case 'switched':
      return 5;
    case 'inspected':
    case 'cancelled':
    case 'failed':
      return run.inspection === null ? 1 : run.datasetVersionId === null ? 2 : 3;
  }
}

function Steps({ run }: { run: ImportView }) {
  const t = useText();
  const now = useNow();
  const at = stepNumber(run);
  const stateOf = (index: number): StepState => {
    if (index < at) return 'done';
    if (index > at) return 'ahead';
    return run.state === 'failed' ? 'refused' : 'current';
  };
  const whens: Partial<Record<(typeof order)[number], string>> = {
    upload: formatDateTime(run.createdAt, now),
    ...(run.startedAt && at >= 3 ? { correct: formatDateTime(run.startedAt, now) } : {}),
    ...(run.finishedAt && at > 3 ? { load: formatDateTime(run.finishedAt, now) } : {}),
  };
  const steps = order.map((id, index): Step => {
    const when = whens[id];
    return { id, title: t(`import.step.${id}`), state: stateOf(index), ...(when ? { when } : {}) };
  });
  return (
    <div className={styles['steps']}>
      <StepLine steps={steps} />
    </div>
  );
}
