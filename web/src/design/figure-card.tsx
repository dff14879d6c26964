import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { type Text, useText } from '../platform/i18n.ts';
import styles from './figure-card.module.css';
import { type Meter, MeterBar } from './meter-bar.tsx';
import { Sparkline } from './sparkline.tsx';
import type { Target } from './target.ts';

export interface Delta {
  direction: 'up' | 'down' | 'flat';
  /** Size of the change with its unit, without a sign: 2.7 点. Of `flat`, 持平 is written instead. */
  change: ReactNode;
  /** Whether the change is welcome; null where it is neither. */
  good: boolean | null;
  /** Against what: 较上月. */
  against: ReactNode;
}

export interface FigureCardProps {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  delta?: Delta;
  /** Bar with the target tick; for `large`. */
  meter?: Meter;
  /** Course over the last periods; for `small`. */
  course?: readonly number[];
  /** Under the bar: last period left, target right. */
  footStart?: ReactNode;
  footEnd?: ReactNode;
  /** The records behind the figure. */
  records?: Target;
  size?: 'large' | 'small';
}

/** A figure with what it is compared to. The whole card opens the records behind it. */
export function FigureCard(props: FigureCardProps) {
  const { label, value, unit, delta, meter, course, footStart, footEnd, records, size = 'large' } = props;
  const hasFoot = footStart !== undefined || footEnd !== undefined;
  return (
    <div className={clsx(styles['card'], styles[size])}>
      <div className={styles['label']}>
        {records ? (
          <Link {...records} className={styles['link']}>
            {label}
          </Link>
        ) : (
          label
        )}
      </div>
      <div className={styles['figure']}>
        <span className={styles['value']}>{value}</span>
        {unit !== undefined && <span className={styles['unit']}>{unit}</span>}
        {course && <Sparkline values={course} />}
      </div>
      {delta && <DeltaText delta={delta} />}
      {size === 'small' && footEnd !== undefined && <div className={styles['target']}>{footEnd}</div>}
      {meter && <MeterBar {...meter} />}
      {hasFoot && size === 'large' && (
        <div className={styles['foot']}>
          <span>{footStart}</span>
          <span>{footEnd}</span>
        </div>
      )}
    </div>
  );
}

function deltaWords(t: Text, { direction, good }: Delta): string {
  const verdict = good === null ? '' : t(good ? 'console.figure.good' : 'console.figure.bad');
  return `${t(`console.figure.${direction}`)} ${verdict}`;
}

function DeltaText({ delta }: { delta: Delta }) {
  const t = useText();
  const tone = delta.good === null ? styles['neutral'] : delta.good ? styles['good'] : styles['bad'];
  return (
    <div className={styles['delta']}>
      <span className={tone}>
        <DeltaSign direction={delta.direction} />
        {delta.direction === 'flat' ? (
          <strong>{t('console.figure.flat')}</strong>
        ) : (
          <>
            <span className="sr-only">{deltaWords(t, delta)} </span>
            <strong>{delta.change}</strong>
          </>
        )}
      </span>{' '}
      {delta.against}
    </div>
  );
}

function DeltaSign({ direction }: { direction: Delta['direction'] }) {
  const shape = { up: 'M6 2.5 11 10H1z', down: 'M6 9.5 1 2h10z', flat: 'M1 5.2h10v1.6H1z' }[direction];
  return (
    <svg viewBox="0 0 12 12" className={styles['deltaSign']} aria-hidden="true" focusable="false">
      <path d={shape} fill="currentColor" />
    </svg>
  );
}

/** Figures in a row on one sheet, parted by hairlines; they fold by themselves. */
export function FigureRow({
  figures,
  flat = false,
}: {
  figures: readonly FigureCardProps[];
  flat?: boolean;
}) {
  return (
    <div className={clsx(styles['row'], flat && styles['flat'])}>
      {figures.map((figure, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- figures keep their order
        <FigureCard key={index} {...figure} />
      ))}
    </div>
  );
}
