import { Button } from 'antd';
import { useState } from 'react';
import { Dialog } from '../../design/dialog.tsx';
import { Finding } from '../../design/finding.tsx';
import { ProblemAlert } from '../../design/problem-alert.tsx';
import { ProgressPanel, type ProgressState } from '../../design/progress-panel.tsx';
import { Sheet } from '../../design/sheet.tsx';
import { formatCount } from '../../platform/formats.ts';
import { type Text, type TextKey, useText } from '../../platform/i18n.ts';
import { useHasRole } from '../../platform/session.ts';
import { type ImportView, useStep } from './import-api.ts';
import { problemWords } from './import-words.ts';
import styles from './imports.module.css';

const states: Readonly<Record<ImportView['state'], ProgressState>> = {
  inspecting: 'waiting',
  inspected: 'waiting',
  loading: 'running',
  cancelling: 'running',
  loaded: 'done',
  switched: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
};

const titles: Readonly<Partial<Record<ImportView['state'], TextKey>>> = {
  cancelling: 'import.cancelling',
  cancelled: 'import.stands',
  failed: 'import.stands',
};

/** A load that runs, or stands still after a cancel or a fault: how far, how fast, how to stop and to go on. */
export function LoadingPart({ run }: { run: ImportView }) {
  const t = useText();
  const step = useStep(run.id);
  const canAct = useHasRole('clerk', 'sharingOfficeHead');
  const { progress } = run;
  const stands = run.state === 'failed' || run.state === 'cancelled';
  const waits = run.state === 'loading' && progress === null;
  return (
    <Sheet>
      <ProgressPanel
        title={t(titles[run.state] ?? 'import.loading')}
        state={waits ? 'waiting' : states[run.state]}
        done={progress?.rowsRead ?? 0}
        total={expectedRows(run)}
        unit={t('import.unit.rows')}
        ratePerSecond={progress?.rowsPerSecond}
        cancelling={step.isPending || run.state === 'cancelling'}
        {...(canAct ? { onCancel: () => step.mutate('cancel'), onResume: () => step.mutate('load') } : {})}
      >
        <p>{countsLine(t, run)}</p>
        {progress?.rereadToRow !== undefined && (
          <p className="caption">{t('import.reread', { row: formatCount(progress.rereadToRow) })}</p>
        )}
        {run.problem && <Finding title={problemWords(t, run.problem)}>{adviceFor(t, run)}</Finding>}
        <ProblemAlert problem={step.error} />
      </ProgressPanel>
      <p className={styles['advice']}>{t(stands ? 'import.stands.note' : 'import.loading.note')}</p>
      {canAct && stands && <Discard run={run} />}
    </Sheet>
  );
}

function adviceFor(t: Text, run: ImportView): string {
  return t(run.state === 'failed' ? 'import.failed.note' : 'import.interrupted.note');
}

/** By the bytes that were read, as the file's rows are not counted before its end. */
function expectedRows(run: ImportView): number | undefined {
  const known = run.inspection?.rows;
  if (known?.exact) return known.count;
  const { progress } = run;
  if (!progress || progress.rowsRead === 0 || progress.bytesRead === 0) return known?.count;
  const expected = Math.round((progress.rowsRead * progress.totalBytes) / progress.bytesRead);
  return Number.isFinite(expected) ? Math.max(expected, progress.rowsRead) : undefined;
}

function countsLine(t: Text, { progress }: ImportView): string {
  if (!progress) return t('import.queued');
  return t('import.counts', {
    loaded: formatCount(progress.rowsLoaded),
    rejected: formatCount(progress.rowsRejected),
  });
}

/** Gives up what was loaded, so that the plan can be changed. Asks once. */
export function Discard({ run }: { run: ImportView }) {
  const t = useText();
  const step = useStep(run.id);
  const [asks, setAsks] = useState(false);
  return (
    <>
      <Button onClick={() => setAsks(true)}>{t('import.discard')}</Button>
      {asks && (
        <Dialog
          title={t('import.discard.title')}
          okText={t('import.discard')}
          cancelText={t('import.back')}
          confirmLoading={step.isPending}
          onCancel={() => setAsks(false)}
          onOk={() => step.mutate('discard', { onSuccess: () => setAsks(false) })}
        >
          <p>{t('import.discard.note')}</p>
          <ProblemAlert problem={step.error} />
        </Dialog>
      )}
    </>
  );
}
