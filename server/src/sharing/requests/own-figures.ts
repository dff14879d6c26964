import { hasRole } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { monthFigure, recentMonths, type Figure, type MonthSeries } from '../inbox/index.ts';
import { overdueMonths, replyMonths, type FigureScope, type ReplyMonth } from './figure-store.ts';
import { meanOf, onTimeTarget, percentOf, sumReplies } from './request-figures.ts';

/** Whose replies the actor answers for; an auditor sees everybody's. */
function scopeFor(tx: Tx): FigureScope {
  const { departmentId } = tx.actor;
  if (hasRole(tx.actor, 'auditor')) return {};
  return hasRole(tx.actor, 'authorityOfficer') ? { authorityId: departmentId } : { providerId: departmentId };
}

type ReplySeries = Omit<MonthSeries, 'label' | 'href' | 'values'> & {
  id: string;
  valueOf: (month: Omit<ReplyMonth, 'month'>) => number | null;
  /** The days that select the records in the list, and what else does. */
  days: 'judged' | 'replied';
  only?: string;
};

function seriesOf(): ReplySeries[] {
  return [
    {
      id: 'onTime',
      unit: 'percent',
      better: 'higher',
      target: onTimeTarget(),
      valueOf: (month) => percentOf(month.judged - month.late, month.judged),
      days: 'judged',
    },
    {
      id: 'meanDays',
      unit: 'workingDays',
      better: 'lower',
      valueOf: (month) => meanOf(month.days, month.replies),
      days: 'replied',
    },
    {
      id: 'supplementRate',
      unit: 'percent',
      better: 'lower',
      valueOf: (month) => percentOf(month.supplements, month.replies),
      days: 'replied',
      only: '&supplemented=true',
    },
  ];
}

type Days = ReplySeries['days'] | 'late';

/** The list of the scope's requests of these days. */
function listOf(scope: FigureScope, days: Days, { from, to }: { from: string; to: string }): string {
  const sides = { provider: scope.providerId, authority: scope.authorityId };
  const search = new URLSearchParams(
    Object.entries(sides).filter(([, id]) => id !== undefined) as [string, string][],
  );
  search.set(`${days}From`, from);
  search.set(`${days}To`, to);
  return `/requests?${search.toString()}`;
}

/** Figures of replies given and owed; none for whoever had none in all these months. */
function replyFigures(scope: FigureScope, names: readonly string[], rows: readonly ReplyMonth[]): Figure[] {
  if (rows.length === 0) return [];
  return seriesOf().map(({ valueOf, days, only = '', ...series }) =>
    monthFigure(names, {
      ...series,
      label: `figure.request.${series.id}`,
      values: names.map((name) => valueOf(sumReplies(rows.filter((row) => row.month === name)))),
      href: (span) => `${listOf(scope, days, span)}${only}`,
    }),
  );
}

/** The figures the actor's department answers for; for an authority officer those of the area. */
export async function ownFigures(tx: Tx): Promise<Figure[]> {
  const supervises = hasRole(tx.actor, 'auditor');
  if (!supervises && !hasRole(tx.actor, 'clerk', 'sharingOfficeHead', 'departmentHead', 'authorityOfficer'))
    return [];
  const scope = scopeFor(tx);
  const names = recentMonths(tx.today);
  const period = { from: names[0] ?? '', to: names.at(-1) ?? '' };
  const late = await overdueMonths(tx, scope, period);
  const overdue = monthFigure(names, {
    id: 'overdue',
    label: 'figure.request.overdue',
    unit: 'count',
    better: 'lower',
    values: names.map((name) => late.find((row) => row.month === name)?.count ?? 0),
    href: (span) => listOf(scope, 'late', span),
  });
  if (supervises) return [overdue];
  return [...replyFigures(scope, names, await replyMonths(tx, scope, period)), overdue];
}
