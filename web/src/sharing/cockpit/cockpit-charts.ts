import type { ChartOption } from '../../design/chart-canvas.tsx';
import { categoryAxis, type ChartTheme, valueAxis } from '../../design/chart-theme.ts';
import type { Text } from '../../platform/i18n.ts';
import type { Cockpit } from './cockpit-query.ts';

type Months = Cockpit['requests']['supplyDemand'];
type Days = Cockpit['disclosures']['days'];

export const MODES = ['query', 'verify', 'batch'] as const;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthLabel = (t: Text, month: string) => {
  const number = Number(month.slice(5));
  return t('cockpit.month', { month: number, name: MONTHS[number - 1] ?? '' });
};
export const dayLabel = (day: string) => `${Number(day.slice(5, 7))}-${Number(day.slice(8))}`;

export function supplyTable(t: Text, months: Months) {
  return {
    header: [t('cockpit.supply.month'), t('cockpit.supply.asked'), t('cockpit.supply.granted')],
    rows: months.map(({ month, asked, granted }) => [monthLabel(t, month), asked, granted]),
  };
}

/** Axes that are not seen, for what stands behind the bars. */
const backdrop = <T extends 'category' | 'value'>(type: T) => ({
  type,
  show: false,
  axisPointer: { show: false },
  ...(type === 'value' ? { min: 0, max: 1 } : {}),
});

/** Unseen columns that open a month wherever it is pressed: lines alone are too thin to hit. */
function monthColumns(months: Months) {
  return {
    type: 'bar' as const,
    xAxisIndex: 1,
    yAxisIndex: 1,
    barWidth: '100%',
    data: months.map(() => 1),
    itemStyle: { color: 'transparent' },
    emphasis: { disabled: true },
    tooltip: { show: false },
    z: 0,
  };
}

/** What was asked for against what was granted, a line each, named at its end. */
export function supplyOption(t: Text, months: Months, theme: ChartTheme): ChartOption {
  const last = months.at(-1);
  const name = (text: string, color: string, shift: number) => ({
    show: true,
    formatter: text,
    color,
    fontWeight: 600 as const,
    fontSize: theme.px(13),
    fontFamily: theme.fontFamily,
    offset: [0, theme.px(shift)],
  });
  const asked = `${t('cockpit.supply.asked')} ${last?.asked ?? 0}`;
  const granted = `${t('cockpit.supply.granted')} ${last?.granted ?? 0}`;
  return {
    grid: { left: theme.px(34), right: theme.px(84), top: theme.px(16), bottom: theme.px(26) },
    tooltip: { trigger: 'axis' },
    xAxis: [
      {
        ...categoryAxis(theme),
        data: months.map(({ month }) => monthLabel(t, month)),
        boundaryGap: false,
      },
      { ...backdrop('category'), boundaryGap: false },
    ],
    yAxis: [{ ...valueAxis(theme), minInterval: 1 }, backdrop('value')],
    series: [
      monthColumns(months),
      {
        type: 'line',
        name: t('cockpit.supply.asked'),
        data: months.map((month) => month.asked),
        symbol: 'none',
        color: theme.accentFill,
        lineStyle: { type: [4, 3], width: theme.px(1.5) },
        endLabel: name(asked, theme.accent, -10),
      },
      {
        type: 'line',
        name: t('cockpit.supply.granted'),
        data: months.map((month) => month.granted),
        symbol: 'none',
        color: theme.blue,
        lineStyle: { width: theme.px(2) },
        endLabel: name(granted, theme.blue, 10),
      },
    ],
  };
}

export function disclosureTable(t: Text, days: Days) {
  return {
    header: [
      t('cockpit.use.day'),
      ...MODES.map((mode) => t(`cockpit.mode.${mode}`)),
      t('cockpit.use.refused'),
    ],
    rows: days.map((day) => [dayLabel(day.day), day.query, day.verify, day.batch, day.refused]),
  };
}

/** Days of rest as full columns behind the bars. Marked areas would snap to the labels that are shown. */
function daysOff(days: Days, theme: ChartTheme) {
  return {
    type: 'bar' as const,
    xAxisIndex: 1,
    yAxisIndex: 1,
    barWidth: '100%',
    data: days.map((day) => (day.working ? 0 : 1)),
    itemStyle: { color: theme.sunken },
    silent: true,
    tooltip: { show: false },
    z: 0,
  };
}

/** Answers a day, by mode, stacked; refusals are not answers and stand in the table. */
export function disclosureOption(t: Text, days: Days, theme: ChartTheme): ChartOption {
  return {
    grid: { left: theme.px(36), right: theme.px(12), top: theme.px(12), bottom: theme.px(26) },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { opacity: 0.06 } } },
    xAxis: [{ ...categoryAxis(theme), data: days.map((day) => dayLabel(day.day)) }, backdrop('category')],
    yAxis: [{ ...valueAxis(theme), minInterval: 1 }, backdrop('value')],
    series: [
      daysOff(days, theme),
      ...MODES.map((mode) => ({
        type: 'bar' as const,
        name: t(`cockpit.mode.${mode}`),
        stack: 'modes',
        barCategoryGap: '28%',
        data: days.map((day) => day[mode]),
        itemStyle: { borderColor: theme.surface, borderWidth: 1 },
      })),
    ],
  };
}
