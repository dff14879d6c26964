import { ANY, bareType, type Type } from './types/type.ts';
import { FeelDateTime } from './values/date-time.ts';
import { FeelDate } from './values/date.ts';
import { Decimal } from './values/decimal.ts';
import { DaysDuration, MonthsDuration } from './values/duration.ts';
import { FeelFunction } from './values/function.ts';
import { fromJs, numberToText, parseNumber } from './values/number.ts';
import { PartBudget } from './values/part-budget.ts';
import { FeelRange } from './values/range.ts';
import { FeelTime } from './values/time.ts';
import { toText } from './values/to-text.ts';
import type { FeelList, Value } from './values/value.ts';
import { limitOf, withinLimits } from './within-limits.ts';

/**
 * A value of JSON as one of FEEL: numbers as their shortest decimal, objects as contexts, and texts as what the type
 * asks for (dates, times, durations, and numbers of more digits than JavaScript keeps). Text that is none of these
 * stays text, and so does a number that is none of FEEL (NaN, infinity). FEEL values are taken as they are. What has no
 * FEEL value (functions) is null.
 * @throws DecisionError LIMIT_DEPTH for what holds itself, or goes down too far; LIMIT_SIZE
 */
export const fromPlain = (value: unknown, type?: Type): Value =>
  withinLimits(() => converted(value, type, new PartBudget()));

function converted(value: unknown, type: Type | undefined, parts: PartBudget): Value {
  const bare = bareType(type ?? ANY);
  switch (typeof value) {
    case 'string':
      return parsed(value, bare) ?? value;
    case 'number':
    case 'bigint':
      return fromJs(value) ?? String(value);
    case 'boolean':
      return value;
    case 'object':
      return value === null ? null : fromObject(value, bare, parts);
    default:
      return null;
  }
}

function parsed(text: string, type: Type): Value | undefined {
  switch (type.kind) {
    case 'number':
      return parseNumber(text);
    case 'date':
      return FeelDate.parse(text);
    case 'time':
      return FeelTime.parse(text);
    case 'date and time':
      return FeelDateTime.parse(text);
    case 'days and time duration':
      return DaysDuration.parse(text);
    case 'years and months duration':
      return MonthsDuration.parse(text);
    default:
      return undefined;
  }
}

type Atom = Exclude<Extract<Value, object>, readonly Value[] | ReadonlyMap<string, Value>>;

const ATOMS = [
  FeelDate,
  FeelTime,
  FeelDateTime,
  DaysDuration,
  MonthsDuration,
  FeelRange,
  FeelFunction,
  Decimal,
];

const isAtom = (value: object): value is Atom => ATOMS.some((kind) => value instanceof kind);

function fromObject(value: object, type: Type, parts: PartBudget): Value {
  if (isAtom(value)) return value;
  if (Array.isArray(value)) {
    parts.spend(value.length);
    return Array.from(value, (item) => converted(item, type.kind === 'list' ? type.of : undefined, parts));
  }
  const entries: [string, unknown][] = value instanceof Map ? [...value] : Object.entries(value);
  parts.spend(entries.length);
  const memberType = (name: string) => (type.kind === 'context' ? type.members.get(name) : undefined);
  return new Map(entries.map(([name, member]) => [name, converted(member, memberType(name), parts)]));
}

/** What JSON can say of a value: numbers that JavaScript does not keep, dates and all else as text. */
export type Plain = null | boolean | number | string | Plain[] | { [name: string]: Plain };

/** @throws DecisionError LIMIT_DEPTH, LIMIT_SIZE */
export function toPlain(value: Value): Plain {
  if (value === null || typeof value !== 'object') return value;
  try {
    return plainOf(value, new PartBudget());
  } catch (error) {
    throw limitOf(error);
  }
}

function plainOf(value: Value, parts: PartBudget): Plain {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const list: FeelList = value;
    parts.spend(list.length);
    const items = list.slice() as Plain[];
    for (let at = 0; at < items.length; at += 1) {
      const item = list[at];
      if (typeof item === 'object' && item !== null) items[at] = plainOf(item, parts);
    }
    return items;
  }
  if (value instanceof Decimal) {
    const digits = numberToText(value);
    parts.spend(digits.length >> 3);
    return digits;
  }
  if (!(value instanceof Map)) return toText(value, parts);
  parts.spend(value.size * 2);
  // `Object.fromEntries` defines own properties: no key reaches a prototype.
  return Object.fromEntries([...value].map(([name, member]) => [name, plainOf(member, parts)]));
}
