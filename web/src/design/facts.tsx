import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface Fact {
  label: ReactNode;
  value: ReactNode;
  /** Right end: source and time, a note. */
  aside?: ReactNode;
}

interface FactsProps {
  facts: readonly Fact[];
  /** Width of the labels; 5.5rem by default. */
  labelWidth?: string;
  /** Without the hairlines between. */
  plain?: boolean;
}

/** Label and value, line by line. */
export function Facts({ facts, labelWidth = '5.5rem', plain = false }: FactsProps) {
  return (
    <dl className={styles['facts']} data-plain={plain} style={{ '--label-width': labelWidth } as object}>
      {facts.map((fact, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- facts keep their order
        <div key={index} className={styles['fact']}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
          {fact.aside !== undefined && <dd className={styles['aside']}>{fact.aside}</dd>}
        </div>
      ))}
    </dl>
  );
}
