import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { formatShortDate } from '../platform/formats.ts';
import { type Text, useText } from '../platform/i18n.ts';
import { useNow } from '../platform/session.ts';
import styles from './day-tape.module.css';
import { type DayCell, type RestCell, type TapeCell, type TapeDay, tapeCells } from './tape-cells.ts';

interface DayTapeProps {
  /** In order, as the server's `clock.tape` gives them; add days of kind `proposed` for an extension. */
  days: readonly TapeDay[];
  /** The due day in force, where the tape does not mark it itself. */
  due?: string | null;
  title?: ReactNode;
  /** Right of the title: used, paused, left, why the day moved. */
  summary?: ReactNode;
  /** Square cells and only the dates that matter; for previews. */
  compact?: boolean;
  /** What the first day is called: 受理, 收到. */
  startLabel?: string;
}

/** A statutory clock, day by day: counted days numbered, rest narrow and empty, pauses hatched, the due day edged. */
export function DayTape({ days, due, title, summary, compact = false, startLabel }: DayTapeProps) {
  const t = useText();
  const cells = tapeCells(days, due);
  return (
    <div className={styles['tape']}>
      {(title !== undefined || summary !== undefined) && (
        <div className={styles['head']}>
          <span className={styles['title']}>{title}</span>
          <span className={styles['summary']}>{summary}</span>
        </div>
      )}
      <ol className={clsx(styles['cells'], compact && styles['compact'])} data-length={lengthOf(cells)}>
        {cells.map((cell, index) =>
          cell.cell === 'rest' ? (
            <Rest key={cell.from} cell={cell} t={t} />
          ) : (
            <Day key={cell.date} cell={cell} label={labelOf({ cells, index, t, startLabel })} t={t} />
          ),
        )}
      </ol>
    </div>
  );
}

interface Label {
  text: string;
  /** Where there is little room. */
  short: string;
  /** Shown even there. */
  key: boolean;
  /** This label gives way to that of a due day so many cells on. */
  dueIn?: number;
}

interface LabelPlace {
  cells: readonly TapeCell[];
  index: number;
  t: Text;
  startLabel: string | undefined;
}

/** How many cells must share a line: a few never wrap, some wrap on a phone, many wherever there is little room. */
function lengthOf(cells: readonly TapeCell[]): 'few' | 'some' | 'many' {
  const count = cells.filter((cell) => cell.cell === 'day').length;
  if (count <= 14) return 'few';
  return count <= 26 ? 'some' : 'many';
}

function labelOf({ cells, index, t, startLabel }: LabelPlace): Label {
  const cell = cells[index] as DayCell;
  const day = cell.date.slice(8);
  const date = cell.date.slice(5);
  const today = t('console.tape.today');
  if (cell.isToday && cell.isDue) return { text: t('console.tape.todayDue'), short: today, key: true };
  if (cell.isToday) {
    const dueIn = cells.findIndex((other) => other.cell === 'day' && other.isDue) - index;
    return { text: `${today} ${day}`, short: today, key: true, ...(dueIn > 0 ? { dueIn } : {}) };
  }
  if (cell.isDue) return { text: t('console.tape.due', { date }), short: date, key: true };
  if (index === 0) {
    const after = cells.slice(1).find((other) => other.cell === 'day');
    const text = startLabel ? `${date} ${startLabel}` : date;
    return { text, short: date, key: true, ...(after?.isDue ? { dueIn: 1 } : {}) };
  }
  if (index === cells.length - 1) return { text: date, short: date, key: true };
  const next = cells[index + 1];
  const isDueNext = next?.cell === 'day' && next.isDue;
  return { text: day, short: day, key: false, ...(isDueNext ? { dueIn: 1 } : {}) };
}

function Day({ cell, label, t }: { cell: DayCell; label: Label; t: Text }) {
  const now = useNow();
  const words = [
    formatShortDate(cell.date, now),
    ...(cell.number ? [t('console.tape.nth', { number: cell.number })] : []),
    t(`console.tape.${cell.fill}`),
    ...(cell.isExtended ? [t('console.tape.extended')] : []),
  ].join(' ');
  return (
    <li
      className={clsx(
        styles['day'],
        styles[cell.fill],
        cell.isToday && styles['today'],
        cell.isDue && styles['due'],
        cell.isExtended && styles['extended'],
      )}
      title={words}
      {...(cell.isToday ? { 'aria-current': 'date' as const } : {})}
    >
      <span className={styles['box']} aria-hidden="true">
        {cell.fill === 'start' && t('console.tape.startSign')}
        {cell.namesPause && <span className={styles['word']}>{t('console.tape.paused')}</span>}
        {cell.number}
      </span>
      <span className={styles['label']} data-key={label.key} data-due-in={label.dueIn} aria-hidden="true">
        <span className={styles['long']}>{label.text}</span>
        <span className={styles['short']}>{label.short}</span>
      </span>
      <span className="sr-only">
        {words} {(cell.isToday || cell.isDue) && label.text}
      </span>
    </li>
  );
}

function Rest({ cell, t }: { cell: RestCell; t: Text }) {
  const words = t(cell.hasHoliday ? 'console.tape.holiday' : 'console.tape.weekend', {
    count: cell.dayCount,
  });
  return (
    <li
      className={styles['rest']}
      data-holiday={cell.hasHoliday}
      title={`${cell.from} – ${cell.to} ${words}`}
    >
      <span className="sr-only">{words}</span>
    </li>
  );
}
