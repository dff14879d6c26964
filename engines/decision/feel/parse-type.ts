import type { TypeExpression } from './ast.ts';
import { Cursor } from './cursor.ts';
import { Names, normalizeName, overlay, wordAt, type NameSource } from './names.ts';
import { takeKnownName } from './read-name.ts';

/** Types whose names are several words. */
const LONG_NAMES = new Names([
  'days and time duration',
  'years and months duration',
  'date and time',
  'day time duration',
]);

/** Reads a type at the cursor; `types` are the names of item definitions. @throws DecisionError FEEL_SYNTAX */
export function readType(cursor: Cursor, types: NameSource): TypeExpression {
  return cursor.nested(() => {
    const start = cursor.at;
    const word = wordAt(cursor.text, start);
    if (word === undefined) return cursor.fail('a type');
    const generic = readGeneric(cursor, word, types);
    if (generic) return { ...generic, start, end: cursor.end };
    return { kind: 'named', name: readName(cursor, word, types), start, end: cursor.end };
  });
}

type WithoutSpan<T> = T extends unknown ? Omit<T, 'start' | 'end'> : never;

function readGeneric(
  cursor: Cursor,
  word: string,
  types: NameSource,
): WithoutSpan<TypeExpression> | undefined {
  const open = cursor.at + word.length;
  const next = new Cursor(cursor.text);
  next.moveTo(open);
  if (!next.sees('<') || !['list', 'range', 'context', 'function'].includes(word)) return undefined;
  cursor.moveTo(next.at + 1);
  if (word === 'context') return { kind: 'contextType', entries: readEntries(cursor, types) };
  if (word === 'function') return readFunctionType(cursor, types);
  const of = readType(cursor, types);
  cursor.expect('>');
  return { kind: word === 'list' ? 'listType' : 'rangeType', of };
}

function readEntries(cursor: Cursor, types: NameSource): { key: string; type: TypeExpression }[] {
  const entries: { key: string; type: TypeExpression }[] = [];
  while (!cursor.takes('>')) {
    if (entries.length > 0) cursor.expect(',');
    const start = cursor.at;
    const colon = cursor.text.indexOf(':', start);
    if (colon === -1) return cursor.fail("':'");
    cursor.moveTo(colon + 1);
    entries.push({ key: normalizeName(cursor.text.slice(start, colon)), type: readType(cursor, types) });
  }
  return entries;
}

function readFunctionType(
  cursor: Cursor,
  types: NameSource,
): WithoutSpan<Extract<TypeExpression, { kind: 'functionType' }>> {
  const parameters: TypeExpression[] = [];
  while (!cursor.takes('>')) {
    if (parameters.length > 0) cursor.expect(',');
    parameters.push(readType(cursor, types));
  }
  cursor.expect('->');
  return { kind: 'functionType', parameters, result: readType(cursor, types) };
}

/** The longest known name; otherwise a word and what qualifies it: `model.tAddress`. */
function readName(cursor: Cursor, word: string, types: NameSource): string {
  const start = cursor.at;
  const known = takeKnownName(cursor, overlay(LONG_NAMES, types));
  if (known !== undefined) return known;
  cursor.moveTo(start + word.length);
  let name = word;
  while (cursor.text[cursor.end] === '.') {
    const part = wordAt(cursor.text, cursor.end + 1);
    if (part === undefined) break;
    name += `.${part}`;
    cursor.moveTo(cursor.end + 1 + part.length);
  }
  return name;
}

/** Reads a whole text as a type. @throws DecisionError FEEL_SYNTAX */
export function parseType(text: string, types: NameSource): TypeExpression {
  const cursor = new Cursor(text);
  const type = readType(cursor, types);
  if (!cursor.atEnd()) cursor.fail('the end');
  return type;
}
