import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { FeelFunction } from '../values/function.ts';
import { FeelRange } from '../values/range.ts';
import { FeelTime } from '../values/time.ts';
import { isList, type Run, type Value } from '../values/value.ts';
import { ANY, bareType, NULL, type Type } from './type.ts';

interface Conformance {
  run: Run;
  /** Whether values must be allowed by item definitions as well. */
  constrained: boolean;
}

/** Whether a value conforms to a type (DMN 1.5, clause 10.3.2.9.3). */
function conformsTo(value: Value, type: Type, by: Conformance): boolean {
  if (value === null) return true;
  switch (type.kind) {
    case 'any':
      return true;
    case 'null':
      return false;
    case 'number':
      return typeof value === 'number' || value instanceof Decimal;
    case 'string':
    case 'boolean':
      return typeof value === type.kind;
    case 'date':
      return value instanceof FeelDate;
    case 'time':
      return value instanceof FeelTime;
    case 'date and time':
      return value instanceof FeelDateTime;
    case 'days and time duration':
      return value instanceof DaysDuration;
    case 'years and months duration':
      return value instanceof MonthsDuration;
    case 'list':
      return isList(value) && listConforms(value, type.of, by);
    case 'range':
      return (
        value instanceof FeelRange &&
        conformsTo(value.low, type.of, by) &&
        conformsTo(value.high, type.of, by)
      );
    case 'context':
      return value instanceof Map && contextConforms(value, type.members, by);
    case 'function':
      return value instanceof FeelFunction && functionConforms(value, type);
    case 'defined':
      if (!conformsTo(value, type.base, by)) return false;
      return !by.constrained || type.constraints.every(({ holds }) => holds(value, by.run));
  }
}

function listConforms(list: readonly Value[], of: Type, by: Conformance): boolean {
  if (of.kind === 'any') return true;
  by.run.spend(list.length);
  return list.every((item) => conformsTo(item, of, by));
}

/** Entries beyond those of the type are no harm. */
function contextConforms(
  context: ReadonlyMap<string, Value>,
  members: ReadonlyMap<string, Type>,
  by: Conformance,
): boolean {
  by.run.spend(members.size);
  for (const [name, type] of members) {
    const value = context.get(name);
    if (value === undefined || !conformsTo(value, type, by)) return false;
  }
  return true;
}

/** By what it declares; where it declares nothing it may be what is asked for. */
function functionConforms(
  value: FeelFunction,
  { parameters, result }: Extract<Type, { kind: 'function' }>,
): boolean {
  if (!parameters) return true;
  const own = value.signature ?? { parameters: value.parameters.map(() => ANY), result: ANY };
  if (own.parameters.length !== parameters.length) return false;
  return (
    own.parameters.every((parameter, index) => isSubtype(parameters[index] ?? ANY, parameter)) &&
    (own.result.kind === 'any' || isSubtype(own.result, result))
  );
}

/** Whether each value of a type is one of the other: `list<number>` of `list<Any>` (clause 10.3.2.9.2). */
function isSubtype(type: Type, of: Type, compared = new Map<Type, Set<Type>>()): boolean {
  if (type === of) return true;
  // Item definitions may hold themselves: a pair that is met again within its own comparison decides nothing.
  const met = compared.get(type) ?? new Set<Type>();
  if (met.has(of)) return true;
  compared.set(type, met.add(of));
  const within = (a: Type, b: Type) => isSubtype(a, b, compared);
  if (of.kind === 'defined') return of.constraints.length === 0 && within(type, of.base);
  const [a, b] = [bareType(type), of];
  if (b.kind === 'any' || a.kind === 'null') return true;
  if (a.kind === 'list' && b.kind === 'list') return within(a.of, b.of);
  if (a.kind === 'range' && b.kind === 'range') return within(a.of, b.of);
  if (a.kind === 'context' && b.kind === 'context')
    return [...b.members].every(
      ([name, member]) => within(a.members.get(name) ?? NULL, member) && a.members.has(name),
    );
  if (a.kind === 'function' && b.kind === 'function') {
    if (!b.parameters) return true;
    const { parameters } = b;
    return (
      a.parameters?.length === parameters.length &&
      a.parameters.every((parameter, index) => within(parameters[index] ?? ANY, parameter)) &&
      within(a.result, b.result)
    );
  }
  return a.kind === b.kind && !['list', 'range', 'context', 'function'].includes(a.kind);
}

/** FEEL's `instance of`, which asks for no constraints; null is an instance of its own type only. */
export function instanceOf(run: Run, value: Value, type: Type): boolean {
  if (value === null) return bareType(type).kind === 'null';
  return conformsTo(value, type, { run, constrained: false });
}

/**
 * A value where one of a type is asked for (clause 10.3.2.9.4): a list of one is its item, an item a list of one, a
 * date its midnight in UTC. Undefined for what does not conform.
 */
export function coerced(value: Value, type: Type, run: Run): Value | undefined {
  const by = { run, constrained: true };
  if (conformsTo(value, type, by)) return value;
  const bare = bareType(type);
  if (isList(value)) {
    const [item] = value;
    if (value.length === 1 && item !== undefined && bare.kind !== 'list' && conformsTo(item, type, by))
      return item;
  } else if (bare.kind === 'list') {
    const list = [value];
    return conformsTo(list, type, by) ? list : undefined;
  }
  if (value instanceof FeelDate && bare.kind === 'date and time') {
    const moment = FeelDateTime.startOf(value);
    return conformsTo(moment, type, by) ? moment : undefined;
  }
  return undefined;
}
