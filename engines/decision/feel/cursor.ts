import { DecisionError } from '../decision-error.ts';
import { sentencesOf, type Expected } from './expected.ts';
import { skipWhiteSpace, wordAt } from './names.ts';

/** Deeper nesting than this is refused, so that no text can use up the stack. */
const MAX_DEPTH = 200;

/** Tokens of a text that are compared with those of names, for each of its characters and on the whole. */
const COMPARED_A_CHARACTER = 32;
const COMPARED_ALWAYS = 10_000;

/** A place in a FEEL text. White space and comments between tokens are passed over. */
export class Cursor {
  readonly text: string;
  #at = 0;
  #depth = 0;
  #compared = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Offset of the next token. */
  get at(): number {
    let at = this.#at;
    if (isPlainAscii(this.text.charCodeAt(at))) return at;
    at = skipWhiteSpace(this.text, at);
    for (let end = commentEnd(this.text, at); end !== undefined; end = commentEnd(this.text, at))
      at = skipWhiteSpace(this.text, end);
    this.#at = at;
    return at;
  }

  /** Where the last token ended. */
  get end(): number {
    return this.#at;
  }

  /** Counts tokens that were compared with those of names. @throws DecisionError LIMIT_STEPS */
  countCompared(tokens: number): void {
    this.#compared += tokens;
    const limit = COMPARED_ALWAYS + this.text.length * COMPARED_A_CHARACTER;
    if (this.#compared > limit) throw new DecisionError('LIMIT_STEPS', { limit });
  }

  moveTo(offset: number): void {
    this.#at = offset;
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Whether these characters come next. */
  sees(symbol: string): boolean {
    return this.text.startsWith(symbol, this.at);
  }

  /** Takes these characters if they come next. */
  takes(symbol: string): boolean {
    const { at } = this;
    if (!this.text.startsWith(symbol, at)) return false;
    this.#at = at + symbol.length;
    return true;
  }

  /** Whether this word comes next, whole. */
  seesWord(word: string): boolean {
    return this.sees(word) && wordAt(this.text, this.at) === word;
  }

  takesWord(word: string): boolean {
    if (!this.seesWord(word)) return false;
    this.#at += word.length;
    return true;
  }

  /** @throws DecisionError FEEL_SYNTAX */
  expect(symbol: string): void {
    if (!this.takes(symbol)) this.fail(`'${symbol}'`);
  }

  /** @throws DecisionError FEEL_SYNTAX */
  expectWord(word: string): void {
    if (!this.takesWord(word)) this.fail(`'${word}'`);
  }

  /** Reads what must end where the text does. @throws DecisionError FEEL_SYNTAX */
  whole<T>(read: () => T): T {
    const tree = read();
    return this.atEnd() ? tree : this.fail('the end');
  }

  /** Reads one level deeper. @throws DecisionError LIMIT_DEPTH */
  nested<T>(read: () => T): T {
    if (this.#depth >= MAX_DEPTH) throw new DecisionError('LIMIT_DEPTH', { limit: MAX_DEPTH });
    this.#depth += 1;
    try {
      return read();
    } finally {
      this.#depth -= 1;
    }
  }

  /** Reads if it can be read, else stays where it is. */
  attempt<T>(read: () => T): T | undefined {
    const before = this.#at;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof DecisionError) || error.code !== 'FEEL_SYNTAX') throw error;
      this.#at = before;
      return undefined;
    }
  }

  /** @throws DecisionError FEEL_SYNTAX with line and column from 1, and the offset */
  fail(expected: Expected): never {
    const offset = Math.min(this.at, this.text.length);
    const before = this.text.slice(0, offset).split('\n');
    throw new DecisionError('FEEL_SYNTAX', {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      offset,
      ...sentencesOf(expected),
      found: this.text.slice(offset, offset + 20),
    });
  }
}

/** Neither white space nor the beginning of a comment. */
const isPlainAscii = (unit: number): boolean => unit > 0x20 && unit < 0x7f && unit !== SLASH;
const SLASH = 0x2f;

/** Undefined also for one that is never closed: that is no comment, nor anything else. */
function commentEnd(text: string, offset: number): number | undefined {
  if (text.startsWith('//', offset)) {
    const end = text.indexOf('\n', offset);
    return end === -1 ? text.length : end;
  }
  if (!text.startsWith('/*', offset)) return undefined;
  const end = text.indexOf('*/', offset + 2);
  return end === -1 ? undefined : end + 2;
}
