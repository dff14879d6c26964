import type { Cursor } from './cursor.ts';
import { NamePlace, normalizeName, skipWhiteSpace, SPACES, wordAt, type NameSource } from './names.ts';

/** Words that end an operand, so that no unknown name begins with them. */
const RESERVED = new Set([
  'then',
  'else',
  'return',
  'satisfies',
  'and',
  'or',
  'in',
  'between',
  'instance',
  'of',
]);
/** A name up to a colon or to `in`, where one is declared: anything but the signs that can't be part of one. */
const DECLARED = new RegExp(
  `[^${SPACES},:;"'()[\\]{}<>=@][^,:;"()[\\]{}<>=@]*?(?=[${SPACES}]*:|[${SPACES}]+in\\b)`,
  'uy',
);

/** Takes the longest of these names that stands at the cursor, if one does. */
export function takeKnownName(cursor: Cursor, names: NameSource): string | undefined {
  const start = cursor.at;
  const word = wordAt(cursor.text, start);
  if (word === undefined) return undefined;
  const place = new NamePlace(cursor.text, start, word);
  const found = names.longestAt(place);
  cursor.countCompared(place.compared);
  if (found) cursor.moveTo(found.end);
  return found?.name;
}

/** Takes one word as a name, unless it is one that ends an operand. */
export function takeWord(cursor: Cursor): string | undefined {
  const start = cursor.at;
  const word = wordAt(cursor.text, start);
  if (word === undefined || RESERVED.has(word)) return undefined;
  cursor.moveTo(start + word.length);
  return word;
}

function declaredAt({ text }: Cursor, offset: number): string | undefined {
  DECLARED.lastIndex = offset;
  return DECLARED.exec(text)?.[0];
}

/** Whether a name with a colon comes next. */
export function seesDeclaredName(cursor: Cursor): boolean {
  const start = cursor.at;
  const text = declaredAt(cursor, start);
  return text !== undefined && cursor.text[skipWhiteSpace(cursor.text, start + text.length)] === ':';
}

/** A name where it is declared: up to the colon or the `in` behind it. @throws DecisionError FEEL_SYNTAX */
export function takeDeclaredName(cursor: Cursor): string {
  const start = cursor.at;
  const text = declaredAt(cursor, start);
  if (text === undefined || wordAt(text, 0) === undefined) return cursor.fail('a name');
  cursor.moveTo(start + text.length);
  return normalizeName(text);
}
