import type { ChartOption } from '../design/chart-canvas.tsx';
import { categoryAxis, type ChartTheme, valueAxis } from '../design/chart-theme.ts';

const months = ['12月', '1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月'];
const asked = [142, 128, 97, 170, 188, 205, 221, 213, 236, 258, 247, 231];
const met = [118, 121, 88, 138, 161, 183, 204, 203, 221, 241, 238, 226];

export const supplyTable = {
  header: ['月份', '申请', '满足'],
  rows: months.map((month, index) => [month, asked[index], met[index]]),
};

export function supplyOption(theme: ChartTheme): ChartOption {
  const name = (text: string, colour: string) => ({
    show: true,
    formatter: text,
    color: colour,
    fontWeight: 600,
    fontSize: theme.px(13),
    fontFamily: theme.fontFamily,
  });
  return {
    grid: { left: theme.px(36), right: theme.px(76), top: theme.px(12), bottom: theme.px(26) },
    tooltip: { trigger: 'axis' },
    xAxis: { ...categoryAxis(theme), data: months, boundaryGap: false },
    yAxis: { ...valueAxis(theme), interval: 100, max: 300 },
    series: [
      {
        type: 'line',
        name: '申请',
        data: asked,
        symbol: 'none',
        color: theme.accentFill,
        lineStyle: { type: [4, 3], width: theme.px(1.5) },
        endLabel: { ...name('申请 231', theme.accent), offset: [0, theme.px(-8)] },
      },
      {
        type: 'line',
        name: '满足',
        data: met,
        symbol: 'none',
        color: theme.blue,
        lineStyle: { width: theme.px(2) },
        endLabel: { ...name('满足 226', theme.blue), offset: [0, theme.px(8)] },
      },
    ],
  };
}

const modes = ['查询', '核验', '批量', '订阅', '文件'] as const;
const modeShares = [0.47, 0.27, 0.14, 0.09, 0.03];
const days = Array.from({ length: 22 }, (_, index) => index + 1);
const isWeekend = (day: number) => [0, 1].includes(day % 7);
const totals = days.map((day) => Math.round((isWeekend(day) ? 462 : 548) + 14 * Math.sin(day * 1.7)));

export const disclosureTable = {
  header: ['日', ...modes],
  rows: days.map((day, index) => [
    `${day}日`,
    ...modeShares.map((share) => Math.round((totals[index] ?? 0) * share)),
  ]),
};

export function disclosureOption(theme: ChartTheme): ChartOption {
  const weekends = days
    .filter((day) => day % 7 === 0)
    .map((day) => [{ xAxis: `${day}日` }, { xAxis: `${day + 1}日` }]);
  return {
    grid: { left: theme.px(36), right: theme.px(12), top: theme.px(12), bottom: theme.px(26) },
    tooltip: { trigger: 'axis', axisPointer: { type: 'shadow', shadowStyle: { opacity: 0.06 } } },
    xAxis: { ...categoryAxis(theme), data: days.map((day) => `${day}日`) },
    yAxis: { ...valueAxis(theme), interval: 200, max: 600 },
    series: modes.map((mode, index) => ({
      type: 'bar',
      name: mode,
      stack: 'modes',
      barCategoryGap: '28%',
      data: totals.map((total) => Math.round(total * (modeShares[index] ?? 0))),
      itemStyle: { borderColor: theme.surface, borderWidth: 1 },
      ...(index === 0
        ? { markArea: { silent: true, itemStyle: { color: theme.sunken }, data: weekends } }
        : {}),
    })),
  };
}
