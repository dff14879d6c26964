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
  toText,
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

/** Threads share no classes and no functions: a function becomes null. */
export function toPortable(value: Value): Portable {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: Value) => toPortable(member));
  if (value instanceof Map)
    return { members: [...value].map(([name, member]) => [name, toPortable(member)] as const) };
  if (value instanceof FeelRange) {
    const { low, high, lowIncluded, highIncluded, operator } = value;
    return { low: toPortable(low), high: toPortable(high), ends: { lowIncluded, highIncluded, operator } };
  }
  if (value instanceof FeelFunction) return null;
  const kind = KINDS.find(([type]) => value instanceof type)?.[1];
  return kind ? { kind, text: toText(value) } : null;
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
