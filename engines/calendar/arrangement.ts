/**
 * The State Council's yearly notice on holidays and make-up working days
 * (国务院办公厅关于某年部分节假日安排的通知), as data.
 */
import { parseLocalDate, weekdayOf, yearOf } from './local-date.ts';
import type { LocalDate } from './local-date.ts';

export interface HolidayName {
  readonly zh: string;
  readonly en: string;
}

/** One published notice. Days may lie in its year or in the December before (元旦 bridges). */
export interface YearArrangement {
  readonly year: number;
  /** Every day off, those that fall on a weekend included. */
  readonly holidays: readonly { readonly date: LocalDate; readonly name: HolidayName }[];
  /** Saturdays and Sundays that are worked (调休上班). */
  readonly makeUpDays: readonly LocalDate[];
}

export type ArrangementProblem =
  | { readonly code: 'shape-invalid'; readonly path: string }
  | { readonly code: 'date-invalid'; readonly path: string; readonly text: string }
  | { readonly code: 'date-outside-year'; readonly path: string; readonly date: LocalDate }
  | { readonly code: 'make-up-day-not-on-weekend'; readonly path: string; readonly date: LocalDate }
  | { readonly code: 'date-twice'; readonly path: string; readonly date: LocalDate }
  | { readonly code: 'feast-missing'; readonly path: string; readonly feast: Feast };

export type ParsedArrangement =
  | { readonly ok: true; readonly value: YearArrangement }
  | { readonly ok: false; readonly problems: readonly ArrangementProblem[] };

/** Feasts which every notice since 1999 has set; a file without one of them is not a whole notice. */
export const feasts = ['元旦', '春节', '国庆节'] as const;
export type Feast = (typeof feasts)[number];

/**
 * Checks a notice that a deployment loads from a file:
 * `{year, holidays: [{date, name: {zh, en}}], makeUpDays: [date]}`. Reports every problem, not the first.
 */
export function parseArrangement(input: unknown): ParsedArrangement {
  const problems: ArrangementProblem[] = [];
  if (!isRecord(input) || !isYear(input['year'])) return refuse([{ code: 'shape-invalid', path: 'year' }]);
  const year = input['year'];
  const seen = new Set<LocalDate>();
  const holidays = listAt(input, 'holidays', problems).flatMap((row, index) => {
    const path = `holidays.${index}`;
    const name = isRecord(row) ? readName(row['name']) : undefined;
    if (!isRecord(row) || name === undefined) return report(problems, { code: 'shape-invalid', path });
    return readDay(row['date'], { path, year, seen, problems }).map((date) => ({ date, name }));
  });
  const makeUpDays = listAt(input, 'makeUpDays', problems).flatMap((row, index) =>
    readDay(row, { path: `makeUpDays.${index}`, year, seen, problems }),
  );
  makeUpDays.forEach((date, index) => {
    if (weekdayOf(date) < 6) {
      problems.push({ code: 'make-up-day-not-on-weekend', path: `makeUpDays.${index}`, date });
    }
  });
  for (const feast of missingFeasts(holidays))
    problems.push({ code: 'feast-missing', path: 'holidays', feast });
  return problems.length > 0 ? refuse(problems) : { ok: true, value: { year, holidays, makeUpDays } };
}

/** The feasts that a list of holidays does not contain. */
export function missingFeasts(holidays: YearArrangement['holidays']): Feast[] {
  return feasts.filter((feast) => !holidays.some(({ name }) => name.zh.includes(feast)));
}

interface DayContext {
  readonly path: string;
  readonly year: number;
  readonly seen: Set<LocalDate>;
  readonly problems: ArrangementProblem[];
}

function readDay(input: unknown, { path, year, seen, problems }: DayContext): LocalDate[] {
  const date = typeof input === 'string' ? parseLocalDate(input) : undefined;
  if (date === undefined) return report(problems, { code: 'date-invalid', path, text: String(input) });
  const inYear = yearOf(date) === year || date.startsWith(`${year - 1}-12-`);
  if (!inYear) return report(problems, { code: 'date-outside-year', path, date });
  if (seen.has(date)) return report(problems, { code: 'date-twice', path, date });
  seen.add(date);
  return [date];
}

function readName(input: unknown): HolidayName | undefined {
  if (!isRecord(input)) return undefined;
  const { zh, en } = input;
  return typeof zh === 'string' && typeof en === 'string' ? { zh, en } : undefined;
}

function listAt(input: Record<string, unknown>, key: string, problems: ArrangementProblem[]): unknown[] {
  const list = input[key];
  return Array.isArray(list) ? list : report(problems, { code: 'shape-invalid', path: key });
}

function report(problems: ArrangementProblem[], problem: ArrangementProblem): [] {
  problems.push(problem);
  return [];
}

function refuse(problems: readonly ArrangementProblem[]): ParsedArrangement {
  return { ok: false, problems };
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

function isYear(input: unknown): input is number {
  return typeof input === 'number' && Number.isInteger(input) && input >= 1999 && input <= 9999;
}
