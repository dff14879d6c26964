import { useText } from '../../platform/i18n.ts';
import styles from './exchange.module.css';

/** Answered or refused: by shape and word, red only for the refusal. */
export function OutcomeMark({ outcome }: { outcome: 'answered' | 'refused' }) {
  const t = useText();
  const refused = outcome === 'refused';
  return (
    <span className={styles['outcome']} data-outcome={outcome}>
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <circle cx="8" cy="8" r="6" />
        <path d={refused ? 'M3.9 12.1L12.1 3.9' : 'M5 8.2l2.1 2.1 3.9-4.2'} />
      </svg>
      {t(`exchange.outcome.${outcome}`)}
    </span>
  );
}
