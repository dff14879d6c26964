import { BOOLEAN, listOf, NUMBER, STRING } from '../types/type.ts';
import type { Run } from '../values/value.ts';
import { define, way } from './define.ts';
import { listsOf, nullable, optional, TEXT, WHOLE } from './kinds.ts';
import { matchesPattern, replacePattern, splitByPattern } from './regex/match-pattern.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** Characters are code points. */
const charactersOf = (text: string): string | readonly string[] =>
  SURROGATE.test(text) ? Array.from(text) : text;

/** From 1, or from the end with −1. Undefined where there is no such position. */
function substring(text: string, start: number, length = Infinity): string | undefined {
  const characters = charactersOf(text);
  if (start === 0 || Math.abs(start) > characters.length || length < 0) return undefined;
  const from = start > 0 ? start - 1 : characters.length + start;
  const part = characters.slice(from, from + length);
  return typeof part === 'string' ? part : part.join('');
}

function join(items: readonly (string | null)[], delimiter: string | null = '', run: Run): string {
  const texts = items.filter((item) => item !== null);
  const between = delimiter ?? '';
  run.reserve(texts.reduce((sum, text) => sum + text.length + between.length, 0));
  return texts.join(between);
}

const ofText = [['string', TEXT]] as const;
const ofTextAndMatch = [
  ['string', TEXT],
  ['match', TEXT],
] as const;
const FLAGS = optional(nullable(TEXT));

/** DMN 1.5, clause 10.3.4.3. */
export const TEXT_FUNCTIONS = [
  define(
    'substring',
    way(
      [
        ['string', TEXT],
        ['start position', WHOLE],
        ['length', optional(WHOLE)],
      ],
      STRING,
      substring,
    ),
  ),
  define(
    'string length',
    way(ofText, NUMBER, (text) => charactersOf(text).length),
  ),
  define(
    'upper case',
    way(ofText, STRING, (text) => text.toUpperCase()),
  ),
  define(
    'lower case',
    way(ofText, STRING, (text) => text.toLowerCase()),
  ),
  define(
    'substring before',
    way(ofTextAndMatch, STRING, (text, match) => text.slice(0, Math.max(0, text.indexOf(match)))),
  ),
  define(
    'substring after',
    way(ofTextAndMatch, STRING, (text, match) => {
      const at = text.indexOf(match);
      return at < 0 ? '' : text.slice(at + match.length);
    }),
  ),
  define(
    'contains',
    way(ofTextAndMatch, BOOLEAN, (text, match) => text.includes(match)),
  ),
  define(
    'starts with',
    way(ofTextAndMatch, BOOLEAN, (text, match) => text.startsWith(match)),
  ),
  define(
    'ends with',
    way(ofTextAndMatch, BOOLEAN, (text, match) => text.endsWith(match)),
  ),
  define(
    'matches',
    way(
      [
        ['input', TEXT],
        ['pattern', TEXT],
        ['flags', FLAGS],
      ],
      BOOLEAN,
      (input, pattern, flags, run) => matchesPattern(input, { pattern, flags: flags ?? '' }, run),
    ),
  ),
  define(
    'replace',
    way(
      [
        ['input', TEXT],
        ['pattern', TEXT],
        ['replacement', TEXT],
        ['flags', FLAGS],
      ],
      STRING,
      (input, pattern, replacement, flags, run) =>
        replacePattern(input, { pattern, flags: flags ?? '' }, replacement, run),
    ),
  ),
  define(
    'split',
    way(
      [
        ['string', TEXT],
        ['delimiter', TEXT],
      ],
      listOf(STRING),
      (text, delimiter, run) => splitByPattern(text, { pattern: delimiter, flags: '' }, run),
    ),
  ),
  define(
    'string join',
    way(
      [
        ['list', listsOf(nullable(TEXT))],
        ['delimiter', optional(nullable(TEXT))],
      ],
      STRING,
      join,
    ),
  ),
];
