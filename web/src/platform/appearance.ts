import { useSyncExternalStore } from 'react';
import * as v from 'valibot';
import { type ColourScheme, rootScale, wallScreenMinWidthPx } from '../design/tokens.ts';
import { readPreference, writePreference } from './preferences.ts';

export type SchemeChoice = ColourScheme | 'system';

export interface Appearance {
  scheme: SchemeChoice;
  largeType: boolean;
}

export interface AppliedAppearance extends Appearance {
  /** The scheme in force, when the choice is to follow the system. */
  applied: ColourScheme;
  /** Factor on every size: large type and the wall screen. */
  scale: number;
}

const storageKey = 'tandem.appearance';
const schema = v.object({ scheme: v.picklist(['light', 'dark', 'system']), largeType: v.boolean() });
const darkSystem = matchMedia('(prefers-color-scheme: dark)');
const wallScreen = matchMedia(`(min-width: ${wallScreenMinWidthPx}px)`);
const listeners = new Set<() => void>();

let chosen: Appearance = readPreference(storageKey, schema) ?? { scheme: 'light', largeType: false };
let current = apply();

function apply(): AppliedAppearance {
  const systemScheme: ColourScheme = darkSystem.matches ? 'dark' : 'light';
  const applied = chosen.scheme === 'system' ? systemScheme : chosen.scheme;
  const largeFactor = chosen.largeType ? rootScale.large : rootScale.normal;
  const scale = largeFactor * (wallScreen.matches ? rootScale.wall : 1);
  const root = document.documentElement;
  root.dataset['theme'] = applied;
  root.style.fontSize = `${scale * 100}%`;
  root.toggleAttribute('data-large-type', chosen.largeType);
  return { ...chosen, applied, scale };
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
  wallScreen.addEventListener('change', refresh);
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
