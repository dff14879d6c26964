import { walkSteps } from '../../values/text-steps.ts';
import type { Run } from '../../values/value.ts';
import { backtrack } from './backtrack.ts';
import { parsePattern } from './parse-pattern.ts';
import { parseFlags, PatternError, type Flags } from './pattern.ts';
import { compilePattern, type Program } from './program.ts';
import { Recognizer } from './recognizer.ts';
import { simulate, type Places } from './simulate.ts';
import { Subject } from './subject.ts';

/**
 * A regular expression as it is given: of XPath 2.0, with flags s, m, i, x (DMN 1.5, clause 10.3.4.3). Matched by machines
 * of our own: the runtime's backtracks, and ports of RE2 have neither XPath's classes, subtraction and escapes nor its
 * references, so that all but the machine would be ours anyway.
 */
interface Written {
  pattern: string;
  flags: string;
}

interface Compiled {
  program: Program;
  /** Undefined with references. */
  recognizer: Recognizer | undefined;
  flags: Flags;
  groupCount: number;
}

const compiled = new Map<string, Compiled | undefined>();
/** Patterns are few; whoever makes them up must not fill the memory with them. Counted in instructions. */
const MOST_KEPT = 200_000;
/** What an expression weighs with all that its recognizer keeps. */
const LEAST_WEIGHT = 1000;
let kept = 0;

/** Undefined for what is no regular expression, or too large a one. */
function compile({ pattern, flags }: Written, run: Run): Compiled | undefined {
  run.spend(pattern.length + flags.length);
  const key = `${flags}/${pattern}`;
  if (compiled.has(key)) return compiled.get(key);
  const made = compileNew({ pattern, flags });
  kept += LEAST_WEIGHT + pattern.length + (made?.program.instructions.length ?? 0);
  if (kept > MOST_KEPT) {
    compiled.clear();
    kept = 0;
  }
  compiled.set(key, made);
  return made;
}

function compileNew(written: Written): Compiled | undefined {
  const flags = parseFlags(written.flags);
  if (!flags) return undefined;
  try {
    const { pattern, groupCount, hasReferences } = parsePattern(written.pattern, flags);
    const program = compilePattern(pattern, groupCount);
    const recognizer = hasReferences ? undefined : new Recognizer(program);
    return { program, recognizer, flags, groupCount };
  } catch (error) {
    if (error instanceof PatternError) return undefined;
    throw error;
  }
}

function find({ program, flags, recognizer }: Compiled, subject: Subject, from: number, run: Run) {
  return recognizer
    ? simulate(program, subject, from, run)
    : backtrack({ program, subject, ignoresCase: flags.ignoresCase }, from, run);
}

function subjectOf(input: string, flags: Flags, run: Run): Subject {
  run.spend(walkSteps(input.length));
  return new Subject(input, flags);
}

/** Whether a part of the text matches. Undefined for what is no regular expression. */
export function matchesPattern(input: string, written: Written, run: Run): boolean | undefined {
  const expression = compile(written, run);
  if (!expression) return undefined;
  const subject = subjectOf(input, expression.flags, run);
  return expression.recognizer?.recognizes(subject, run) ?? find(expression, subject, 0, run) !== undefined;
}

/** What beginning to look for another match costs, and keeping one. */
const MATCH_STEPS = 8;

/** All matches, none overlapping; undefined for what is no regular expression, and for one that the empty text matches. */
function findAll(
  input: string,
  written: Written,
  run: Run,
): { subject: Subject; groupCount: number; all: readonly Places[] } | undefined {
  const expression = compile(written, run);
  if (!expression || find(expression, new Subject('', expression.flags), 0, run)) return undefined;
  const subject = subjectOf(input, expression.flags, run);
  const all: Places[] = [];
  let asked = 1024;
  for (let from = 0; ;) {
    const places = find(expression, subject, from, run);
    if (!places) return { subject, groupCount: expression.groupCount, all };
    all.push(places);
    run.spend(MATCH_STEPS);
    if (all.length === asked) {
      run.reserve(asked);
      asked *= 2;
    }
    from = places[1] ?? subject.length;
  }
}

/** Undefined also for a replacement that is none: `\` but before `\` and `$`, `$` but before a digit. */
export function replacePattern(
  input: string,
  written: Written,
  replacement: string,
  run: Run,
): string | undefined {
  run.spend(replacement.length);
  const found = findAll(input, written, run);
  const parts = found && parseReplacement(replacement, found.groupCount);
  if (!parts) return undefined;
  const { subject, all } = found;
  const writer = new TextWriter(run);
  let from = 0;
  for (const places of all) {
    writer.write(subject.slice(from, places[0] ?? 0));
    run.spend(parts.length);
    for (const part of parts)
      writer.write(typeof part === 'string' ? part : groupText(subject, places, part));
    from = places[1] ?? 0;
  }
  writer.write(subject.slice(from, subject.length));
  return writer.text;
}

/** A text that grows; asks for its size each time that it has doubled. */
class TextWriter {
  text = '';
  readonly #run: Run;
  #asked = 1000;

  constructor(run: Run) {
    this.#run = run;
  }

  write(part: string): void {
    this.#run.spend(part.length >> 2);
    this.text += part;
    if (this.text.length < this.#asked) return;
    this.#run.reserve(this.text.length);
    this.#asked = 2 * this.text.length;
  }
}

function groupText(subject: Subject, places: Places, group: number): string {
  const [from = -1, to = -1] = places.slice(2 * group, 2 * group + 2);
  return to < 0 ? '' : subject.slice(from, to);
}

const REPLACEMENT = /\\([\\$])|\$(\d+)|([^\\$]+)|[\s\S]/gu;

/** Text, and numbers of groups; of digits behind `$` as many as make the number of a group. */
function parseReplacement(text: string, groupCount: number): readonly (string | number)[] | undefined {
  const parts: (string | number)[] = [];
  for (const [, escaped, digits, plain] of text.matchAll(REPLACEMENT)) {
    const literal = escaped ?? plain;
    if (literal !== undefined) parts.push(literal);
    else if (digits === undefined) return undefined;
    else {
      let taken = digits.length;
      while (taken > 1 && Number(digits.slice(0, taken)) > groupCount) taken -= 1;
      const group = Number(digits.slice(0, taken));
      if (group <= groupCount) parts.push(group);
      parts.push(digits.slice(taken));
    }
  }
  return parts;
}

/** The texts between matches. Undefined for what is no regular expression, and for one that the empty text matches. */
export function splitByPattern(input: string, written: Written, run: Run): readonly string[] | undefined {
  const found = findAll(input, written, run);
  if (!found) return undefined;
  const { subject, all } = found;
  run.reserve(all.length + 1);
  const ends = [...all.map((places) => places[0] ?? 0), subject.length];
  return ends.map((end, index) => subject.slice(all[index - 1]?.[1] ?? 0, end));
}
