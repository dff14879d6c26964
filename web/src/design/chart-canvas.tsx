import { BarChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type ECElementEvent, type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useAppearance } from '../platform/appearance.ts';
import styles from './chart.module.css';
import { type ChartTheme, chartTheme } from './chart-theme.ts';

use([
  LineChart,
  BarChart,
  ScatterChart,
  HeatmapChart,
  GridComponent,
  TooltipComponent,
  MarkLineComponent,
  MarkAreaComponent,
  VisualMapComponent,
  SVGRenderer,
]);

export type ChartOption = EChartsCoreOption;

export interface ChartProps {
  /** What the chart shows, in a sentence. */
  label: string;
  /** Pixels at normal size. */
  height: number;
  option: (theme: ChartTheme) => ChartOption;
  /** Opens the records behind what was pressed. */
  onOpen?: (place: { seriesName: string; name: string; dataIndex: number; value: unknown }) => void;
}

type Chart = ReturnType<typeof init>;

function houseStyle(theme: ChartTheme, moves: boolean): ChartOption {
  return {
    color: [...theme.colours],
    textStyle: { fontFamily: theme.fontFamily, fontSize: theme.px(12), color: theme.ink2 },
    animationDuration: 160,
    animationDurationUpdate: 140,
    animation: moves && !matchMedia('(prefers-reduced-motion: reduce)').matches,
    tooltip: {
      backgroundColor: theme.surface,
      borderColor: theme.line,
      borderWidth: 1,
      padding: [theme.px(6), theme.px(10)],
      textStyle: { color: theme.ink, fontSize: theme.px(13), fontFamily: theme.fontFamily },
      extraCssText: 'box-shadow: var(--elevation); border-radius: var(--radius-control);',
    },
  };
}

/** No code hears how wide the paper is: the drawing is scaled to it (chart.module.css). */
function makeScalable(chart: Chart): void {
  const drawing = chart.getDom().querySelector('svg');
  drawing?.setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
}

export default function ChartCanvas({ label, height, option, onOpen }: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(undefined);
  const open = useRef(onOpen);
  const { applied, onPaper, scale } = useAppearance();
  useEffect(() => {
    open.current = onOpen;
  });

  useEffect(() => {
    if (host.current === null) return undefined;
    const made = init(host.current, undefined, { renderer: 'svg' });
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(host.current);
    made.on('rendered', () => makeScalable(made));
    made.on('click', (event: ECElementEvent) =>
      open.current?.({
        seriesName: event.seriesName ?? '',
        name: event.name,
        dataIndex: event.dataIndex ?? 0,
        value: event.value,
      }),
    );
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);

  useEffect(() => {
    const theme = chartTheme(applied, scale);
    const drawn = option(theme);
    const style = houseStyle(theme, !onPaper);
    const tooltip = { ...(style['tooltip'] as object), ...(drawn['tooltip'] as object | undefined) };
    chart.current?.setOption({ ...style, ...drawn, tooltip }, { notMerge: true });
    if (onPaper) chart.current?.getZr().flush();
  }, [option, applied, onPaper, scale]);

  return (
    <div
      ref={host}
      role="img"
      aria-label={label}
      className={styles['canvas']}
      style={{ height: `${height / 16}rem`, ...(onOpen ? { cursor: 'pointer' } : {}) }}
    />
  );
}
