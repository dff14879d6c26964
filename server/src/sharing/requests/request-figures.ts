import type { Tx } from '../../platform/database/transaction.ts';
import { ruleParam } from '../../foundation/statute/index.ts';
import {
  countAgreementsInForce,
  countAgreementsInForceOn,
  countOpenOverdueOn,
  missingData,
  mostWanted,
  openOverdueByDepartment,
  replyMonths,
  supplyMonths,
  type DepartmentReplies,
  type ReplyMonth,
  type Missing,
  type SupplyMonth,
  type Wanted,
} from './figure-store.ts';

/** `2026-11` one month back is `2026-10`. */
export function monthsBack(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 - count;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/** The same day of the month before, or that month's last day. */
export function sameDayLastMonth(day: string): string {
  const month = monthsBack(day.slice(0, 7), 1);
  const lastDay = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${String(Math.min(lastDay, Number(day.slice(8)))).padStart(2, '0')}`;
}

/** Twelve months up to `month`, also those in which nothing happened. */
export function everyMonth(months: readonly SupplyMonth[], month: string): SupplyMonth[] {
  const known = new Map(months.map((row) => [row.month, row]));
  return Array.from({ length: 12 }, (_, index) => {
    const wanted = monthsBack(month, 11 - index);
    return known.get(wanted) ?? { month: wanted, asked: 0, granted: 0, supplied: 0 };
  });
}

export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}

export function meanOf(sum: number, count: number): number | null {
  return count === 0 ? null : Math.round((sum / count) * 10) / 10;
}

/** Percent of matters that should be replied to in time (platform rule). */
export const onTimeTarget = (): number => ruleParam('39.on-time.target', 'percent');

export interface Timeliness {
  /** Matters replied to in time, or fallen due without a reply. */
  judged: number;
  /** Percent of these in time; null without any. */
  onTimePercent: number | null;
  replies: number;
  /** Of the replies given; null without any. */
  meanWorkingDays: number | null;
}

export interface DepartmentTimeliness {
  departmentId: string;
  departmentName: string;
  current: Timeliness;
  previous: Timeliness;
  openOverdue: number;
}

/** Timeliness of replies, supply and demand; what the actor may see of them. Months are `2026-11`. */
export interface RequestFigures {
  month: string;
  current: Timeliness;
  previous: Timeliness;
  targetPercent: number;
  openOverdue: number;
  /** On the same day of the month before; so the agreements. */
  openOverdueBefore: number;
  agreementsInForce: number;
  agreementsInForceBefore: number;
  departments: DepartmentTimeliness[];
  supplyDemand: SupplyMonth[];
  mostWanted: Wanted[];
  missing: Missing[];
}

type ReplySums = Omit<ReplyMonth, 'month'>;

/** What several departments, or several months, come to together. */
export function sumReplies(rows: readonly ReplySums[]): ReplySums {
  const sum = { judged: 0, late: 0, replies: 0, days: 0, supplements: 0 };
  for (const row of rows) {
    sum.judged += row.judged;
    sum.late += row.late;
    sum.replies += row.replies;
    sum.days += row.days;
    sum.supplements += row.supplements;
  }
  return sum;
}

function timeliness(rows: readonly ReplySums[]): Timeliness {
  const { judged, late, replies, days } = sumReplies(rows);
  return {
    judged,
    onTimePercent: percentOf(judged - late, judged),
    replies,
    meanWorkingDays: meanOf(days, replies),
  };
}

function byDepartment(
  rows: readonly DepartmentReplies[],
  overdue: ReadonlyMap<string, number>,
  months: { current: string; previous: string },
): DepartmentTimeliness[] {
  const departments = new Map(rows.map((row) => [row.departmentId, row.departmentName]));
  return [...departments].map(([departmentId, departmentName]) => {
    const of = (month: string) =>
      rows.filter((row) => row.departmentId === departmentId && row.month === month);
    return {
      departmentId,
      departmentName,
      current: timeliness(of(months.current)),
      previous: timeliness(of(months.previous)),
      openOverdue: overdue.get(departmentId) ?? 0,
    };
  });
}

/**
 * Counters for the authority's cockpit: `month` and the one before, supply and demand of the twelve months up
 * to it. Row-level security decides whose requests are counted.
 */
export async function requestFigures(tx: Tx, period: { month: string }): Promise<RequestFigures> {
  const { month } = period;
  const previous = monthsBack(month, 1);
  const yearAgo = monthsBack(month, 11);
  const replies = await replyMonths(tx, {}, { from: previous, to: month });
  const overdue = await openOverdueByDepartment(tx, {});
  const late = new Map(overdue.map((row) => [row.departmentId, row.open]));
  const dayBefore = sameDayLastMonth(tx.today);
  return {
    month,
    current: timeliness(replies.filter((row) => row.month === month)),
    previous: timeliness(replies.filter((row) => row.month === previous)),
    targetPercent: onTimeTarget(),
    openOverdue: overdue.reduce((sum, row) => sum + row.open, 0),
    openOverdueBefore: await countOpenOverdueOn(tx, {}, dayBefore),
    agreementsInForce: await countAgreementsInForce(tx, {}),
    agreementsInForceBefore: await countAgreementsInForceOn(tx, {}, dayBefore),
    departments: byDepartment(replies, late, { current: month, previous }),
    supplyDemand: everyMonth(await supplyMonths(tx, { from: yearAgo, to: month }), month),
    mostWanted: await mostWanted(tx, yearAgo),
    missing: await missingData(tx),
  };
}
