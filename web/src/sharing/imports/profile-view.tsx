import { beijingDay, formatCount, formatDecimal, formatShare } from '../../platform/formats.ts';
import { type Text, useText } from '../../platform/i18n.ts';
import { MeterBar } from '../../design/meter-bar.tsx';
import type { ColumnType, Profile } from './import-api.ts';
import styles from './imports.module.css';

interface ProfileViewProps {
  profile: Profile;
  type: ColumnType;
}

/** What a column holds: how full, how many values, the most frequent ones, the shapes they have. */
export function ProfileView({ profile, type }: ProfileViewProps) {
  const t = useText();
  const cells = profile.filled + profile.empty;
  return (
    <div className={styles['profile']}>
      <dl className={styles['profileFigures']}>
        <Figure
          label={t('import.profile.filled')}
          value={formatShare(cells === 0 ? 0 : profile.filled / cells)}
          note={t('import.profile.ofCells', {
            filled: formatCount(profile.filled),
            cells: formatCount(cells),
          })}
        />
        <Figure
          label={t('import.profile.distinct')}
          value={`${profile.distinctError > 0 ? '≈' : ''}${formatCount(profile.distinct)}`}
          note={distinctNote(t, profile)}
        />
        <Figure
          label={t('import.profile.length')}
          value={
            profile.minLength === profile.maxLength
              ? String(profile.maxLength)
              : `${profile.minLength}–${profile.maxLength}`
          }
          note={rangeNote(profile, type)}
        />
      </dl>
      <Bars
        title={t('import.profile.top')}
        empty={t('import.profile.noTop')}
        counted={profile.top}
        of={profile.filled}
      />
      <Bars
        title={t('import.profile.patterns')}
        note={t('import.profile.patterns.note')}
        counted={profile.patterns}
        of={profile.filled}
        isCode
      />
    </div>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={styles['figure']}>{value}</dd>
      <dd className="caption">{note}</dd>
    </div>
  );
}

function distinctNote(t: Text, { distinct, filled }: Profile): string {
  if (filled === 0) return t('import.profile.noValue');
  if (distinct >= filled) return t('import.profile.allDiffer');
  return t('import.profile.perValue', { count: formatDecimal(filled / Math.max(1, distinct), 1) });
}

/** Least and greatest, as the type writes them. */
function rangeNote({ min, max }: Profile, type: ColumnType): string {
  if (min === undefined || max === undefined) return '';
  const write = (value: number) => {
    if (type === 'date') return String(value).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    if (type === 'datetime') return beijingDay(value);
    return value.toLocaleString('en-US', { maximumFractionDigits: 2 });
  };
  return `${write(min)} … ${write(max)}`;
}

interface BarsProps {
  title: string;
  note?: string;
  counted: Profile['top'];
  of: number;
  empty?: string;
  isCode?: boolean;
}

const shownBars = 8;

function Bars({ title, note, counted, of, empty, isCode = false }: BarsProps) {
  if (counted.length === 0 && empty === undefined) return null;
  const most = counted[0]?.count ?? 1;
  return (
    <div>
      <h3 className={styles['barsTitle']}>
        {title} {note !== undefined && <span className="caption">{note}</span>}
      </h3>
      {counted.length === 0 && <p className="caption">{empty}</p>}
      <ul className={styles['bars']}>
        {counted.slice(0, shownBars).map(({ text, count }) => (
          <li key={text}>
            <span className={styles['barText']} title={text}>
              {isCode ? <code>{text}</code> : text}
            </span>
            <MeterBar value={count} max={most} />
            <span className={styles['barCount']}>
              {formatCount(count)}{' '}
              <span className={styles['quiet']}>{formatShare(of === 0 ? 0 : count / of)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
