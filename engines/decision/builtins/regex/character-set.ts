import { unicodeBlock } from './unicode-blocks.ts';

/** A set of code points. */
export type CharacterSet = (codePoint: number) => boolean;

const ASCII = 128;

/** The same set; what it says of ASCII is kept. */
function kept(set: CharacterSet): CharacterSet {
  const table = Array.from({ length: ASCII }, (_, codePoint) => set(codePoint));
  return (codePoint) => (codePoint < ASCII ? table[codePoint] === true : set(codePoint));
}

const ofExpression = (expression: RegExp): CharacterSet =>
  kept((codePoint) => expression.test(String.fromCodePoint(codePoint)));

export const negated =
  (set: CharacterSet): CharacterSet =>
  (codePoint) =>
    !set(codePoint);

export function unionOf(sets: readonly CharacterSet[]): CharacterSet {
  const [only] = sets;
  if (only && sets.length === 1) return only;
  return kept((codePoint) => sets.some((set) => set(codePoint)));
}

export const without = (set: CharacterSet, taken: CharacterSet): CharacterSet =>
  kept((codePoint) => set(codePoint) && !taken(codePoint));

/** Without regard to case, a character stands for all that simple case folding makes the same. */
export function rangeOf(first: number, last: number, ignoresCase: boolean): CharacterSet {
  if (ignoresCase) {
    const hex = (codePoint: number) => `\\u{${codePoint.toString(16)}}`;
    return ofExpression(new RegExp(`^[${hex(first)}-${hex(last)}]$`, 'iu'));
  }
  return first === last
    ? (codePoint) => codePoint === first
    : (codePoint) => codePoint >= first && codePoint <= last;
}

/** `.`: without the `s` flag not the end of a line. */
export const anyCharacter = (isDotAll: boolean): CharacterSet =>
  isDotAll ? () => true : (codePoint) => codePoint !== 0x0a && codePoint !== 0x0d;

const NAME_START =
  /^[:A-Z_a-z\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{2FF}\u{370}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}]$/u;
const NAME =
  /^[-.0-9:A-Z_a-z\u{B7}\u{C0}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{37D}\u{37F}-\u{1FFF}\u{200C}-\u{200D}\u{203F}-\u{2040}\u{2070}-\u{218F}\u{2C00}-\u{2FEF}\u{3001}-\u{D7FF}\u{F900}-\u{FDCF}\u{FDF0}-\u{FFFD}\u{10000}-\u{EFFFF}]$/u;

/** XML Schema part 2, table of multi-character escapes. */
const ESCAPES: Readonly<Record<string, CharacterSet>> = {
  s: ofExpression(/^[ \t\n\r]$/u),
  d: ofExpression(/^\p{Nd}$/u),
  w: ofExpression(/^[^\p{P}\p{Z}\p{C}]$/u),
  i: ofExpression(NAME_START),
  c: ofExpression(NAME),
};

/** `\d`, and `\D` for all else; undefined for a letter that is no such escape. */
export function escapeSet(letter: string): CharacterSet | undefined {
  const lower = letter.toLowerCase();
  const set = Object.hasOwn(ESCAPES, lower) ? ESCAPES[lower] : undefined;
  return set && letter !== lower ? negated(set) : set;
}

const CATEGORY = /^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|Z[slp]?|S[mcko]?|C[cfon]?)$/;

/** `\p{Lu}`, `\p{IsBasicLatin}`; undefined for a property that there is not. */
export function propertySet(name: string): CharacterSet | undefined {
  if (name.startsWith('Is')) {
    const block = unicodeBlock(name.slice(2));
    return block && rangeOf(block[0], block[1], false);
  }
  return CATEGORY.test(name) ? ofExpression(new RegExp(`^\\p{${name}}$`, 'u')) : undefined;
}
