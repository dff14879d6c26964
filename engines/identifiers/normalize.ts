/** Brings text as people type it and files carry it to the form in which identifiers are written. */

/**
 * What was changed, each at most once:
 * - `full-width`: letters, digits and signs of U+FF01–FF5E written narrow;
 * - `lower-case`: a–z written A–Z;
 * - `space`: white space of any kind removed, also inside;
 * - `invisible`: control, zero-width, direction and byte-order marks, soft hyphens removed.
 */
export type Change = 'full-width' | 'lower-case' | 'space' | 'invisible';

export interface Normalized {
  readonly text: string;
  /** Empty when the text was already in its form. */
  readonly changes: readonly Change[];
}

const plain = /^[!-`{-~]*$/;
const changesInOrder: readonly Change[] = ['full-width', 'lower-case', 'space', 'invisible'];
const space = /[\s--\uFEFF]/v;
const invisible = /[\p{Cc}\p{Cf}]/u;

export function normalizeIdentifier(input: string): Normalized {
  if (plain.test(input)) return { text: input, changes: [] };
  const found = new Set<Change>();
  let text = '';
  for (const original of input) {
    if (space.test(original)) found.add('space');
    else if (invisible.test(original)) found.add('invisible');
    else text += narrow(original, found);
  }
  return { text, changes: changesInOrder.filter((change) => found.has(change)) };
}

function narrow(character: string, found: Set<Change>): string {
  const code = character.charCodeAt(0);
  const isWide = code >= 0xff01 && code <= 0xff5e;
  if (isWide) found.add('full-width');
  const narrowed = isWide ? String.fromCharCode(code - 0xfee0) : character;
  if (narrowed < 'a' || narrowed > 'z') return narrowed;
  found.add('lower-case');
  return narrowed.toUpperCase();
}
