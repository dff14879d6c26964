import { clsx } from 'clsx';
import styles from './meter-bar.module.css';

export interface Meter {
  value: number;
  /** The full length of the track. */
  max: number;
  /** Where the target tick stands. */
  target?: number | undefined;
  /** Red when the figure misses what it must reach. */
  tone?: 'blue' | 'red' | 'accent';
}

const share = (value: number, max: number) =>
  `${max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0}%`;

/** A bar against its target. The figure stands beside it in words, so it is hidden from readers. */
export function MeterBar({ value, max, target, tone = 'blue' }: Meter) {
  return (
    <div className={styles['track']} aria-hidden="true">
      <div className={clsx(styles['bar'], styles[tone])} style={{ width: share(value, max) }} />
      {target !== undefined && <div className={styles['tick']} style={{ left: share(target, max) }} />}
    </div>
  );
}
