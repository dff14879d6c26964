import { type ColourScheme, fontFamilies, palettes } from './tokens.ts';

/** What a chart's option is drawn with; sizes already carry the page's scale. */
export interface ChartTheme {
  colours: readonly [string, string, string, string, string];
  ink: string;
  ink2: string;
  ink3: string;
  line: string;
  lineStrong: string;
  surface: string;
  sunken: string;
  blue: string;
  accent: string;
  accentFill: string;
  red: string;
  green: string;
  fontFamily: string;
  /** Pixels for a length at normal size. */
  px: (length: number) => number;
}

export function chartTheme(scheme: ColourScheme, scale: number): ChartTheme {
  const p = palettes[scheme];
  return {
    colours: [p.chart1, p.chart2, p.chart3, p.chart4, p.chart5],
    ink: p.ink,
    ink2: p.ink2,
    ink3: p.ink3,
    line: p.line,
    lineStrong: p.lineStrong,
    surface: p.surface,
    sunken: p.sunken,
    blue: scheme === 'light' ? p.blue : p.chart1,
    accent: p.accent,
    accentFill: p.accentFill,
    red: p.red,
    green: p.green,
    fontFamily: fontFamilies.sans,
    px: (length) => Math.round(length * scale),
  };
}

/** A value axis: grid lines and figures, no axis line. */
export function valueAxis(theme: ChartTheme) {
  return {
    type: 'value' as const,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: theme.ink2, fontSize: theme.px(13), fontFamily: theme.fontFamily },
    splitLine: { lineStyle: { color: theme.line, width: 1 } },
  };
}

/** A category axis: names under a hairline. */
export function categoryAxis(theme: ChartTheme) {
  return {
    type: 'category' as const,
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    axisLabel: { color: theme.ink2, fontSize: theme.px(13), fontFamily: theme.fontFamily },
  };
}
