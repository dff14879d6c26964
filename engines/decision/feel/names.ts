/** Names that FEEL text may use at some place; which words make one name is decided by them (DMN 1.5, clause 10.3.1.4). */
export interface NameSource {
  /** The longest of the names that stands at a place of a text. */
  longestAt(place: NamePlace): FoundName | undefined;
}

/** A normalized name, and the offset at which it ends in a text. */
export interface FoundName {
  readonly name: string;
  readonly end: number;
}

/** What the grammar calls white space, for a class of characters; JavaScript has most of it. */
export const SPACES = String.raw`\s\u0085\u180E\u200B`;
const WHITE_SPACE = new RegExp(`[${SPACES}]+`, 'gu');

/** Runs of white space count as one space, at the ends as none. */
export function normalizeName(text: string): string {
  return text.replace(WHITE_SPACE, ' ').trim();
}

/** Letters, digits and what the grammar's rule 28 and 29 add; a name goes on with digits and combining marks. */
const WORDS = String.raw`[\p{L}\p{Nl}\p{So}\p{Sk}\p{Emoji_Presentation}_?](?:[\p{L}\p{Nl}\p{So}\p{Sk}\p{Emoji_Presentation}\p{M}\p{N}\u00B7_?]|\u200C|\u200D)*`;
const WORD = new RegExp(WORDS, 'uy');

/** The word that begins at an offset; undefined where none does. */
export function wordAt(text: string, offset: number): string | undefined {
  WORD.lastIndex = offset;
  return WORD.exec(text)?.[0];
}

const SPACE = new RegExp(`[${SPACES}]*`, 'uy');

export function skipWhiteSpace(text: string, offset: number): number {
  SPACE.lastIndex = offset;
  return offset + (SPACE.exec(text)?.[0].length ?? 0);
}

interface Token {
  readonly text: string;
  readonly end: number;
}

/** Letters and digits in a row; anything else is a token by itself. */
const TOKEN = /[\p{L}\p{N}\p{M}_]+|[^]/uy;
/** Signs that are tokens of a name (grammar rule 30); white space beside them makes no difference: `a + b` is `a+b`. */
const SIGN = /^[./\-’'+*]$/u;

/** The tokens of a name or a text from an offset on, each read once; other white space than that beside signs is one. */
class Tokens {
  readonly #text: string;
  readonly #read: Token[] = [];
  #at: number;
  #isAfterSign = false;

  constructor(text: string, offset: number) {
    this.#text = text;
    this.#at = offset;
  }

  /** Undefined behind the last. */
  at(index: number): Token | undefined {
    while (this.#read.length <= index) {
      const next = this.#next();
      if (!next) return undefined;
      this.#read.push(next);
      this.#at = next.end;
      this.#isAfterSign = SIGN.test(next.text);
    }
    return this.#read[index];
  }

  #next(): Token | undefined {
    const start = skipWhiteSpace(this.#text, this.#at);
    TOKEN.lastIndex = start;
    const text = TOKEN.exec(this.#text)?.[0];
    if (start > this.#at && !this.#isAfterSign && !(text && SIGN.test(text)))
      return { text: ' ', end: start };
    return text === undefined ? undefined : { text, end: start + text.length };
  }
}

/** The same for names that are one to the reader, who sees no white space beside signs. */
export function nameKey(name: string): string {
  const normalized = normalizeName(name);
  const word = wordAt(normalized, 0);
  if (word === undefined) return normalized;
  const tokens = new Tokens(normalized, word.length);
  let key = word;
  for (let index = 0, token = tokens.at(0); token; index += 1, token = tokens.at(index)) key += token.text;
  return key;
}

/** Where a name may stand in a text: at the word that begins there. */
export class NamePlace {
  readonly text: string;
  readonly word: string;
  readonly #wordEnd: number;
  readonly #tokens: Tokens;
  /** How often one of the tokens was compared with that of a name. */
  compared = 0;

  constructor(text: string, offset: number, word: string) {
    this.text = text;
    this.word = word;
    this.#wordEnd = offset + word.length;
    this.#tokens = new Tokens(text, this.#wordEnd);
  }

  /** A token behind the word. */
  token(index: number): string | undefined {
    this.compared += 1;
    return this.#tokens.at(index)?.text;
  }

  /** A name of the word and so many tokens, if it does not end within a longer word. */
  nameOf(name: string, tokens: number): FoundName | undefined {
    const last = tokens === 0 ? undefined : this.#tokens.at(tokens - 1);
    if (!last) return { name, end: this.#wordEnd };
    return GOES_ON.test(last.text) && continuesWord(this.text, last.end)
      ? undefined
      : { name, end: last.end };
  }
}

/** Characters that are tokens by themselves, and yet parts of words. */
const GOES_ON = /^[\p{So}\p{Sk}\p{Emoji_Presentation}?]$/u;
const WORD_PART = /[\p{L}\p{N}\p{M}_]/uy;

function continuesWord(text: string, offset: number): boolean {
  WORD_PART.lastIndex = offset;
  return WORD_PART.test(text);
}

/** Names that begin with the same tokens. */
interface Branch {
  /** The name that ends here. */
  ending?: string;
  /** The only name that goes on from here, as long as no other does. */
  only?: { name: string; tokens: Tokens } | undefined;
  next?: Map<string, Branch>;
}

function addName(root: Branch, name: string, tokens: Tokens): void {
  let branch = root;
  for (let index = 0; ; index += 1) {
    if (branch.only?.name === name) return;
    const token = tokens.at(index)?.text;
    if (token === undefined) {
      branch.ending ??= name;
      return;
    }
    if (!branch.only && !branch.next) {
      branch.only = { name, tokens };
      return;
    }
    spread(branch, index);
    branch = branchOf(branch, token);
  }
}

/** Gives the only name that goes on a branch of its own. */
function spread(branch: Branch, index: number): void {
  const { only } = branch;
  const token = only?.tokens.at(index)?.text;
  if (!only || token === undefined) return;
  branch.only = undefined;
  const next = branchOf(branch, token);
  if (only.tokens.at(index + 1)) next.only = only;
  else next.ending = only.name;
}

function branchOf(branch: Branch, token: string): Branch {
  branch.next ??= new Map<string, Branch>();
  const next = branch.next.get(token) ?? {};
  branch.next.set(token, next);
  return next;
}

function longestAlong(root: Branch, place: NamePlace): FoundName | undefined {
  let found: FoundName | undefined;
  let branch: Branch | undefined = root;
  for (let index = 0; branch; index += 1) {
    if (branch.ending !== undefined) found = place.nameOf(branch.ending, index) ?? found;
    if (branch.only) return onlyAt(branch.only, index, place) ?? found;
    const token: string | undefined = branch.next && place.token(index);
    branch = token === undefined ? undefined : branch.next?.get(token);
  }
  return found;
}

function onlyAt(
  { name, tokens }: { name: string; tokens: Tokens },
  from: number,
  place: NamePlace,
): FoundName | undefined {
  for (let index = from; ; index += 1) {
    const token = tokens.at(index)?.text;
    if (token === undefined) return place.nameOf(name, index);
    if (place.token(index) !== token) return undefined;
  }
}

const longer = (one: FoundName | undefined, other: FoundName | undefined): FoundName | undefined =>
  one && (!other || one.end >= other.end) ? one : other;

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
    const branch = this.#byWord.get(word) ?? {};
    this.#byWord.set(word, branch);
    addName(branch, normalized, new Tokens(normalized, word.length));
  }

  longestAt(place: NamePlace): FoundName | undefined {
    const branch = this.#byWord.get(place.word);
    return longer(branch && longestAlong(branch, place), this.#outer?.longestAt(place));
  }
}

/** Names of an inner scope before those of an outer one. */
export function overlay(inner: NameSource, outer: NameSource): NameSource {
  return { longestAt: (place) => longer(inner.longestAt(place), outer.longestAt(place)) };
}

const WHOLE_WORD = new RegExp(String.raw`(?<![\p{L}\p{N}\p{M}_])${WORDS}`, 'gu');

/** Whether a name stands somewhere in a text, not within a longer word. */
export function standsIn(text: string, name: string): boolean {
  const names = new Names([name]);
  return [...text.matchAll(WHOLE_WORD)].some(
    ({ 0: word, index }) => names.longestAt(new NamePlace(text, index, word)) !== undefined,
  );
}
