import { Button } from 'antd';
import type { ReactNode } from 'react';
import { formatCount, formatDuration } from '../platform/formats.ts';
import { useLanguage, useText } from '../platform/i18n.ts';
import { Icon } from './icon.tsx';
import { MeterBar } from './meter-bar.tsx';
import { progressFigures } from './progress-figures.ts';
import styles from './progress-panel.module.css';

export type ProgressState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';

interface ProgressPanelProps {
  title: ReactNode;
  state: ProgressState;
  done: number;
  /** Absent while it is not known how much there is. */
  total?: number | undefined;
  /** 行, 户, 件. */
  unit: string;
  /** Units a second; with it the time left is told. */
  ratePerSecond?: number | undefined;
  onCancel?: () => void;
  onResume?: () => void;
  cancelling?: boolean;
  /** Below the bar: what was refused so far, where it goes on. */
  children?: ReactNode;
}

/** Long work: how much is done, how fast, how long it still takes, and a way to stop it and to go on. */
export function ProgressPanel(props: ProgressPanelProps) {
  const {
    title,
    state,
    done,
    total,
    unit,
    ratePerSecond,
    onCancel,
    onResume,
    cancelling = false,
    children,
  } = props;
  const t = useText();
  const figures = progressFigures({
    done,
    total,
    ratePerSecond: state === 'running' ? ratePerSecond : undefined,
  });
  const isGoing = state === 'running' || state === 'waiting';
  const canResume =
    onResume !== undefined && (state === 'paused' || state === 'failed' || state === 'cancelled');
  return (
    <div className={styles['panel']} data-state={state}>
      <div className={styles['head']}>
        <strong>{title}</strong>
        <span className={styles['state']} role="status">
          <StateIcon state={state} /> {t(`console.progress.${state}`)}
        </span>
        <span className={styles['actions']}>
          {isGoing && onCancel && (
            <Button size="small" onClick={onCancel} loading={cancelling}>
              {t('console.progress.cancel')}
            </Button>
          )}
          {canResume && (
            <Button size="small" type="primary" onClick={onResume}>
              {t('console.progress.resume')}
            </Button>
          )}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={typeof title === 'string' ? title : t('console.progress.label')}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(figures.percent === undefined ? {} : { 'aria-valuenow': figures.percent })}
        className={figures.percent === undefined && isGoing ? styles['unknown'] : undefined}
      >
        <MeterBar value={done} max={total ?? Math.max(1, done)} tone={state === 'failed' ? 'red' : 'blue'} />
      </div>
      <ProgressLine {...{ done, total, unit, ratePerSecond, figures, isGoing }} />
      {children && <div className={styles['body']}>{children}</div>}
    </div>
  );
}

interface ProgressLineProps {
  done: number;
  total: number | undefined;
  unit: string;
  ratePerSecond: number | undefined;
  figures: ReturnType<typeof progressFigures>;
  isGoing: boolean;
}

function ProgressLine({ done, total, unit, ratePerSecond, figures, isGoing }: ProgressLineProps) {
  const t = useText();
  const language = useLanguage();
  const count =
    total === undefined
      ? t('console.progress.count', { done: formatCount(done), unit })
      : t('console.progress.countOf', { done: formatCount(done), total: formatCount(total), unit });
  return (
    <div className={styles['line']}>
      <span>
        {count}
        {figures.percent !== undefined && ` · ${figures.percent}%`}
      </span>
      {isGoing && ratePerSecond !== undefined && (
        <span>
          {t('console.progress.rate', { rate: formatCount(Math.round(ratePerSecond)), unit })}
          {figures.secondsLeft !== undefined &&
            ` · ${t('console.progress.left', { time: formatDuration(figures.secondsLeft * 1000, language) })}`}
        </span>
      )}
    </div>
  );
}

function StateIcon({ state }: { state: ProgressState }) {
  const name = (
    {
      waiting: 'clock',
      running: 'refresh',
      paused: 'pause',
      done: 'check',
      failed: 'warning',
      cancelled: 'close',
    } as const
  )[state];
  return <Icon name={name} size={1.1} />;
}
