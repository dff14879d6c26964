import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { Icon } from '../design/icon.tsx';
import { formatCount, formatExact } from '../platform/formats.ts';
import { isMessageKey } from '@tandem/messages';
import { type Text, useText } from '../platform/i18n.ts';
import {
  alterOneByte,
  type Examination,
  examinationSteps,
  type ExaminationStep,
  examineReceipt,
  type StepState,
} from './examine-receipt.ts';
import { EntrySummary } from './entry-summary.tsx';
import styles from './examination-view.module.css';
import { InclusionTree } from './inclusion-tree.tsx';

interface ExaminationViewProps {
  receipt: string;
  verifierKeys: readonly string[];
  /** In a panel that shows the entry itself: the way to the root is folded in. */
  compact?: boolean;
}

type Outcome = { examination: Examination } | { keyProblem: true };

function examine(receipt: string, verifierKeys: readonly string[]): Outcome {
  try {
    return { examination: examineReceipt(receipt, verifierKeys) };
  } catch {
    return { keyProblem: true };
  }
}

/** In any of the lines alike, so that proof, signature and content are all met. */
function randomPosition(text: string): number {
  const starts = [...text.matchAll(/^.+$/gm)].map(({ index, 0: line }) => ({ index, length: line.length }));
  const line = starts[Math.floor(Math.random() * starts.length)] ?? { index: 0, length: text.length };
  return line.index + Math.floor(Math.random() * line.length);
}

/** Checks a receipt here, in this browser, step by step; and lets the reader see it fail. */
export function ExaminationView({ receipt, verifierKeys, compact = false }: ExaminationViewProps) {
  const t = useText();
  const [altered, setAltered] = useState<{ text: string; position: number }>();
  const text = altered?.text ?? receipt;
  const outcome = useMemo(() => examine(text, verifierKeys), [text, verifierKeys]);
  if ('keyProblem' in outcome) return <p className={styles['keyProblem']}>{t('ledger.verify.keyProblem')}</p>;
  const { examination } = outcome;
  const flip = () => {
    const position = randomPosition(receipt);
    setAltered({ text: alterOneByte(receipt, position), position });
  };
  return (
    <div className={styles['examination']}>
      <Verdict examination={examination} />
      <div className={styles['flip']}>
        <Button size="small" icon={<Icon name="edit" />} onClick={flip}>
          {t('ledger.flip')}
        </Button>
        {altered && (
          <>
            <span role="status">
              {t('ledger.flip.done', { position: formatCount(altered.position + 1) })}
            </span>
            <Button size="small" type="link" onClick={() => setAltered(undefined)}>
              {t('ledger.flip.undo')}
            </Button>
          </>
        )}
        {!altered && <span className="caption">{t('ledger.flip.note')}</span>}
      </div>
      <ol className={styles['steps']}>
        {examinationSteps.map((step) => (
          <StepLine key={step} step={step} state={examination.steps[step]} examination={examination} />
        ))}
      </ol>
      {examination.path && (
        <details className={styles['way']} open={!compact}>
          <summary>{t('ledger.path.summary', { count: examination.path.levels.length })}</summary>
          <InclusionTree path={examination.path} />
        </details>
      )}
      {!compact && examination.ok && <EntrySummary verified={examination.verified} />}
    </div>
  );
}

function Verdict({ examination }: { examination: Examination }) {
  const t = useText();
  if (examination.ok) {
    const { origin, index, treeSize } = examination.verified;
    return (
      <div className={styles['verdict']} data-ok="true" role="status">
        <VerdictSign ok />
        <div>
          <strong>{t('ledger.verdict.good')}</strong>
          <p>
            {t('ledger.verdict.place', { origin, index: formatCount(index), size: formatCount(treeSize) })}
          </p>
        </div>
      </div>
    );
  }
  return (
    <div className={styles['verdict']} data-ok="false" role="alert">
      <VerdictSign ok={false} />
      <div>
        <strong>{t('ledger.verdict.bad')}</strong>
        <p>
          {reasonWords(t, examination.reason)} <code className={styles['reason']}>{examination.reason}</code>
        </p>
      </div>
    </div>
  );
}

function reasonWords(t: Text, reason: string): string {
  const key = `RECEIPT_${reason}`;
  return isMessageKey(key) ? t(key) : reason;
}

function VerdictSign({ ok }: { ok: boolean }) {
  return (
    <svg viewBox="0 0 32 32" className={styles['sign']} aria-hidden="true" focusable="false">
      <path d="M16 2.5l12 4.4v8.6c0 7-5 11.8-12 14.5C9 27.3 4 22.5 4 15.5V6.9z" />
      <path d={ok ? 'M10.5 16.2l4 4 7.2-8' : 'M11 11l10 10M21 11L11 21'} />
    </svg>
  );
}

interface StepLineProps {
  step: ExaminationStep;
  state: StepState;
  examination: Examination;
}

function StepLine({ step, state, examination }: StepLineProps) {
  const t = useText();
  return (
    <li data-state={state}>
      <StepSign state={state} />
      <span>
        <span className="sr-only">{t(`ledger.step.${state}`)} </span>
        {t(`ledger.step.${step}`)}
        {step === 'signature' && examination.ok && <Witnesses witnesses={examination.verified.witnesses} />}
        {step === 'opening' && state === 'absent' && (
          <span className="caption"> {t('ledger.step.opening.absent')}</span>
        )}
      </span>
    </li>
  );
}

function StepSign({ state }: { state: StepState }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r={state === 'good' || state === 'bad' ? 7 : 6} />
      {state === 'good' && <path d="M4.9 8.2l2.2 2.2 4.1-4.4" />}
      {state === 'bad' && <path d="M5.3 5.3l5.4 5.4M10.7 5.3l-5.4 5.4" />}
    </svg>
  );
}

function Witnesses({ witnesses }: { witnesses: readonly { name: string; time: number }[] }) {
  const t = useText();
  return (
    <span className="caption">
      {' '}
      {witnesses.length === 0
        ? t('ledger.witness.none')
        : witnesses.map(({ name, time }) => `${name} ${formatExact(time * 1000)}`).join('、')}
    </span>
  );
}
