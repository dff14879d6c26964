import type { AtLiteral, NumberLiteral, StringLiteral } from './ast.ts';
import type { Cursor } from './cursor.ts';

const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/uy;

export function parseNumberLiteral(cursor: Cursor): NumberLiteral | undefined {
  const start = cursor.at;
  NUMBER.lastIndex = start;
  const text = NUMBER.exec(cursor.text)?.[0];
  if (text === undefined) return undefined;
  cursor.moveTo(start + text.length);
  return { kind: 'number', text, start, end: cursor.end };
}

const SIMPLE: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  n: '\n',
  r: '\r',
  t: '\t',
};
const STRING = /"(?:[^"\\]|\\[\s\S])*"/uy;
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|([\s\S]))/gu;

/** Unknown escapes stay as they are: `"\d"` is a pattern of two characters. Code points above U+10FFFF as well. */
function unescape(text: string): string {
  return text.replace(ESCAPE, (whole, four?: string, six?: string, other?: string) => {
    if (four !== undefined) return String.fromCharCode(Number.parseInt(four, 16));
    if (six !== undefined) {
      const codePoint = Number.parseInt(six, 16);
      return codePoint > 0x10ffff ? whole : String.fromCodePoint(codePoint);
    }
    return SIMPLE[other ?? ''] ?? whole;
  });
}

export function parseStringLiteral(cursor: Cursor): StringLiteral | undefined {
  if (!cursor.sees('"')) return undefined;
  const start = cursor.at;
  STRING.lastIndex = start;
  const text = STRING.exec(cursor.text)?.[0];
  if (text === undefined) return cursor.fail('closing "');
  cursor.moveTo(start + text.length);
  return { kind: 'string', value: unescape(text.slice(1, -1)), start, end: cursor.end };
}

export function parseAtLiteral(cursor: Cursor): AtLiteral | undefined {
  const start = cursor.at;
  if (!cursor.takes('@')) return undefined;
  const literal = parseStringLiteral(cursor);
  if (!literal) return cursor.fail('a string after @');
  return { kind: 'at', text: literal.value, start, end: cursor.end };
}
