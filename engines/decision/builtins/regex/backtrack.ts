import type { Run } from '../../values/value.ts';
import type { Instruction, Program } from './program.ts';
import type { Places } from './simulate.ts';
import type { Subject } from './subject.ts';

interface Thread {
  at: number;
  place: number;
  places: Places;
}

interface Machine {
  program: Program;
  subject: Subject;
  ignoresCase: boolean;
}

/**
 * The first match at or behind a place, of a program with references: one way after the other. How long that takes may
 * grow exponentially with the text, so that each step is counted.
 */
export function backtrack(machine: Machine, from: number, run: Run): Places | undefined {
  const { program, subject } = machine;
  const costOfStep = 1 + (program.slotCount >> 4);
  const unplaced = Array.from({ length: program.slotCount }, () => -1);
  for (let start = from; start <= subject.length; start += 1) {
    const waiting: Thread[] = [{ at: 0, place: start, places: unplaced.with(0, start) }];
    for (let thread = waiting.pop(); thread; thread = waiting.pop()) {
      run.spend(costOfStep);
      const instruction = program.instructions[thread.at];
      if (instruction?.kind === 'match') return thread.places.with(1, thread.place);
      if (instruction?.kind === 'fork') {
        const { place, places: kept } = thread;
        waiting.push({ at: instruction.to[1], place, places: kept });
        waiting.push({ at: instruction.to[0], place, places: kept });
      } else {
        const moved = instruction && follow(machine, instruction, thread, run);
        if (moved) waiting.push(moved);
      }
    }
  }
  return undefined;
}

/** Where an instruction with one way leads; undefined where it does not hold. */
function follow(
  { subject, ignoresCase }: Machine,
  instruction: Exclude<Instruction, { kind: 'match' | 'fork' }>,
  { at, place, places }: Thread,
  run: Run,
): Thread | undefined {
  const next = { at: at + 1, place, places };
  switch (instruction.kind) {
    case 'set': {
      const codePoint = subject.codePoints[place];
      return codePoint !== undefined && instruction.set(codePoint)
        ? { ...next, place: place + 1 }
        : undefined;
    }
    case 'jump':
      return { ...next, at: instruction.to };
    case 'keep':
      return { ...next, places: places.with(instruction.slot, place) };
    case 'moved':
      return places[instruction.slot] === place ? undefined : next;
    case 'start':
      return subject.isStart(place) ? next : undefined;
    case 'end':
      return subject.isEnd(place) ? next : undefined;
    case 'reference': {
      const [from = -1, to = -1] = places.slice(2 * instruction.index, 2 * instruction.index + 2);
      const length = Math.max(0, to - from);
      run.spend(length);
      const [wanted, found] = [subject.slice(from, from + length), subject.slice(place, place + length)];
      return isSame(wanted, found, ignoresCase) ? { ...next, place: place + length } : undefined;
    }
  }
}

function isSame(a: string, b: string, ignoresCase: boolean): boolean {
  return a === b || (ignoresCase && a.toUpperCase().toLowerCase() === b.toUpperCase().toLowerCase());
}
