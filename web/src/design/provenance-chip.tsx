import type { ReactNode } from 'react';
import { DateText } from './date-text.tsx';
import styles from './provenance-chip.module.css';

interface ProvenanceChipProps {
  /** Two or three characters of the department: 市监. */
  source: string;
  /** Its name, on hover. */
  sourceName?: string;
  /** When the fact came: plain date or instant. */
  at?: string | undefined;
}

/** From whom a fact is, and of when. */
export function ProvenanceChip({ source, sourceName, at }: ProvenanceChipProps) {
  return (
    <span className={styles['chip']}>
      <abbr className={styles['source']} title={sourceName}>
        {source}
      </abbr>
      {at && <DateText at={at} />}
    </span>
  );
}

interface DisagreementProps {
  /** What differs: 住所 · 两个来源不一致. */
  title: ReactNode;
  values: readonly { value: ReactNode; source: string; sourceName?: string; at?: string }[];
  /** Who answers within what time. */
  note?: ReactNode;
  /** The button that files a correction. */
  action?: ReactNode;
}

/** Two sources that say different things, side by side. */
export function Disagreement({ title, values, note, action }: DisagreementProps) {
  return (
    <div className={styles['disagreement']} role="note">
      <div className={styles['title']}>{title}</div>
      <ul>
        {values.map(({ value, ...from }) => (
          <li key={from.source}>
            <span>{value}</span>
            <ProvenanceChip {...from} />
          </li>
        ))}
      </ul>
      {(note || action) && (
        <div className={styles['foot']}>
          <span>{note}</span>
          {action}
        </div>
      )}
    </div>
  );
}
