import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { formatCount, shortenHash } from '../platform/formats.ts';
import { useText } from '../platform/i18n.ts';
import type { LedgerPlace } from '../platform/ledger-places.ts';
import { HashText } from './hash-text.tsx';
import styles from './receipt-chip.module.css';

interface ReceiptChipProps {
  entryId: string;
  /** Place in the ledger; absent for the second or so until the sequencer has taken the entry in. */
  index?: number | undefined;
  hash?: string | undefined;
  /** False where its content is for its owners only. */
  mayOpen?: boolean | undefined;
  /** Enough witnesses have signed a checkpoint that holds it. */
  witnessed?: boolean;
}

/** Number and hash of a ledger entry; opens its verification. */
export function ReceiptChip({ entryId, index, hash, witnessed = false }: ReceiptChipProps) {
  const t = useText();
  return (
    <Link
      to="/ledger"
      search={{ receipt: entryId }}
      className={styles['chip']}
      title={t('console.receipt.open')}
    >
      <ReceiptSign witnessed={witnessed} />
      <span className={styles['index']}>
        {index === undefined ? t('console.receipt.sequencing') : `#${formatCount(index)}`}
      </span>
      {hash && <span className={styles['hash']}>{shortenHash(hash)}</span>}
      {!witnessed && index !== undefined && (
        <span className={styles['waiting']}>{t('console.receipt.unwitnessed')}</span>
      )}
    </Link>
  );
}

function ReceiptSign({ witnessed }: { witnessed: boolean }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={clsx(styles['sign'], witnessed && styles['witnessed'])}
      aria-hidden="true"
      focusable="false"
    >
      <path d="M8 1.5l5.5 2v4.3c0 3.2-2.3 5.4-5.5 6.7-3.2-1.3-5.5-3.5-5.5-6.7V3.5z" />
      {witnessed && <path d="M5.5 7.9l1.8 1.8 3.2-3.5" />}
    </svg>
  );
}

/** What the ledger knows of an entry, as a chip or a step shows it. */
export function placeProps(
  place: LedgerPlace | undefined,
): Pick<ReceiptChipProps, 'index' | 'hash' | 'mayOpen'> {
  return {
    index: place?.index ?? undefined,
    hash: place?.leafHash ?? undefined,
    mayOpen: place?.mayOpen,
  };
}

export interface ReceiptStep extends ReceiptChipProps {
  title: string;
  /** Who and when, already in words. */
  note: string;
}

/** Receipts down the side, in the order of the steps they prove. */
export function ReceiptTimeline({ steps }: { steps: readonly ReceiptStep[] }) {
  const t = useText();
  return (
    <ol className={styles['timeline']}>
      {steps.map((step) => (
        <li key={step.entryId}>
          <ReceiptSign witnessed={step.witnessed ?? false} />
          <div className={styles['step']}>
            <div className={styles['title']}>{step.title}</div>
            <div className={styles['note']}>{step.note}</div>
            <div className={styles['numbers']}>
              <Link to="/ledger" search={{ receipt: step.entryId }} title={t('console.receipt.open')}>
                {step.index === undefined ? t('console.receipt.sequencing') : `#${formatCount(step.index)}`}
              </Link>
              {step.hash && <HashText hash={step.hash} />}
              {step.mayOpen === false && (
                <span className={styles['owners']}>{t('console.receipt.ownersOnly')}</span>
              )}
            </div>
          </div>
        </li>
      ))}
    </ol>
  );
}
