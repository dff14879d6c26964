import { parseDivisionCode, significantDigits } from '@tandem/identifiers';

/** Modes of Art 22 that the exchange serves: a service answer, yes or no, a file of all agreed rows. */
export const MODES = ['query', 'verify', 'batch'] as const;
export type Mode = (typeof MODES)[number];

export interface ScopeItem {
  name: string;
  /** Modes this item is wanted for; `verify` alone means that only yes or no is answered. */
  modes: readonly Mode[];
  /** Whether the value is to leave without masking. */
  unmasked: boolean;
}

/** Rows wanted: every filter must hold. `division`: codes, each covering what lies within it. */
export interface ScopeFilter {
  item: string;
  op: 'in' | 'division';
  values: readonly string[];
}

/** What may be used (Art 20: scope and term), as asked for, proposed, or agreed. */
export interface Scope {
  items: readonly ScopeItem[];
  rowFilter: readonly ScopeFilter[];
  quota: { callsPerDay: number; rowsPerDay: number };
  /** Dates in Asia/Shanghai, both included. */
  term: { from: string; to: string };
}

export function modesOf(scope: Scope): Mode[] {
  return MODES.filter((mode) => scope.items.some((item) => item.modes.includes(mode)));
}

/**
 * What every code within a division begins with, however people wrote it (full width, spaces): '' for the nation alone,
 * undefined for what is no code.
 */
export function divisionPrefix(value: string): string | undefined {
  const parsed = parseDivisionCode(value);
  return parsed.ok ? significantDigits(parsed.value.code) : undefined;
}

/** Yes-or-no discloses less than the value does: `verify` lies within `query` and `batch`. */
function modeWithin(mode: Mode, asked: readonly Mode[]): boolean {
  return asked.includes(mode) || mode === 'verify';
}

function itemWithin(item: ScopeItem, asked: ScopeItem | undefined): boolean {
  if (!asked || item.modes.length === 0) return false;
  return item.modes.every((mode) => modeWithin(mode, asked.modes)) && (asked.unmasked || !item.unmasked);
}

function valuesWithin(filter: ScopeFilter, asked: ScopeFilter): boolean {
  if (asked.op === 'in')
    return filter.op === 'in' && filter.values.every((value) => asked.values.includes(value));
  const ancestors = asked.values.flatMap((value) => divisionPrefix(value) ?? []);
  return filter.values.every((value) => {
    const prefix = divisionPrefix(value);
    return prefix !== undefined && ancestors.some((ancestor) => prefix.startsWith(ancestor));
  });
}

/**
 * Whether `proposed` gives nothing that `asked` does not ask for: fewer items, yes-or-no instead of values,
 * masked instead of bare, fewer rows, a smaller quota, a shorter term.
 */
export function isWithin(proposed: Scope, asked: Scope): boolean {
  const askedItems = new Map(asked.items.map((item) => [item.name, item]));
  return (
    proposed.items.length > 0 &&
    proposed.items.every((item) => itemWithin(item, askedItems.get(item.name))) &&
    asked.rowFilter.every((filter) =>
      proposed.rowFilter.some((kept) => kept.item === filter.item && valuesWithin(kept, filter)),
    ) &&
    proposed.quota.callsPerDay <= asked.quota.callsPerDay &&
    proposed.quota.rowsPerDay <= asked.quota.rowsPerDay &&
    proposed.term.from >= asked.term.from &&
    proposed.term.to <= asked.term.to
  );
}
