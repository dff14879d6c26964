import type { FigureCardProps } from '../../design/figure-card.tsx';
import { formatCount, formatDecimal, scaleFigure } from '../../platform/formats.ts';
import type { Language, Text } from '../../platform/i18n.ts';
import { monthSpan } from '../../platform/spans.ts';
import type { Cockpit } from './cockpit-query.ts';

type Direction = 'up' | 'down' | 'flat';

interface Change {
  now: number | null;
  before: number | null;
  unit: string;
  /** Which direction is welcome; undefined where neither is. */
  better?: 'higher' | 'lower';
  against: string;
}

function directionOf(difference: number): Direction {
  if (difference === 0) return 'flat';
  return difference > 0 ? 'up' : 'down';
}

/** The difference against the period before; nothing where one of the two is not known. */
function deltaOf({ now, before, unit, better, against }: Change): Pick<FigureCardProps, 'delta'> {
  if (now === null || before === null) return {};
  const difference = Math.round((now - before) * 10) / 10;
  const direction = directionOf(difference);
  const welcome = better === 'higher' ? 'up' : 'down';
  const good = better === undefined || direction === 'flat' ? null : direction === welcome;
  const change = `${formatCountOrDecimal(Math.abs(difference))}${unit}`;
  return { delta: { direction, change, good, against } };
}

const shown = (value: number | null) => (value === null ? '–' : formatCountOrDecimal(value));

function formatCountOrDecimal(value: number): string {
  return Number.isInteger(value) ? formatCount(value) : formatDecimal(value, 1);
}

/** The calls of a day that figures count. */
export function countedCalls(day: string) {
  return { side: 'all', sandbox: 'false', from: day, to: day } as const;
}

/** The requests that count for timeliness in a month. */
export function judgedIn(month: string) {
  const { from, to } = monthSpan(month);
  return { judgedFrom: from, judgedTo: to };
}

/** The requests that were replied to in a month. */
export function repliedIn(month: string) {
  const { from, to } = monthSpan(month);
  return { repliedFrom: from, repliedTo: to };
}

function onTimeFigure(t: Text, { requests }: Cockpit): FigureCardProps {
  const { current, previous, targetPercent } = requests;
  const now = current.onTimePercent;
  const before = previous.onTimePercent;
  const floor = Math.min(50, now ?? 50, targetPercent - 10);
  return {
    label: t('cockpit.figure.onTime'),
    value: shown(now),
    unit: '%',
    ...deltaOf({
      now,
      before,
      unit: t('cockpit.points'),
      better: 'higher',
      against: t('cockpit.against.lastMonth'),
    }),
    meter: {
      value: (now ?? floor) - floor,
      max: 100 - floor,
      target: targetPercent - floor,
      tone: (now ?? 100) < targetPercent ? 'red' : 'blue',
    },
    footStart: t('cockpit.lastMonth', { value: shown(before) }),
    footEnd: t('cockpit.target', { value: `${targetPercent}%` }),
    records: { to: '/requests', search: judgedIn(requests.month) },
  };
}

function meanDaysFigure(t: Text, { requests, meanDays }: Cockpit): FigureCardProps {
  const now = requests.current.meanWorkingDays;
  const before = requests.previous.meanWorkingDays;
  return {
    label: t('cockpit.figure.meanDays'),
    value: shown(now),
    unit: t('cockpit.workingDays'),
    ...deltaOf({ now, before, unit: '', better: 'lower', against: t('cockpit.against.lastMonth') }),
    meter: {
      value: now ?? 0,
      max: meanDays.statutory,
      target: meanDays.target,
      tone: (now ?? 0) > meanDays.target ? 'red' : 'blue',
    },
    footStart: t('cockpit.lastMonth', { value: shown(before) }),
    footEnd: t('cockpit.targetAndStatute', meanDays),
    records: { to: '/requests', search: repliedIn(requests.month) },
  };
}

function overdueFigure(t: Text, { requests }: Cockpit): FigureCardProps {
  const { openOverdue, openOverdueBefore } = requests;
  return {
    label: t('cockpit.figure.overdue'),
    value: formatCount(openOverdue),
    unit: t('cockpit.matters'),
    ...deltaOf({
      now: openOverdue,
      before: openOverdueBefore,
      unit: '',
      better: 'lower',
      against: t('cockpit.against.lastMonth'),
    }),
    meter: {
      value: openOverdue,
      max: Math.max(10, openOverdue, openOverdueBefore),
      target: 0,
      tone: openOverdue > 0 ? 'red' : 'blue',
    },
    footStart: t('cockpit.lastMonthSameDay', { value: openOverdueBefore }),
    footEnd: t('cockpit.target', { value: '0' }),
    records: { to: '/requests', search: { owed: true } },
  };
}

function agreementsFigure(t: Text, { requests, catalogue }: Cockpit): FigureCardProps {
  const { agreementsInForce, agreementsInForceBefore } = requests;
  return {
    label: t('cockpit.figure.agreements'),
    value: formatCount(agreementsInForce),
    unit: t('cockpit.agreements'),
    ...deltaOf({
      now: agreementsInForce,
      before: agreementsInForceBefore,
      unit: '',
      against: t('cockpit.against.lastMonth'),
    }),
    meter: { value: agreementsInForce, max: Math.max(1, agreementsInForce, agreementsInForceBefore) },
    footStart: t('cockpit.lastMonthSameDay', { value: formatCount(agreementsInForceBefore) }),
    footEnd: t('cockpit.entries', { count: formatCount(catalogue.published) }),
    records: { to: '/agreements', search: { state: ['inForce'] } },
  };
}

function disclosuresFigure(t: Text, language: Language, { disclosures, today }: Cockpit): FigureCardProps {
  const { yesterday, weekBefore } = disclosures;
  const scaled = scaleFigure(yesterday, language);
  const day = dayBefore(today);
  return {
    label: t('cockpit.figure.disclosures'),
    value: scaled.figure,
    unit: `${scaled.scale}${scaled.scale && language === 'en' ? ' ' : ''}${t('cockpit.calls')}`,
    ...deltaOf({ now: yesterday, before: weekBefore, unit: '', against: t('cockpit.against.weekBefore') }),
    meter: { value: yesterday, max: Math.max(1, yesterday, weekBefore) },
    footStart: t('cockpit.weekBefore', { value: formatCount(weekBefore) }),
    footEnd: t('cockpit.recordedFirst'),
    records: { to: '/exchange/calls', search: { ...countedCalls(day), outcome: 'answered' } },
  };
}

export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

/** The five figures the authority answers for, each with its companion and its records. */
export function figuresOf(t: Text, language: Language, cockpit: Cockpit): FigureCardProps[] {
  return [
    onTimeFigure(t, cockpit),
    meanDaysFigure(t, cockpit),
    overdueFigure(t, cockpit),
    agreementsFigure(t, cockpit),
    disclosuresFigure(t, language, cockpit),
  ];
}
