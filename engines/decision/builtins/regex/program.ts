import type { CharacterSet } from './character-set.ts';
import { PatternError, type Pattern } from './pattern.ts';

/** Instructions of a machine that is in many places at once (Thompson, Pike). Without `to`, the next one follows. */
export type Instruction =
  | { kind: 'set'; set: CharacterSet }
  /** Goes on at both places; the first is preferred. */
  | { kind: 'fork'; to: readonly [number, number] }
  | { kind: 'jump'; to: number }
  /** Keeps the place in the text: of a group's beginning (even slots) or end, or of the beginning of a turn. */
  | { kind: 'keep'; slot: number }
  /** Ends a turn, over and above those asked for, that has not moved since the place kept. */
  | { kind: 'moved'; slot: number }
  | { kind: 'start' | 'end' }
  | { kind: 'reference'; index: number }
  | { kind: 'match' };

export interface Program {
  instructions: readonly Instruction[];
  /** For each instruction the slots of the turns that it is in, the outermost first. */
  turns: readonly (readonly number[])[];
  /** The most turns that one instruction is in. */
  depth: number;
  slotCount: number;
}

/** Patterns like `(x{1000}){1000}` are refused. */
const MAX_INSTRUCTIONS = 20_000;
/** Instructions times turns within turns. */
const MAX_STATES = 200_000;

/** @throws PatternError */
export function compilePattern(pattern: Pattern, groupCount: number): Program {
  const writer = new ProgramWriter(groupCount);
  writer.write(pattern);
  writer.emit({ kind: 'match' });
  const { instructions, turns, slotCount } = writer;
  const depth = turns.reduce((deepest, slots) => Math.max(deepest, slots.length), 0);
  if (instructions.length * (depth + 1) > MAX_STATES) throw new PatternError();
  return { instructions, turns, depth, slotCount };
}

class ProgramWriter {
  readonly instructions: Instruction[] = [];
  readonly turns: (readonly number[])[] = [];
  readonly #nullable = new Map<Pattern, boolean>();
  #open: readonly number[] = [];
  slotCount: number;
  #written = 0;

  constructor(groupCount: number) {
    this.slotCount = 2 * (groupCount + 1);
  }

  emit(instruction: Instruction): number {
    if (this.instructions.length >= MAX_INSTRUCTIONS) throw new PatternError();
    this.turns.push(this.#open);
    return this.instructions.push(instruction) - 1;
  }

  write(pattern: Pattern): void {
    this.#written += 1;
    if (this.#written > MAX_INSTRUCTIONS * 4) throw new PatternError();
    switch (pattern.kind) {
      case 'sequence':
        for (const part of pattern.parts) this.write(part);
        return;
      case 'choice':
        this.#choice(pattern.parts);
        return;
      case 'repeat':
        this.#repeat(pattern);
        return;
      case 'group':
        this.emit({ kind: 'keep', slot: 2 * pattern.index });
        this.write(pattern.of);
        this.emit({ kind: 'keep', slot: 2 * pattern.index + 1 });
        return;
      default:
        this.emit(pattern);
    }
  }

  #choice(parts: readonly Pattern[]): void {
    const jumps: number[] = [];
    for (const [index, part] of parts.entries()) {
      if (index === parts.length - 1) this.write(part);
      else {
        const fork = this.emit({ kind: 'match' });
        this.write(part);
        jumps.push(this.emit({ kind: 'match' }));
        this.instructions[fork] = { kind: 'fork', to: [fork + 1, this.instructions.length] };
      }
    }
    for (const jump of jumps) this.instructions[jump] = { kind: 'jump', to: this.instructions.length };
  }

  #repeat({ of, min, max, isGreedy }: Pattern & { kind: 'repeat' }): void {
    for (let count = 0; count < min; count += 1) this.write(of);
    const forks: number[] = [];
    for (let count = min; count < (max === Infinity ? min + 1 : max); count += 1) {
      forks.push(this.emit({ kind: 'match' }));
      this.#turn(of);
    }
    if (max === Infinity) this.emit({ kind: 'jump', to: forks[0] ?? 0 });
    for (const fork of forks) this.#fork(fork, this.instructions.length, isGreedy);
  }

  #turn(of: Pattern): void {
    if (!this.#isNullable(of)) {
      this.write(of);
      return;
    }
    const slot = this.slotCount;
    this.slotCount += 1;
    const outer = this.#open;
    this.emit({ kind: 'keep', slot });
    this.#open = [...outer, slot];
    this.write(of);
    this.emit({ kind: 'moved', slot });
    this.#open = outer;
  }

  /** Whether it may match no character at all. */
  #isNullable(pattern: Pattern): boolean {
    const known = this.#nullable.get(pattern);
    if (known !== undefined) return known;
    const answer = this.#findNullable(pattern);
    this.#nullable.set(pattern, answer);
    return answer;
  }

  #findNullable(pattern: Pattern): boolean {
    switch (pattern.kind) {
      case 'set':
        return false;
      case 'sequence':
        return pattern.parts.every((part) => this.#isNullable(part));
      case 'choice':
        return pattern.parts.some((part) => this.#isNullable(part));
      case 'repeat':
        return pattern.min === 0 || this.#isNullable(pattern.of);
      case 'group':
        return this.#isNullable(pattern.of);
      default:
        return true;
    }
  }

  #fork(at: number, otherwise: number, isGreedy: boolean): void {
    this.instructions[at] = {
      kind: 'fork',
      to: isGreedy ? [at + 1, otherwise] : [otherwise, at + 1],
    };
  }
}
