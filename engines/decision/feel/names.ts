/** Names that FEEL text may use at some place; which words make one name is decided by them (DMN 1.5, clause 10.3.1.4). */
export interface NameSource {
  /** Normalized names that begin with this word, the longest first. */
  candidates(firstWord: string): readonly string[];
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
  const endsInWord = wordAt(name.slice(-1), 0) !== undefined || /[\p{N}]$/u.test(name);
  return endsInWord && continuesWord(text, at) ? undefined : at;
}

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

/** Names by their first word, over those of an outer scope. */
export class Names implements NameSource {
  readonly #byWord = new Map<string, Set<string>>();
  /** The same as lists, sorted when they are asked for. */
  readonly #sorted = new Map<string, readonly string[]>();
  readonly #outer: NameSource | undefined;

  constructor(names: Iterable<string> = [], outer?: NameSource) {
    this.#outer = outer;
    for (const name of names) this.add(name);
  }

  add(name: string): void {
    const normalized = normalizeName(name);
    const word = wordAt(normalized, 0);
    if (word === undefined) return;
    const known = this.#byWord.get(word);
    if (known) known.add(normalized);
    else this.#byWord.set(word, new Set([normalized]));
    this.#sorted.delete(word);
  }

  candidates(firstWord: string): readonly string[] {
    const outer = this.#outer?.candidates(firstWord) ?? [];
    const names = this.#byWord.get(firstWord);
    if (!names) return outer;
    const own = this.#sorted.get(firstWord) ?? longestFirst([...names]);
    this.#sorted.set(firstWord, own);
    return outer.length === 0 ? own : longestFirst([...own, ...outer]);
  }
}

const longestFirst = (names: readonly string[]): readonly string[] =>
  names.toSorted((a, b) => b.length - a.length);

/** Names of an inner scope before those of an outer one. */
export function overlay(inner: NameSource, outer: NameSource): NameSource {
  return {
    candidates: (word) => longestFirst([...inner.candidates(word), ...outer.candidates(word)]),
  };
}
