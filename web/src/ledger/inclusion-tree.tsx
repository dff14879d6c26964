import { toBase64 } from '@tandem/ledger';
import { formatCount } from '../platform/formats.ts';
import { useText } from '../platform/i18n.ts';
import type { InclusionPath } from './examine-receipt.ts';
import styles from './examination-view.module.css';

const row = 44;
const half = 110;
const middle = 190;
const width = 380;

function short(hash: Uint8Array): string {
  return `${toBase64(hash).slice(0, 6)}…`;
}

interface Point {
  x: number;
  y: number;
}

/**
 * The way from the entry (bottom) to the root (top): at each level the hash that the proof brings joins from its
 * side, and the two give the node above.
 */
export function InclusionTree({ path }: { path: InclusionPath }) {
  const t = useText();
  const { levels, leaf, meets } = path;
  const height = (levels.length + 1) * row + 24;
  const yOf = (level: number) => height - 24 - level * row;
  const nodes = [leaf, ...levels.map(({ result }) => result)];
  return (
    <figure className={styles['tree']} data-meets={meets}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('ledger.path.label', { count: levels.length })}
      >
        {levels.map(({ side, sibling }, index) => (
          <Joint
            key={index}
            at={{ x: middle, y: yOf(index) }}
            parent={{ x: middle, y: yOf(index + 1) }}
            side={side}
            hash={short(sibling)}
          />
        ))}
        {nodes.map((hash, index) => (
          <PathNode
            key={index}
            at={{ x: middle, y: yOf(index) }}
            hash={short(hash)}
            role={index === nodes.length - 1 ? 'root' : index === 0 ? 'leaf' : 'node'}
            labelLeft={levels[Math.max(0, index - 1)]?.side === 'right'}
          />
        ))}
      </svg>
      <figcaption className="caption">
        {t('ledger.path.leaf', { index: formatCount(path.index) })}
        <br />
        {t(meets ? 'ledger.path.meets' : 'ledger.path.misses', {
          root: toBase64(path.signedRoot),
          size: formatCount(path.size),
        })}
      </figcaption>
    </figure>
  );
}

interface PathNodeProps {
  at: Point;
  hash: string;
  role: 'root' | 'leaf' | 'node';
  /** Away from the line that joins. */
  labelLeft: boolean;
}

function PathNode({ at, hash, role, labelLeft }: PathNodeProps) {
  return (
    <g className={styles[role]}>
      <circle cx={at.x} cy={at.y} r={role === 'node' ? 5 : 7} />
      <text x={at.x + (labelLeft ? -13 : 13)} y={at.y + 4} textAnchor={labelLeft ? 'end' : 'start'}>
        {hash}
      </text>
    </g>
  );
}

interface JointProps {
  at: Point;
  parent: Point;
  side: 'left' | 'right';
  hash: string;
}

function Joint({ at, parent, side, hash }: JointProps) {
  const x = side === 'left' ? middle - half : middle + half;
  return (
    <g className={styles['joint']}>
      <path d={`M${at.x} ${at.y} V${parent.y}`} className={styles['trunk']} />
      <path d={`M${x} ${at.y} C${x} ${parent.y} ${x} ${parent.y} ${parent.x} ${parent.y}`} />
      <rect x={x - 5} y={at.y - 5} width={10} height={10} />
      <text x={side === 'left' ? x - 10 : x + 10} y={at.y + 4} textAnchor={side === 'left' ? 'end' : 'start'}>
        {hash}
      </text>
    </g>
  );
}
