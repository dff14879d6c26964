import type { FigureCardProps } from '../../design/figure-card.tsx';
import type { Text } from '../../platform/i18n.ts';
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
function deltaOf(t: Text, { now, before, unit, better, against }: Change): Pick<FigureCardProps, 'delta'> {
  if (now === null || before === null) return {};
  const difference = Math.round((now - before) * 10) / 10;
  const direction = directionOf(difference);
  const welcome = better === 'higher' ? 'up' : 'down';
  const good = better === undefined || direction === 'flat' ? null : direction === welcome;
  const change = direction === 'flat' ? t('cockpit.flat') : `${Math.abs(difference)}${unit}`;
  return { delta: { direction, change, good, against } };
}

const shown = (value: number | null) => (value === null ? '–' : String(value));

/** The five figures the authority answers for, each with its companion and its records. */
export function figuresOf(t: Text, cockpit: Cockpit): FigureCardProps[] {
  const { requests, disclosures, catalogue } = cockpit;
  const { current, previous, targetPercent } = requests;
  const lastMonth = t('cockpit.against.lastMonth');
  return [
    {
      label: t('cockpit.figure.onTime'),
      value: shown(current.onTimePercent),
      unit: '%',
      ...deltaOf(t, {
        now: current.onTimePercent,
        before: previous.onTimePercent,
        unit: t('cockpit.points'),
        better: 'higher',
        against: lastMonth,
      }),
      meter: {
        value: (current.onTimePercent ?? 50) - 50,
        max: 50,
        target: targetPercent - 50,
        tone: (current.onTimePercent ?? 100) < targetPercent ? 'red' : 'blue',
      },
      footStart: t('cockpit.lastMonth', { value: shown(previous.onTimePercent) }),
      footEnd: t('cockpit.target', { value: `${targetPercent}%` }),
      records: { to: '/requests' },
    },
    {
      label: t('cockpit.figure.meanDays'),
      value: shown(current.meanWorkingDays),
      unit: t('cockpit.workingDays'),
      ...deltaOf(t, {
        now: current.meanWorkingDays,
        before: previous.meanWorkingDays,
        unit: '',
        better: 'lower',
        against: lastMonth,
      }),
      meter: { value: current.meanWorkingDays ?? 0, max: 10 },
      footStart: t('cockpit.lastMonth', { value: shown(previous.meanWorkingDays) }),
      footEnd: t('cockpit.statutory', { days: 10 }),
      records: { to: '/requests' },
    },
    {
      label: t('cockpit.figure.overdue'),
      value: String(requests.openOverdue),
      unit: t('cockpit.matters'),
      meter: {
        value: requests.openOverdue,
        max: Math.max(10, requests.openOverdue),
        tone: requests.openOverdue > 0 ? 'red' : 'blue',
      },
      footStart: t('cockpit.onRecord'),
      footEnd: t('cockpit.target', { value: '0' }),
      records: { to: '/overdue' },
    },
    {
      label: t('cockpit.figure.agreements'),
      value: String(requests.agreementsInForce),
      unit: t('cockpit.agreements'),
      meter: { value: requests.agreementsInForce, max: Math.max(1, catalogue.published) },
      footStart: t('cockpit.entries', { count: catalogue.published }),
      footEnd: t('cockpit.departments', { count: catalogue.departments }),
      records: { to: '/agreements', search: { state: ['inForce'] } },
    },
    {
      label: t('cockpit.figure.disclosures'),
      value: String(disclosures.yesterday),
      unit: t('cockpit.calls'),
      ...deltaOf(t, {
        now: disclosures.yesterday,
        before: disclosures.weekBefore,
        unit: '',
        against: t('cockpit.against.weekBefore'),
      }),
      meter: {
        value: disclosures.yesterday,
        max: Math.max(1, disclosures.yesterday, disclosures.weekBefore),
      },
      footStart: t('cockpit.weekBefore', { value: disclosures.weekBefore }),
      footEnd: t('cockpit.recordedFirst'),
      records: { to: '/exchange/calls' },
    },
  ];
}
