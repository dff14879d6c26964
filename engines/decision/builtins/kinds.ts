import { ANY, ANY_FUNCTION, BOOLEAN, DATE, listOf, NUMBER, STRING, type Type } from '../types/type.ts';
import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { FeelFunction } from '../values/function.ts';
import { roundNumber } from '../values/number.ts';
import { FeelRange } from '../values/range.ts';
import { FeelTime } from '../values/time.ts';
import type { FeelContext, FeelList, FeelNumber, Value } from '../values/value.ts';

/** What a parameter takes: `read` gives the argument as the function wants it; undefined for one of another kind. */
export interface Kind<T> {
  type: Type;
  read: (value: Value) => T | undefined;
  optional?: boolean;
}

function kind<T>(type: Type, read: (value: Value) => T | undefined): Kind<T> {
  return { type, read };
}

export const ANYTHING = kind<Value>(ANY, (value) => value);
export const TEXT = kind(STRING, (value) => (typeof value === 'string' ? value : undefined));
export const TRUTH = kind(BOOLEAN, (value) => (typeof value === 'boolean' ? value : undefined));
export const FEEL_NUMBER = kind<FeelNumber>(NUMBER, (value) =>
  typeof value === 'number' || value instanceof Decimal ? value : undefined,
);
/** A number without what stands behind the point, as positions and scales are taken. */
export const WHOLE = kind(NUMBER, (value) => {
  if (typeof value === 'number') return Math.trunc(value) + 0; // no −0
  const whole = value instanceof Decimal ? roundNumber(value, 0, 'down') : undefined;
  // What is beyond the whole numbers that JavaScript has is beyond every list and scale.
  return whole instanceof Decimal ? Infinity * (whole.coefficient < 0n ? -1 : 1) : whole;
});
export const DATE_ONLY = kind(DATE, (value) => (value instanceof FeelDate ? value : undefined));
export const TIME = kind({ kind: 'time' }, (value) => (value instanceof FeelTime ? value : undefined));
export const DATE_TIME = kind({ kind: 'date and time' }, (value) =>
  value instanceof FeelDateTime ? value : undefined,
);
/** The date of a date, or of a date and time. */
export const DAY = kind(DATE, (value) =>
  value instanceof FeelDateTime ? value.date : DATE_ONLY.read(value),
);
export const DAYS_DURATION = kind({ kind: 'days and time duration' }, (value) =>
  value instanceof DaysDuration ? value : undefined,
);
export const MONTHS_DURATION = kind({ kind: 'years and months duration' }, (value) =>
  value instanceof MonthsDuration ? value : undefined,
);
export const RANGE = kind({ kind: 'range', of: ANY }, (value) =>
  value instanceof FeelRange ? value : undefined,
);
/** Whatever can be an end of a range. */
export const POINT = kind<NonNullable<Value>>(ANY, (value) =>
  value === null || value instanceof FeelRange || Array.isArray(value) ? undefined : value,
);
export const CONTEXT = kind<FeelContext>({ kind: 'context', members: new Map() }, (value) =>
  value instanceof Map ? value : undefined,
);
export const FUNCTION = kind(ANY_FUNCTION, (value) => (value instanceof FeelFunction ? value : undefined));
/** A value that is no list stands for the list of it (DMN 1.5, clause 10.3.2.9.4). */
export const LIST = kind<FeelList>(listOf(ANY), (value) =>
  Array.isArray(value) ? value : value === null ? undefined : [value],
);

/** A list of nothing else. */
export const listsOf = <T>(item: Kind<T>): Kind<readonly T[]> =>
  kind(listOf(item.type), (value) => {
    const items: T[] = [];
    for (const each of LIST.read(value) ?? [undefined]) {
      const read = each === undefined ? undefined : item.read(each);
      if (read === undefined) return undefined;
      items.push(read);
    }
    return items;
  });

/** Null is taken as well. */
export const nullable = <T>({ type, read }: Kind<T>): Kind<T | null> =>
  kind(type, (value) => (value === null ? null : read(value)));

/** May be left out, and is then undefined. */
export const optional = <T>(given: Kind<T>): Kind<T | undefined> => ({ ...given, optional: true });
