import type { Run } from '../../values/value.ts';
import type { Program } from './program.ts';
import type { Subject } from './subject.ts';

/** Places kept in the slots of a program: of group n from 2n to 2n + 1; −1 where a group took no part. */
export type Places = readonly number[];

/**
 * The first match at or behind a place: all ways are followed at once, the preferred ones first, so that the work grows
 * with the length of the text times that of the program (Pike's machine). Not for programs with references.
 */
export function simulate(program: Program, subject: Subject, from: number, run: Run): Places | undefined {
  let current = new Threads(program, subject);
  let next = new Threads(program, subject);
  const unplaced = Array.from({ length: program.slotCount }, () => -1);
  const costOfThread = 1 + (program.slotCount >> 4);
  let found: Places | undefined;
  for (let at = from; at <= subject.length; at += 1) {
    if (!found) current.add(0, at, unplaced.with(0, at));
    else if (current.size === 0) break;
    run.spend(1 + current.size * costOfThread);
    next.clear();
    found = step({ program, subject, at }, current, next) ?? found;
    [current, next] = [next, current];
  }
  return found;
}

/** Moves all threads over one character; gives the match that is preferred to all threads that went on. */
function step(
  { program, subject, at }: { program: Program; subject: Subject; at: number },
  current: Threads,
  next: Threads,
): Places | undefined {
  const codePoint = subject.codePoints[at];
  for (let index = 0; index < current.size; index += 1) {
    const thread = current.at(index);
    const instruction = program.instructions[thread.at];
    if (instruction?.kind === 'match') return thread.places.with(1, at);
    if (instruction?.kind === 'set' && codePoint !== undefined && instruction.set(codePoint))
      next.add(thread.at + 1, at + 1, thread.places);
  }
  return undefined;
}

interface Thread {
  at: number;
  places: Places;
}

/**
 * The threads at one place of the text, by preference; never two at one instruction that would go on alike. What is to
 * come depends on the past only by whether the turns that an instruction is in have moved; an outer one has when an
 * inner one has, so that their number tells.
 */
class Threads {
  readonly #program: Program;
  readonly #subject: Subject;
  readonly #seen: Uint32Array;
  #round = 1;
  #threads: Thread[] = [];

  constructor(program: Program, subject: Subject) {
    this.#program = program;
    this.#subject = subject;
    this.#seen = new Uint32Array(program.instructions.length * (program.depth + 1));
  }

  get size(): number {
    return this.#threads.length;
  }

  at(index: number): Thread {
    return this.#threads[index] ?? { at: 0, places: [] };
  }

  clear(): void {
    this.#threads = [];
    this.#round += 1;
  }

  #isNew({ at, places }: Thread, place: number): boolean {
    const turns = this.#program.turns[at] ?? [];
    let moved = 0;
    for (const slot of turns) if (places[slot] !== place) moved += 1;
    const state = at * (this.#program.depth + 1) + moved;
    if (this.#seen[state] === this.#round) return false;
    this.#seen[state] = this.#round;
    return true;
  }

  /** Follows all that takes no character. */
  add(start: number, place: number, places: Places): void {
    const waiting: Thread[] = [{ at: start, places }];
    for (let thread = waiting.pop(); thread; thread = waiting.pop()) {
      const { at } = thread;
      if (!this.#isNew(thread, place)) continue;
      const instruction = this.#program.instructions[at];
      switch (instruction?.kind) {
        case 'jump':
          waiting.push({ at: instruction.to, places: thread.places });
          break;
        case 'fork':
          waiting.push({ at: instruction.to[1], places: thread.places });
          waiting.push({ at: instruction.to[0], places: thread.places });
          break;
        case 'keep':
          waiting.push({ at: at + 1, places: thread.places.with(instruction.slot, place) });
          break;
        case 'moved':
          if (thread.places[instruction.slot] !== place) waiting.push({ at: at + 1, places: thread.places });
          break;
        case 'start':
          if (this.#subject.isStart(place)) waiting.push({ at: at + 1, places: thread.places });
          break;
        case 'end':
          if (this.#subject.isEnd(place)) waiting.push({ at: at + 1, places: thread.places });
          break;
        default:
          this.#threads.push(thread);
      }
    }
  }
}
