import { addDays, localDate } from '@tandem/calendar';
import type { Figure } from './task.ts';

/** Months shown in a figure's line, the present one included. */
const MONTHS = 6;

/** The last months up to the one of `day`, oldest first: `2026-06` … `2026-11`. */
export function recentMonths(day: string): string[] {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return Array.from({ length: MONTHS }, (_, back) => {
    const at = index - MONTHS + 1 + back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

export interface MonthSeries extends Pick<Figure, 'id' | 'label' | 'unit' | 'better' | 'target'> {
  /** A value a month, oldest first; null where there is nothing to compute from. */
  values: readonly (number | null)[];
  /** The records of the days of the month that is shown. */
  href: (days: { from: string; to: string }) => string;
}

function daysOf(month: string): { from: string; to: string } {
  const from = localDate(`${month}-01`);
  const next = addDays(from, 31).slice(0, 7);
  return { from, to: addDays(localDate(`${next}-01`), -1) };
}

/** The figure of the present month; while that has none, of the latest month that has one, which is then named. */
export function monthFigure(months: readonly string[], { values, href, ...series }: MonthSeries): Figure {
  const present = months.length - 1;
  const latest = values.findLastIndex((value) => value !== null);
  const shown = latest === -1 ? present : latest;
  const month = months[shown] ?? '';
  return {
    ...series,
    value: values[shown] ?? null,
    previous: values[shown - 1] ?? null,
    ...(shown === present ? {} : { month }),
    series: values.slice(0, shown + 1),
    href: href(daysOf(month)),
  };
}
