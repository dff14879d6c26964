import { hasRole } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Figure } from '../inbox/index.ts';
import {
  countAgreementsInForce,
  openOverdueByDepartment,
  replyMonths,
  type FigureScope,
  type ReplyMonth,
} from './figure-store.ts';
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

function count(id: string, value: number, href: string): Figure {
  const better = id === 'openOverdue' ? 'lower' : 'none';
  return {
    id,
    label: `figure.request.${id}`,
    value,
    previous: null,
    unit: 'count',
    better,
    series: [],
    href,
  };
}

/** The figures the actor's department answers for; for an authority officer those of the area. */
export async function ownFigures(tx: Tx): Promise<Figure[]> {
  const scope = scopeFor(tx);
  const month = tx.today.slice(0, 7);
  const names = Array.from({ length: MONTHS }, (_, index) => monthsBack(month, MONTHS - 1 - index));
  const rows = await replyMonths(tx, scope, { from: names[0] ?? month, to: month });
  const months = names.map((name) => rows.find((row) => row.month === name));
  const overdue = await openOverdueByDepartment(tx, scope);
  return [
    ...seriesOf().map((series) => figure(series, months)),
    count(
      'openOverdue',
      overdue.reduce((sum, row) => sum + row.open, 0),
      '/overdue',
    ),
    count('inForce', await countAgreementsInForce(tx, scope), '/agreements?state=inForce'),
  ];
}
