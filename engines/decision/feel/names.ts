/** Names that FEEL text may use at some place; which words make one name is decided by them (DMN 1.5, clause 10.3.1.4). */
export interface NameSource {
  /** Normalized names that may stand at an offset of a text, which begins with this word there; the longest first. */
  candidates(firstWord: string, text: string, offset: number): readonly string[];
}

/** What the grammar calls white space, for a class of characters; JavaScript has most of it. */
export const SPACES = String.raw`\s\u0085\u180E\u200B`;
const WHITE_SPACE = new RegExp(`[${SPACES}]+`, 'gu');

/** Runs of white space count as one space, at the ends as none. */
export function normalizeName(text: string): string {
  return text.replace(WHITE_SPACE, ' ').trim();
}

/** Letters, digits and what the grammar's rule 28 and 29 add; a name goes on with digits and combining marks. */
const WORD =
  /[\p{L}\p{Nl}\p{So}\p{Sk}\p{Emoji_Presentation}_?](?:[\p{L}\p{Nl}\p{So}\p{Sk}\p{Emoji_Presentation}\p{M}\p{N}\u00B7_?]|\u200C|\u200D)*/uy;

/** The word that begins at an offset; undefined where none does. */
export function wordAt(text: string, offset: number): string | undefined {
  WORD.lastIndex = offset;
  return WORD.exec(text)?.[0];
}

/** Signs that are tokens of a name by themselves (grammar rule 30). */
const SIGN = /[./\-’'+*]/u;
const SPACED_SIGN = / ?([./\-’'+*]) ?/gu;

/**
 * Where a normalized name ends that stands at an offset; undefined if it does not stand there as a whole. Names are
 * compared token by token, so white space around signs makes no difference: `a + b` is `a+b`.
 */
export function matchName(text: string, offset: number, name: string): number | undefined {
  let at = offset;
  let isAfterSign = false;
  for (const character of name.replace(SPACED_SIGN, '$1')) {
    const isSign = SIGN.test(character);
    if (isSign || isAfterSign) at = skipWhiteSpace(text, at);
    isAfterSign = isSign;
    if (character === ' ') {
      const after = skipWhiteSpace(text, at);
      if (after === at) return undefined;
      at = after;
    } else if (text.startsWith(character, at)) at += character.length;
    else return undefined;
  }
  const endsInWord = ENDS_IN_WORD.test(name);
  return endsInWord && continuesWord(text, at) ? undefined : at;
}

const ENDS_IN_WORD = /[\p{L}\p{Nl}\p{So}\p{Sk}\p{Emoji_Presentation}\p{M}\p{N}_?]$/u;
const WORD_PART = /[\p{L}\p{N}\p{M}_]/uy;

function continuesWord(text: string, offset: number): boolean {
  WORD_PART.lastIndex = offset;
  return WORD_PART.test(text);
}

const SPACE = new RegExp(`[${SPACES}]*`, 'uy');

export function skipWhiteSpace(text: string, offset: number): number {
  SPACE.lastIndex = offset;
  return offset + (SPACE.exec(text)?.[0].length ?? 0);
}

/** Where in a name or a text its next token begins. */
interface Reading {
  readonly text: string;
  at: number;
  isAfterSign: boolean;
}

/** Letters and digits in a row; anything else is a token by itself, white space beside a sign none. */
const TOKEN = /[\p{L}\p{N}\p{M}_]+|[^]/uy;

function takeToken(reading: Reading): string | undefined {
  const { text, at, isAfterSign } = reading;
  const start = skipWhiteSpace(text, at);
  TOKEN.lastIndex = start;
  const token = TOKEN.exec(text)?.[0];
  const isSign = token !== undefined && SIGN.test(token);
  if (start > at && !isAfterSign && !isSign) {
    reading.at = start;
    return ' ';
  }
  reading.at = start + (token?.length ?? 0);
  reading.isAfterSign = isSign;
  return token;
}

/** Names that begin with the same tokens. */
interface Branch {
  ending: Set<string>;
  /** The only name that goes on from here, as long as no other does. */
  only?: { name: string; reading: Reading } | undefined;
  next?: Map<string, Branch>;
}

function addName(root: Branch, name: string, reading: Reading): void {
  let branch: Branch | undefined = root;
  while (branch && branch.only?.name !== name) {
    if (!branch.only && !branch.next) {
      branch.only = { name, reading };
      return;
    }
    branch = stepOn(spread(branch), name, reading);
  }
}

/** With a branch for the name that was the only one. */
function spread(branch: Branch): Branch {
  const { only } = branch;
  branch.only = undefined;
  const next = only && stepOn(branch, only.name, only.reading);
  if (next) next.only = only;
  return branch;
}

/** The branch of the next token; undefined where the name ends. */
function stepOn(branch: Branch, name: string, reading: Reading): Branch | undefined {
  const token = takeToken(reading);
  branch.next ??= new Map<string, Branch>();
  if (token === undefined) {
    branch.ending.add(name);
    return undefined;
  }
  const next = branch.next.get(token) ?? { ending: new Set() };
  branch.next.set(token, next);
  return next;
}

/** Names that may stand there; no other does. Later ones go on further. */
function namesAlong(root: Branch, reading: Reading): string[] {
  const found: string[] = [];
  let branch: Branch | undefined = root;
  while (branch) {
    found.push(...branch.ending);
    if (branch.only) found.push(branch.only.name);
    const token: string | undefined = branch.next && takeToken(reading);
    branch = token === undefined ? undefined : branch.next?.get(token);
  }
  return found;
}

const readingOf = (text: string, at: number): Reading => ({ text, at, isAfterSign: false });

/** Names by their tokens, over those of an outer scope. */
export class Names implements NameSource {
  readonly #byWord = new Map<string, Branch>();
  readonly #outer: NameSource | undefined;

  constructor(names: Iterable<string> = [], outer?: NameSource) {
    this.#outer = outer;
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    const normalized = normalizeName(name);
    const word = wordAt(normalized, 0);
    if (word === undefined) return;
    const branch = this.#byWord.get(word) ?? { ending: new Set<string>() };
    this.#byWord.set(word, branch);
    addName(branch, normalized, readingOf(normalized, word.length));
  }

  candidates(firstWord: string, text: string, offset: number): readonly string[] {
    const outer = this.#outer?.candidates(firstWord, text, offset) ?? [];
    const branch = this.#byWord.get(firstWord);
    if (!branch) return outer;
    const own = namesAlong(branch, readingOf(text, offset + firstWord.length)).toReversed();
    return own.length + outer.length < 2 ? [...own, ...outer] : longestFirst([...own, ...outer]);
  }
}

const longestFirst = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => b.length - a.length);

/** Names of an inner scope before those of an outer one. */
export function overlay(inner: NameSource, outer: NameSource): NameSource {
  return {
    candidates: (...at) => longestFirst([...inner.candidates(...at), ...outer.candidates(...at)]),
  };
}
