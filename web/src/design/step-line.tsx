import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { type Text, useText } from '../platform/i18n.ts';
import styles from './step-line.module.css';

export type StepState = 'done' | 'current' | 'ahead' | 'refused' | 'skipped';

export interface Step {
  id: string;
  title: ReactNode;
  state: StepState;
  /** Department and person: 民政局 何静. */
  who?: ReactNode;
  /** When it happened, or what is expected: 进行中, 20 个工作日内. */
  when?: ReactNode;
  /** Time from this step to the next, written on the line: 3 日. */
  gap?: ReactNode;
  /** The clock stood still on the way to the next step. */
  gapPaused?: boolean;
}

interface StepLineProps {
  steps: readonly Step[];
  label?: string;
}

/** In how many rows a line may break: where times are written on it, each step needs the room of one. */
function lengthOf(steps: readonly Step[]): 'short' | 'middle' | 'long' | 'longest' {
  if (steps.length < 5 || steps.every((step) => step.gap === undefined)) return 'short';
  if (steps.length < 7) return 'middle';
  return steps.length < 9 ? 'long' : 'longest';
}

/**
 * Where a request, case or agreement stands. A line on wide screens, rows where there is no room for it, a column where
 * there is none for these.
 */
export function StepLine({ steps, label }: StepLineProps) {
  const t = useText();
  return (
    <div className={styles['frame']}>
      <ol
        className={styles['line']}
        data-length={lengthOf(steps)}
        aria-label={label ?? t('console.steps.label')}
      >
        {steps.map((step, index) => (
          <StepItem key={step.id} step={step} next={steps[index + 1]} t={t} />
        ))}
      </ol>
    </div>
  );
}

function StepItem({ step, next, t }: { step: Step; next: Step | undefined; t: Text }) {
  const isTravelled = next !== undefined && next.state !== 'ahead';
  return (
    <li
      className={clsx(styles['step'], styles[step.state], next === undefined && styles['last'])}
      {...(step.state === 'current' ? { 'aria-current': 'step' as const } : {})}
    >
      <span className={styles['mark']}>
        <StepSign state={step.state} />
        <span className="sr-only">{t(`console.steps.${step.state}`)}</span>
      </span>
      {next !== undefined && (
        <span
          className={clsx(
            styles['track'],
            isTravelled && styles['travelled'],
            step.gapPaused && styles['paused'],
          )}
        >
          {step.gap !== undefined && <span className={styles['gap']}>{step.gap}</span>}
        </span>
      )}
      <div className={styles['text']}>
        <div className={styles['title']}>{step.title}</div>
        {step.who !== undefined && <div className={styles['who']}>{step.who}</div>}
        {step.when !== undefined && <div className={styles['when']}>{step.when}</div>}
      </div>
    </li>
  );
}

function StepSign({ state }: { state: StepState }) {
  return (
    <svg viewBox="0 0 20 20" className={styles['sign']} aria-hidden="true" focusable="false">
      {(state === 'done' || state === 'refused') && (
        <circle cx="10" cy="10" r="8" className={styles['disc']} />
      )}
      {state === 'done' && <path d="M6.5 10.2l2.5 2.5 4.6-5" className={styles['tick']} />}
      {state === 'refused' && <path d="M7.2 7.2l5.6 5.6M12.8 7.2l-5.6 5.6" className={styles['tick']} />}
      {state === 'current' && (
        <>
          <circle cx="10" cy="10" r="10" className={styles['halo']} />
          <circle cx="10" cy="10" r="7.2" className={styles['ring']} />
          <circle cx="10" cy="10" r="3.2" className={styles['disc']} />
        </>
      )}
      {state === 'ahead' && <circle cx="10" cy="10" r="7.2" className={styles['ring']} />}
      {state === 'skipped' && <path d="M4 10h12" className={styles['ring']} />}
    </svg>
  );
}
