import { useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import * as v from 'valibot';
import { type ColourScheme, rootScale, wallScreenMinWidthPx } from '../design/tokens.ts';
import { readPreference, writePreference } from './preferences.ts';

export type SchemeChoice = ColourScheme | 'system';

export interface Appearance {
  scheme: SchemeChoice;
  largeType: boolean;
}

/** Widths in rem below which pages fold: phone, tablet, small and middling windows. */
export const rooms = [48, 64, 72, 80] as const;
export type Room = (typeof rooms)[number];

export interface AppliedAppearance extends Appearance {
  /** The scheme in force, when the choice is to follow the system; on paper always light. */
  applied: ColourScheme;
  /** Drawn for a printer: light, and without motion. */
  onPaper: boolean;
  /** Factor on every size: the browser's own type size, large type and the wall screen. */
  scale: number;
  /** The fold widths that the page is below. */
  below: readonly Room[];
}

const storageKey = 'tandem.appearance';
const schema = v.object({ scheme: v.picklist(['light', 'dark', 'system']), largeType: v.boolean() });
const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');
const wallScreen = matchMedia(`(min-width: ${wallScreenMinWidthPx}px)`);
const listeners = new Set<() => void>();

/** The browser's own type size, over the usual 16 px; on paper that of the screen. */
let browserScale = 1;
let chosen: Appearance = readPreference(storageKey, schema) ?? { scheme: 'system', largeType: false };
let current = apply();

function apply(): AppliedAppearance {
  const systemScheme: ColourScheme = darkSystem.matches ? 'dark' : 'light';
  const onScreen = chosen.scheme === 'system' ? systemScheme : chosen.scheme;
  const applied = paper.matches ? 'light' : onScreen;
  const largeFactor = chosen.largeType ? rootScale.large : rootScale.normal;
  const factor = largeFactor * (wallScreen.matches ? rootScale.wall : 1);
  const root = document.documentElement;
  root.dataset['theme'] = applied;
  root.style.fontSize = `${factor * 100}%`;
  if (!paper.matches) browserScale = Number.parseFloat(getComputedStyle(root).fontSize) / (16 * factor);
  const scale = factor * browserScale;
  const below = rooms.filter((room) => innerWidth / (16 * scale) < room);
  root.dataset['below'] = below.join(' ');
  return { ...chosen, applied, onPaper: paper.matches, scale, below };
}

/** A window being dragged passes many widths and few folds. */
function refreshOnFold(): void {
  if (paper.matches) return;
  const folds = rooms.filter((room) => innerWidth / (16 * current.scale) < room);
  if (folds.length !== current.below.length) refresh();
}

function refresh(): void {
  current = apply();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Follows the system's scheme and the width of the screen. Called once, before the first render. */
export function startAppearance(): void {
  darkSystem.addEventListener('change', refresh);
  // The printer takes the page as it stands after this event.
  paper.addEventListener('change', () => flushSync(refresh));
  wallScreen.addEventListener('change', refresh);
  addEventListener('resize', refreshOnFold);
  refresh();
}

export function chooseAppearance(change: Partial<Appearance>): void {
  chosen = { ...chosen, ...change };
  writePreference(storageKey, chosen);
  refresh();
}

export function useAppearance(): AppliedAppearance {
  return useSyncExternalStore(subscribe, () => current);
}
