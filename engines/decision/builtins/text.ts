import { BOOLEAN, listOf, NUMBER, STRING } from '../types/type.ts';
import type { Run } from '../values/value.ts';
import { walkSteps } from '../values/text-steps.ts';
import { define, way } from './define.ts';
import { indexOfText } from './find-text.ts';
import { listsOf, nullable, optional, TEXT, WHOLE } from './kinds.ts';
import { matchesPattern, replacePattern, splitByPattern } from './regex/match-pattern.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** Whether a pair of surrogates, one character, begins at this unit. */
const isPair = (text: string, at: number): boolean => (text.codePointAt(at) ?? 0) > 0xffff;

/** Characters are code points. */
function lengthOf(text: string, run: Run): number {
  run.spend(walkSteps(text.length));
  if (!SURROGATE.test(text)) return text.length;
  let length = 0;
  for (let at = 0; at < text.length; at += isPair(text, at) ? 2 : 1) length += 1;
  return length;
}

/** The unit that so many characters lie behind; at most the end. */
function unitBehind(text: string, from: number, characters: number): number {
  const most = from + characters;
  if (!SURROGATE.test(text.slice(from, most))) return Math.min(most, text.length);
  let at = from;
  for (let left = characters; left > 0 && at < text.length; left -= 1) at += isPair(text, at) ? 2 : 1;
  return at;
}

/** The unit that so many characters lie before the end; below zero where there are less. */
function unitBeforeEnd(text: string, characters: number): number {
  if (!SURROGATE.test(text.slice(-characters))) return text.length - characters;
  let at = text.length;
  for (let left = characters; left > 0; left -= 1) at -= at > 1 && isPair(text, at - 2) ? 2 : 1;
  return at;
}

/** From 1, or from the end with −1. Undefined where there is no such position. */
function substring(text: string, start: number, length = Infinity, run: Run): string | undefined {
  if (start === 0 || Math.abs(start) > text.length || length < 0) return undefined;
  run.spend(walkSteps(Math.abs(start)) + walkSteps(Math.min(length, text.length)));
  const from = start > 0 ? unitBehind(text, 0, start - 1) : unitBeforeEnd(text, -start);
  if (from < 0 || from === text.length) return undefined;
  return text.slice(from, length === Infinity ? undefined : unitBehind(text, from, length));
}

/** Some letters become three; rare ones take long. */
function inCase(text: string, change: (text: string) => string, run: Run): string {
  run.spend(text.length >> 3);
  const changed = change(text);
  if (changed.length > text.length) run.reserve(changed.length);
  return changed;
}

function indexOf(text: string, match: string, run: Run): number {
  run.spend(walkSteps(text.length) + walkSteps(match.length));
  return indexOfText(text, match);
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
  define('string length', way(ofText, NUMBER, lengthOf)),
  define(
    'upper case',
    way(ofText, STRING, (text, run) => inCase(text, (given) => given.toUpperCase(), run)),
  ),
  define(
    'lower case',
    way(ofText, STRING, (text, run) => inCase(text, (given) => given.toLowerCase(), run)),
  ),
  define(
    'substring before',
    way(ofTextAndMatch, STRING, (text, match, run) => text.slice(0, Math.max(0, indexOf(text, match, run)))),
  ),
  define(
    'substring after',
    way(ofTextAndMatch, STRING, (text, match, run) => {
      const at = indexOf(text, match, run);
      return at < 0 ? '' : text.slice(at + match.length);
    }),
  ),
  define(
    'contains',
    way(ofTextAndMatch, BOOLEAN, (text, match, run) => indexOf(text, match, run) >= 0),
  ),
  define(
    'starts with',
    way(ofTextAndMatch, BOOLEAN, (text, match, run) => {
      run.spend(walkSteps(match.length));
      return text.startsWith(match);
    }),
  ),
  define(
    'ends with',
    way(ofTextAndMatch, BOOLEAN, (text, match, run) => {
      run.spend(walkSteps(match.length));
      return text.endsWith(match);
    }),
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
