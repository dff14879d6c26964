import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ColourScheme, type Palette, palettes, tokensStyleSheet } from './tokens.ts';

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const textPairs: [keyof Palette, keyof Palette][] = [
  ['ink', 'surface'],
  ['ink', 'ground'],
  ['ink', 'mark'],
  ['ink2', 'ground'],
  ['ink3', 'surface'],
  ['ink3', 'ground'],
  ['ink3', 'sunken'],
  ['ink3', 'blueSoft'],
  ['blue', 'surface'],
  ['blue', 'ground'],
  ['blue', 'blueSoft'],
  ['blue', 'mark'],
  ['onBlue', 'blue'],
  ['onBlue', 'blueHover'],
  ['onBand', 'band'],
  ['onBand2', 'band'],
  ['accent', 'surface'],
  ['accent', 'accentSoft'],
  ['accent', 'blueSoft'],
  ['red', 'surface'],
  ['red', 'redSoft'],
  ['green', 'surface'],
  ['green', 'greenSoft'],
];

const shapePairs: [keyof Palette, keyof Palette][] = [
  ['lineStrong', 'surface'],
  ['lineStrong', 'ground'],
  ['chart1', 'surface'],
  ['chart2', 'surface'],
  ['chart3', 'surface'],
  ['chart4', 'surface'],
  ['chart5', 'surface'],
];

describe.each<ColourScheme>(['light', 'dark'])('colours, %s', (scheme) => {
  const palette = palettes[scheme];
  it.each(textPairs)('text %s on %s has at least 4.5', (text, behind) => {
    expect(contrast(palette[text], palette[behind])).toBeGreaterThanOrEqual(4.5);
  });
  it.each(shapePairs)('shape %s on %s has at least 3', (shape, behind) => {
    expect(contrast(palette[shape], palette[behind])).toBeGreaterThanOrEqual(3);
  });
});

it('the style sheet is the one written from the tokens', () => {
  const squeeze = (css: string) => css.replace(/\s+/g, ' ').replace(/' /g, "'");
  const written = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
  expect(squeeze(written)).toBe(squeeze(tokensStyleSheet()));
});
