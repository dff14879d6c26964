/**
 * The notices carried by the npm package `chinese-days`.
 *
 * Only its data is used. Its own functions answer for unpublished years as if they had no holidays
 * (2027-01-01 is a working day to them), which this engine must never do.
 */
import data from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { missingFeasts } from './arrangement.ts';
import type { YearArrangement } from './arrangement.ts';
import { localDate, yearOf } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

/** One arrangement for each calendar year that the data holds whole, in order of years. */
export const publishedArrangements: readonly YearArrangement[] = readPublished(
  Object.entries(data.holidays as Record<string, string>),
  Object.keys(data.workdays),
);

/**
 * Groups by calendar year and keeps a year only when 元旦, 春节 and 国庆节 are all there: a few days of
 * next January that came along with this year's notice do not publish next year.
 */
export function readPublished(
  holidays: readonly (readonly [date: string, label: string])[],
  makeUpDays: readonly string[],
): YearArrangement[] {
  const offDays = holidays.map(([date, label]) => ({ date: localDate(date), name: readLabel(label) }));
  const worked = makeUpDays.map(localDate).toSorted();
  const years = [...new Set(offDays.map(({ date }) => yearOf(date)))].toSorted((a, b) => a - b);
  return years
    .map((year) => ({
      year,
      holidays: offDays.filter(({ date }) => yearOf(date) === year).toSorted(byDate),
      makeUpDays: worked.filter((date) => yearOf(date) === year),
    }))
    .filter((arrangement) => missingFeasts(arrangement.holidays).length === 0);
}

/** 'National Day,国庆节,3': English, Chinese, statutory days. */
function readLabel(label: string): { zh: string; en: string } {
  const [en = '', zh = ''] = label.split(',');
  return { zh, en };
}

function byDate(a: { date: LocalDate }, b: { date: LocalDate }): number {
  return a.date < b.date ? -1 : 1;
}
