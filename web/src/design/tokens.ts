/**
 * The one source of the console's colours, for the style sheet (`tokens.css`, written from here by
 * `scripts/write-tokens.ts`), for Ant Design (`antd-theme.ts`) and for charts (`chart-theme.ts`).
 * Contrast of every pair is stated in the design direction; a test recomputes the ones that carry text.
 */
export interface Palette {
  ground: string;
  surface: string;
  sunken: string;
  line: string;
  lineStrong: string;
  ink: string;
  ink2: string;
  ink3: string;
  blue: string;
  onBlue: string;
  blueHover: string;
  blueSoft: string;
  band: string;
  onBand: string;
  onBand2: string;
  bandLine: string;
  bandRaised: string;
  accent: string;
  accentSoft: string;
  accentFill: string;
  red: string;
  redSoft: string;
  green: string;
  greenSoft: string;
  mark: string;
  hatch: string;
  chart1: string;
  chart2: string;
  chart3: string;
  chart4: string;
  chart5: string;
}

export type ColourScheme = 'light' | 'dark';

export const palettes: Record<ColourScheme, Palette> = {
  light: {
    ground: '#F6F4EF',
    surface: '#FFFFFF',
    sunken: '#EFECE5',
    line: '#E2DDD3',
    lineStrong: '#8B8578',
    ink: '#1E1C19',
    ink2: '#55504A',
    ink3: '#6B665D',
    blue: '#1A4A8C',
    onBlue: '#FFFFFF',
    blueHover: '#133A70',
    blueSoft: '#E8EEF7',
    band: '#0F2D55',
    onBand: '#FFFFFF',
    onBand2: '#B9CBE6',
    bandLine: '#4A6996',
    bandRaised: '#1B4079',
    accent: '#8F5209',
    accentSoft: '#FBF0DF',
    accentFill: '#C47A1E',
    red: '#B0261C',
    redSoft: '#FBE9E6',
    green: '#23694A',
    greenSoft: '#E5F1EA',
    mark: '#F6DFB6',
    hatch: '#8B8578',
    chart1: '#1A4A8C',
    chart2: '#6695D0',
    chart3: '#C47A1E',
    chart4: '#1F665C',
    chart5: '#958E81',
  },
  dark: {
    ground: '#151412',
    surface: '#1E1C1A',
    sunken: '#11100F',
    line: '#38342F',
    lineStrong: '#7D766B',
    ink: '#F0ECE5',
    ink2: '#BDB6AB',
    ink3: '#9C958A',
    blue: '#8DB6EE',
    onBlue: '#0F1B2C',
    blueHover: '#A9C9F4',
    blueSoft: '#1D2B40',
    band: '#0D1B30',
    onBand: '#FFFFFF',
    onBand2: '#A9BEDD',
    bandLine: '#41618F',
    bandRaised: '#203C66',
    accent: '#E5AD62',
    accentSoft: '#35291A',
    accentFill: '#E0A04A',
    red: '#F2938A',
    redSoft: '#3A211E',
    green: '#83C7A1',
    greenSoft: '#1C3026',
    mark: '#57411B',
    hatch: '#7D766B',
    chart1: '#4F84CC',
    chart2: '#A6C6EF',
    chart3: '#D9993F',
    chart4: '#57B8A6',
    chart5: '#7A7368',
  },
};

export const fontFamilies = {
  sans: "'Inter Variable', 'PingFang SC', 'HarmonyOS Sans SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif",
  'han-serif':
    "'Noto Serif CJK SC', 'Source Han Serif SC', 'Source Han Serif', 'Songti SC', STSong, SimSun, serif",
  /** In English with quotation marks of its own (`base.css`). */
  serif: 'var(--font-han-serif)',
  mono: "'IBM Plex Mono', ui-monospace, 'SFMono-Regular', Consolas, 'Noto Sans Mono CJK SC', monospace",
} as const;

/** Root font size in per cent of the browser's: the wall screen and large type scale the whole page, not only its letters. */
export const rootScale = { normal: 1, large: 1.25, wall: 1.5 } as const;
export const wallScreenMinWidthPx = 2160;

function variableName(token: string): string {
  return `--${token.replace(/[A-Z0-9]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function declarations(palette: Palette, indent: string): string {
  return Object.entries(palette)
    .map(([token, colour]: [string, string]) => `${indent}${variableName(token)}: ${colour.toLowerCase()};`)
    .join('\n');
}

/** The text of `tokens.css`. */
export function tokensStyleSheet(): string {
  const fonts = Object.entries(fontFamilies)
    .map(([name, family]) => `  --font-${name}: ${family};`)
    .join('\n');
  return `/* Written from tokens.ts by scripts/write-tokens.ts; a test refuses drift. */
:root {
  color-scheme: light;
${declarations(palettes.light, '  ')}
${fonts}
}

:root[data-theme='dark'] {
  color-scheme: dark;
${declarations(palettes.dark, '  ')}
}

@media print {
  :root[data-theme='dark'] {
    color-scheme: light;
${declarations(palettes.light, '    ')}
  }
}
`;
}
