import {
  DaysDuration,
  Decimal,
  FeelDate,
  FeelDateTime,
  FeelFunction,
  FeelRange,
  FeelTime,
  fromPlain,
  MonthsDuration,
  PartBudget,
  toText,
  withinLimits,
  type Value,
} from '@tandem/decision';

/** A value as JSON knows it, from which the same value is made again. */
export type Portable =
  | null
  | boolean
  | number
  | string
  | readonly Portable[]
  | { kind: Kind; text: string }
  | { members: readonly (readonly [string, Portable])[] }
  | { low: Portable; high: Portable; ends: Pick<FeelRange, 'lowIncluded' | 'highIncluded' | 'operator'> };

const KINDS = [
  [Decimal, 'number'],
  [FeelDate, 'date'],
  [FeelTime, 'time'],
  [FeelDateTime, 'date and time'],
  [DaysDuration, 'days and time duration'],
  [MonthsDuration, 'years and months duration'],
] as const;
type Kind = (typeof KINDS)[number][1];

/**
 * Threads share no classes and no functions: a function becomes null. Parts of lists, contexts and ranges are counted.
 * @throws DecisionError LIMIT_SIZE, LIMIT_DEPTH
 */
export function toPortables(values: readonly Value[], parts = new PartBudget()): Portable[] {
  const compound = (value: Value & object): Portable => {
    if (Array.isArray(value)) return value.map((member: Value) => part(member));
    if (value instanceof Map)
      return { members: [...value].map(([name, member]) => [name, part(member)] as const) };
    if (value instanceof FeelRange) {
      const { low, high, lowIncluded, highIncluded, operator } = value;
      return { low: part(low), high: part(high), ends: { lowIncluded, highIncluded, operator } };
    }
    if (value instanceof FeelFunction) return null;
    const kind = KINDS.find(([type]) => value instanceof type)?.[1];
    return kind ? { kind, text: toText(value) } : null;
  };
  const portable = (value: Value): Portable =>
    value === null || typeof value !== 'object' ? value : compound(value);
  const part = (value: Value): Portable => {
    const made = portable(value);
    parts.spend(1 + (lengthOf(made) >> 3));
    return made;
  };
  return withinLimits(() => values.map(portable));
}

/** Of texts, also those that tell a value: they are copied wherever they stand. */
function lengthOf(portable: Portable): number {
  if (typeof portable === 'string') return portable.length;
  return typeof portable === 'object' && portable !== null && 'text' in portable ? portable.text.length : 0;
}

export function fromPortable(portable: Portable): Value {
  if (portable === null || typeof portable !== 'object') return portable;
  if ('kind' in portable) return fromPlain(portable.text, { kind: portable.kind });
  if ('members' in portable)
    return new Map(portable.members.map(([name, member]) => [name, fromPortable(member)]));
  if ('ends' in portable)
    return new FeelRange({
      low: fromPortable(portable.low),
      high: fromPortable(portable.high),
      ...portable.ends,
    });
  return portable.map(fromPortable);
}
