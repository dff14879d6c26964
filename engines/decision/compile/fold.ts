import { DecisionError } from '../decision-error.ts';
import { ANY, BOOLEAN, bareType, NULL, NUMBER, STRING, type SimpleKind, type Type } from '../types/type.ts';
import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { FeelFunction } from '../values/function.ts';
import { FeelRange } from '../values/range.ts';
import { FeelTime } from '../values/time.ts';
import { isList, type Run, type Value } from '../values/value.ts';
import type { Ir } from './ir.ts';
import { Evaluation } from './run.ts';

const FOLD_LIMITS = { steps: 1000, depth: 10, size: 10_000 };

/** A value known before anything runs; undefined if making it has anything to say, which then is said each time. */
function folded(make: (run: Run) => Value): Value | undefined {
  const run = new Evaluation(FOLD_LIMITS);
  try {
    const value = make(run);
    return run.messages.length === 0 ? value : undefined;
  } catch (error) {
    if (error instanceof DecisionError) return undefined;
    throw error;
  }
}

export const constant = (value: Value): Ir => ({ op: 'constant', value, type: typeOf(value) });

/** The constant that an expression over constants gives, else the expression. */
export function foldedOr(
  ir: Ir,
  args: readonly Ir[],
  make: (run: Run, values: readonly Value[]) => Value,
): Ir {
  const values: Value[] = [];
  for (const arg of args) {
    if (arg.op !== 'constant') return ir;
    values.push(arg.value);
  }
  const value = folded((run) => make(run, values));
  return value === undefined ? ir : constant(value);
}

/** The narrowest type that tells something to who compiles. */
function typeOf(value: Value): Type {
  if (value === null) return NULL;
  if (typeof value === 'boolean') return BOOLEAN;
  if (typeof value === 'number' || value instanceof Decimal) return NUMBER;
  if (typeof value === 'string') return STRING;
  const simple = kindOf(value);
  if (simple) return { kind: simple };
  if (isList(value)) return { kind: 'list', of: commonType(value.map(typeOf)) };
  if (value instanceof FeelRange) return { kind: 'range', of: typeOf(value.low ?? value.high) };
  if (value instanceof FeelFunction)
    return {
      kind: 'function',
      parameters: value.signature?.parameters,
      result: value.signature?.result ?? ANY,
    };
  const members = value instanceof Map ? [...value].map(([key, entry]) => [key, typeOf(entry)] as const) : [];
  return { kind: 'context', members: new Map(members) };
}

function kindOf(value: Value): SimpleKind | undefined {
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof DaysDuration) return 'days and time duration';
  return value instanceof MonthsDuration ? 'years and months duration' : undefined;
}

/** One type of which all are; any, where they differ. */
export function commonType(types: readonly Type[]): Type {
  const known = types.filter((type) => type.kind !== 'null');
  const [first] = known;
  if (!first) return types.length === 0 ? ANY : NULL;
  const bare = bareType(first);
  if (known.every((type) => type === first)) return first;
  const isSimple = !['list', 'range', 'context', 'function', 'any'].includes(bare.kind);
  return isSimple && known.every((type) => bareType(type).kind === bare.kind) ? bare : ANY;
}
