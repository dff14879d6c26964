import styles from './sparkline.module.css';
import { sparklinePoints } from './sparkline-points.ts';

interface SparklineProps {
  values: readonly number[];
  /** Says the course in words: 近 6 个月从 94.1 升到 98.6. */
  label?: string;
}

const size = { width: 52, height: 18 };

/** The course of a figure, last point marked. */
export function Sparkline({ values, label }: SparklineProps) {
  const points = sparklinePoints(values, size);
  const last = points.at(-1);
  if (last === undefined) return null;
  return (
    <svg
      viewBox={`-2 -3 ${size.width + 5} ${size.height + 6}`}
      className={styles['spark']}
      focusable="false"
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
      <circle cx={last.x} cy={last.y} r="2.4" />
    </svg>
  );
}
