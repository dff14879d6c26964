import { hasRole } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Figure } from '../inbox/index.ts';
import { overdueMonths, replyMonths, type FigureScope, type ReplyMonth } from './figure-store.ts';
import { meanOf, monthsBack, onTimeTarget, percentOf } from './request-figures.ts';

/** Months shown in a figure's line, this one included. */
const MONTHS = 6;

function scopeFor(tx: Tx): FigureScope {
  const { departmentId } = tx.actor;
  return hasRole(tx.actor, 'authorityOfficer') ? { authorityId: departmentId } : { providerId: departmentId };
}

interface Series {
  id: string;
  unit: Figure['unit'];
  better: Figure['better'];
  target?: number;
  href: string;
  valueOf: (month: ReplyMonth) => number | null;
}

function figure(series: Series, months: readonly (ReplyMonth | undefined)[]): Figure {
  const values = months.map((month) => (month ? series.valueOf(month) : null));
  return {
    id: series.id,
    label: `figure.request.${series.id}`,
    value: values.at(-1) ?? null,
    previous: values.at(-2) ?? null,
    unit: series.unit,
    better: series.better,
    ...(series.target === undefined ? {} : { target: series.target }),
    series: values,
    href: series.href,
  };
}

function seriesOf(): Series[] {
  return [
    {
      id: 'onTime',
      unit: 'percent',
      better: 'higher',
      target: onTimeTarget(),
      href: '/requests?side=incoming',
      valueOf: (month) => percentOf(month.replies - month.late, month.replies),
    },
    {
      id: 'meanDays',
      unit: 'workingDays',
      better: 'lower',
      href: '/requests?side=incoming',
      valueOf: (month) => meanOf(month.days, month.replies),
    },
    {
      id: 'supplementRate',
      unit: 'percent',
      better: 'lower',
      href: '/requests?side=incoming',
      valueOf: (month) => percentOf(month.supplements, month.replies),
    },
  ];
}

/** How many ran late, this month and those before: none is a figure too. */
function overdueFigure(names: readonly string[], rows: readonly { month: string; count: number }[]): Figure {
  const series = names.map((name) => rows.find((row) => row.month === name)?.count ?? 0);
  return {
    id: 'overdue',
    label: 'figure.request.overdue',
    value: series.at(-1) ?? 0,
    previous: series.at(-2) ?? 0,
    unit: 'count',
    better: 'lower',
    series,
    href: '/overdue',
  };
}

/** The figures the actor's department answers for; for an authority officer those of the area. */
export async function ownFigures(tx: Tx): Promise<Figure[]> {
  const scope = scopeFor(tx);
  const month = tx.today.slice(0, 7);
  const names = Array.from({ length: MONTHS }, (_, index) => monthsBack(month, MONTHS - 1 - index));
  const period = { from: names[0] ?? month, to: month };
  const rows = await replyMonths(tx, scope, period);
  const months = names.map((name) => rows.find((row) => row.month === name));
  const late = await overdueMonths(tx, scope, period);
  return [...seriesOf().map((series) => figure(series, months)), overdueFigure(names, late)];
}
