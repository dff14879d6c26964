import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './dot-plot.module.css';
import { dotShare } from './dot-share.ts';
import type { Target } from './target.ts';

export interface DotRow {
  id: string;
  label: ReactNode;
  /** This period; absent when there is none yet. */
  value: number | undefined;
  /** Last period; absent when there was none. */
  before?: number | undefined;
  /** The figure as written. */
  figure: ReactNode;
  /** Right of the figure: another count of the same row. */
  aside?: ReactNode;
  /** Misses the target: drawn and written in red. */
  missed?: boolean;
  records?: Target;
}

interface DotPlotProps {
  label: string;
  rows: readonly DotRow[];
  min: number;
  max: number;
  target?: number;
}

/** From last period (ring) to this one (disc), against one target line: direction is read before rank. */
export function DotPlot({ label, rows, min, max, target }: DotPlotProps) {
  const share = (value: number) => `${dotShare(value, { min, max }) * 100}%`;
  return (
    <ul className={styles['plot']} aria-label={label}>
      {rows.map((row) => (
        <li key={row.id} className={clsx(styles['row'], row.missed && styles['missed'])}>
          <span className={styles['label']}>
            {row.records ? <Link {...row.records}>{row.label}</Link> : row.label}
          </span>
          <span className={styles['track']} aria-hidden="true">
            {target !== undefined && <span className={styles['target']} style={{ left: share(target) }} />}
            {row.before !== undefined && row.value !== undefined && (
              <span
                className={styles['way']}
                style={{
                  left: share(Math.min(row.before, row.value)),
                  width: `${Math.abs(dotShare(row.value, { min, max }) - dotShare(row.before, { min, max })) * 100}%`,
                }}
              />
            )}
            {row.before !== undefined && (
              <span className={styles['before']} style={{ left: share(row.before) }} />
            )}
            {row.value !== undefined && <span className={styles['now']} style={{ left: share(row.value) }} />}
          </span>
          <span className={styles['figure']}>{row.figure}</span>
          {row.aside !== undefined && <span className={styles['aside']}>{row.aside}</span>}
        </li>
      ))}
    </ul>
  );
}
