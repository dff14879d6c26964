import type { CharacterSet } from './character-set.ts';

/** A regular expression as a tree. */
export type Pattern =
  | { kind: 'set'; set: CharacterSet }
  | { kind: 'start' | 'end' }
  | { kind: 'sequence'; parts: Pattern[] }
  | { kind: 'choice'; parts: Pattern[] }
  /** `max` is Infinity without a limit. */
  | { kind: 'repeat'; of: Pattern; min: number; max: number; isGreedy: boolean }
  | { kind: 'group'; index: number; of: Pattern }
  /** What group `index` matched last. */
  | { kind: 'reference'; index: number };

export interface Flags {
  isDotAll: boolean;
  isMultiline: boolean;
  ignoresCase: boolean;
  ignoresSpace: boolean;
}

/** Undefined for letters other than s, m, i and x. */
export function parseFlags(flags: string): Flags | undefined {
  if (!/^[smix]*$/.test(flags)) return undefined;
  return {
    isDotAll: flags.includes('s'),
    isMultiline: flags.includes('m'),
    ignoresCase: flags.includes('i'),
    ignoresSpace: flags.includes('x'),
  };
}

/** Says that a text is no regular expression, or one that is too large. Never leaves this folder. */
export class PatternError extends Error {}
