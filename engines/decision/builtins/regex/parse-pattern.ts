import {
  anyCharacter,
  escapeSet,
  negated,
  propertySet,
  rangeOf,
  unionOf,
  without,
  type CharacterSet,
} from './character-set.ts';
import { PatternError, type Flags, type Pattern } from './pattern.ts';

const MAX_DEPTH = 200;
const MAX_COUNT = 10_000;
const SINGLE_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const ESCAPABLE = new Set('\\|.-^?*+{}()[]$');

/** Regular expressions of XPath 2.0 (XQuery and XPath Functions, clause 7.6.1), and groups `(?:…)` of XPath 3.1. */
export interface ParsedPattern {
  pattern: Pattern;
  groupCount: number;
  hasReferences: boolean;
}

/** @throws PatternError */
export function parsePattern(text: string, flags: Flags): ParsedPattern {
  const parser = new PatternParser(flags.ignoresSpace ? withoutSpace(text) : text, flags);
  return parser.parse();
}

/** What the `x` flag leaves: white space stays in brackets only. */
function withoutSpace(text: string): string {
  let depth = 0;
  let result = '';
  let isEscaped = false;
  for (const character of text) {
    const isSpace = /[ \t\n\r]/.test(character);
    if (isSpace && depth === 0) continue;
    result += character;
    if (!isEscaped && character === '[') depth += 1;
    if (!isEscaped && character === ']') depth -= 1;
    isEscaped = !isEscaped && character === '\\';
  }
  return result;
}

class PatternParser {
  readonly #characters: readonly string[];
  readonly #flags: Flags;
  readonly #closed = new Set<number>();
  #at = 0;
  #depth = 0;
  #groupCount = 0;
  #hasReferences = false;

  constructor(text: string, flags: Flags) {
    this.#characters = Array.from(text);
    this.#flags = flags;
  }

  parse(): ParsedPattern {
    const pattern = this.#choice();
    if (this.#next !== undefined) throw new PatternError();
    return { pattern, groupCount: this.#groupCount, hasReferences: this.#hasReferences };
  }

  get #next(): string | undefined {
    return this.#characters[this.#at];
  }

  #sees(character: string): boolean {
    return this.#next === character;
  }

  #takes(character: string): boolean {
    if (!this.#sees(character)) return false;
    this.#at += 1;
    return true;
  }

  #take(): string {
    const character = this.#next;
    if (character === undefined) throw new PatternError();
    this.#at += 1;
    return character;
  }

  #expect(character: string): void {
    if (!this.#takes(character)) throw new PatternError();
  }

  #choice(): Pattern {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new PatternError();
    const parts = [this.#sequence()];
    while (this.#takes('|')) parts.push(this.#sequence());
    this.#depth -= 1;
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  #sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.#next !== undefined && this.#next !== '|' && this.#next !== ')')
      parts.push(this.#repeated(this.#atom()));
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'sequence', parts };
  }

  #atom(): Pattern {
    const character = this.#take();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'set', set: this.#brackets() };
      case '.':
        return { kind: 'set', set: anyCharacter(this.#flags.isDotAll) };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return this.#escape();
      case '?':
      case '*':
      case '+':
      case '{':
      case '}':
      case ']':
        throw new PatternError();
      default:
        return { kind: 'set', set: this.#literal(character, character) };
    }
  }

  #group(): Pattern {
    if (this.#takes('?')) {
      this.#expect(':');
      const of = this.#choice();
      this.#expect(')');
      return of;
    }
    this.#groupCount += 1;
    const index = this.#groupCount;
    const of = this.#choice();
    this.#expect(')');
    this.#closed.add(index);
    return { kind: 'group', index, of };
  }

  #repeated(of: Pattern): Pattern {
    const bounds = this.#bounds();
    if (!bounds) return of;
    const [min, max] = bounds;
    return { kind: 'repeat', of, min, max, isGreedy: !this.#takes('?') };
  }

  #bounds(): readonly [number, number] | undefined {
    if (this.#takes('?')) return [0, 1];
    if (this.#takes('*')) return [0, Infinity];
    if (this.#takes('+')) return [1, Infinity];
    if (!this.#takes('{')) return undefined;
    const min = this.#count();
    const max = this.#takes(',') ? (this.#next === '}' ? Infinity : this.#count()) : min;
    this.#expect('}');
    if (max < min) throw new PatternError();
    return [min, max];
  }

  #count(): number {
    let digits = '';
    while (/^[0-9]$/.test(this.#next ?? '')) digits += this.#take();
    if (digits === '' || Number(digits) > MAX_COUNT) throw new PatternError();
    return Number(digits);
  }

  #escape(): Pattern {
    if (/^[0-9]$/.test(this.#next ?? '')) return this.#reference();
    return { kind: 'set', set: this.#escapedSet() ?? this.#escapedLiteral() };
  }

  /** As many digits as make the number of a group that has ended. */
  #reference(): Pattern {
    let index = Number(this.#take());
    if (!this.#closed.has(index)) throw new PatternError();
    while (/^[0-9]$/.test(this.#next ?? '') && this.#closed.has(index * 10 + Number(this.#next)))
      index = index * 10 + Number(this.#take());
    this.#hasReferences = true;
    return { kind: 'reference', index };
  }

  /** A set after a backslash; nothing is taken if there is none. */
  #escapedSet(): CharacterSet | undefined {
    const letter = this.#next ?? '';
    if (letter !== 'p' && letter !== 'P') {
      const set = escapeSet(letter);
      if (set) this.#at += 1;
      return set;
    }
    this.#at += 1;
    this.#expect('{');
    let name = '';
    while (!this.#takes('}')) name += this.#take();
    const set = propertySet(name);
    if (!set) throw new PatternError();
    return letter === 'p' ? set : negated(set);
  }

  #escapedCharacter(): string {
    const character = this.#take();
    const control = SINGLE_ESCAPES[character];
    if (control === undefined && !ESCAPABLE.has(character)) throw new PatternError();
    return control ?? character;
  }

  #escapedLiteral(): CharacterSet {
    const character = this.#escapedCharacter();
    return this.#literal(character, character);
  }

  #literal(first: string, last: string): CharacterSet {
    return rangeOf(first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0, this.#flags.ignoresCase);
  }

  /** After `[`: `abc]`, `^a-z]`, `a-z-[aeiou]]`. */
  #brackets(): CharacterSet {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new PatternError();
    const isNegated = this.#takes('^');
    const sets: CharacterSet[] = [];
    let subtracted: CharacterSet | undefined;
    while (!this.#takes(']')) {
      if (sets.length > 0 && this.#next === '-' && this.#characters[this.#at + 1] === '[') {
        this.#at += 2;
        subtracted = this.#brackets();
        this.#expect(']');
        break;
      }
      sets.push(this.#bracketItem(sets.length === 0));
    }
    if (sets.length === 0) throw new PatternError();
    this.#depth -= 1;
    const all = isNegated ? negated(unionOf(sets)) : unionOf(sets);
    return subtracted ? without(all, subtracted) : all;
  }

  #bracketItem(isFirst: boolean): CharacterSet {
    if (this.#next === '\\') {
      this.#at += 1;
      const set = this.#escapedSet();
      if (set) return set;
      this.#at -= 1;
    }
    const isHyphen = this.#next === '-';
    const first = this.#bracketCharacter();
    // A bare hyphen stands for itself at either end of the brackets only.
    if (isHyphen && !isFirst && !this.#sees(']')) throw new PatternError();
    const isRange =
      !isHyphen && this.#next === '-' && !['[', ']', undefined].includes(this.#characters[this.#at + 1]);
    if (!isRange) return this.#literal(first, first);
    this.#at += 1;
    const last = this.#bracketCharacter();
    if ((last.codePointAt(0) ?? 0) < (first.codePointAt(0) ?? 0)) throw new PatternError();
    return this.#literal(first, last);
  }

  #bracketCharacter(): string {
    const character = this.#take();
    if (character === '[') throw new PatternError();
    return character === '\\' ? this.#escapedCharacter() : character;
  }
}
