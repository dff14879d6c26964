import type { Run } from '../../values/value.ts';
import type { Program } from './program.ts';
import type { Subject } from './subject.ts';

/** Where threads are before a character, by what anchors say of the place. */
interface State {
  starts: readonly number[];
  views: (View | undefined)[];
}

/** A state at a place of one kind. */
interface View {
  accepts: boolean;
  /** Instructions that wait for a character. */
  waiting: readonly number[];
  next: Map<number, State>;
}

/** What is kept is forgotten when it holds so many numbers. */
const MAX_KEPT = 50_000;

/**
 * Says whether a program without references matches anywhere in a text: all ways at once, each set of places in the
 * program being one state, made when it is first met and kept for later texts (a deterministic automaton made as it is
 * used). Turns that do not move need not be told apart here: they change nothing in what matches.
 */
export class Recognizer {
  readonly #program: Program;
  readonly #states = new Map<string, State>();
  #kept = 0;

  constructor(program: Program) {
    this.#program = program;
  }

  recognizes(subject: Subject, run: Run): boolean {
    // The same for the same text, whatever is known from earlier ones.
    run.spend(subject.length * (1 + (this.#program.instructions.length >> 2)));
    let state = this.#state([0]);
    for (let at = 0; ; at += 1) {
      const kind = (subject.isStart(at) ? 1 : 0) + (subject.isEnd(at) ? 2 : 0);
      const view = (state.views[kind] ??= this.#view(state, kind));
      if (view.accepts) return true;
      const codePoint = subject.codePoints[at];
      if (codePoint === undefined) return false;
      state = view.next.get(codePoint) ?? this.#next(view, codePoint);
    }
  }

  #state(starts: readonly number[]): State {
    const key = starts.join();
    const known = this.#states.get(key);
    if (known) return known;
    const made: State = { starts, views: [] };
    this.#states.set(key, made);
    return made;
  }

  #next(view: View, codePoint: number): State {
    if (this.#kept >= MAX_KEPT) {
      this.#states.clear();
      this.#kept = 0;
    }
    const { instructions } = this.#program;
    const moved = view.waiting.filter((at) => {
      const instruction = instructions[at];
      return instruction?.kind === 'set' && instruction.set(codePoint);
    });
    const state = this.#state([0, ...moved.map((at) => at + 1)]);
    view.next.set(codePoint, state);
    this.#kept += 1 + moved.length;
    return state;
  }

  /** Follows all that takes no character. */
  #view({ starts }: State, kind: number): View {
    const { instructions } = this.#program;
    const seen = new Set<number>(starts);
    const waiting: number[] = [];
    let accepts = false;
    // A set is passed over in the order of its making, what is added on the way as well.
    for (const at of seen) {
      const instruction = instructions[at];
      switch (instruction?.kind) {
        case 'set':
          waiting.push(at);
          break;
        case 'match':
          accepts = true;
          break;
        case 'jump':
          seen.add(instruction.to);
          break;
        case 'fork':
          for (const to of instruction.to) seen.add(to);
          break;
        case 'start':
          if ((kind & 1) !== 0) seen.add(at + 1);
          break;
        case 'end':
          if ((kind & 2) !== 0) seen.add(at + 1);
          break;
        default:
          seen.add(at + 1);
      }
    }
    this.#kept += waiting.length;
    return { accepts, waiting: waiting.toSorted((a, b) => a - b), next: new Map() };
  }
}
