import { MODES, type Mode } from '../entry-content.ts';

/** Modes as search keeps them: one bit each, in the order of `MODES`. */
export function modeBits(modes: readonly Mode[]): number {
  return modes.reduce((bits, mode) => bits | (1 << MODES.indexOf(mode)), 0);
}

export function modesOf(bits: number): Mode[] {
  return MODES.filter((_mode, index) => (bits & (1 << index)) !== 0);
}
