import { ANY, BOOLEAN, DATE, listOf, NUMBER, STRING, type Type } from '../types/type.ts';
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

function instancesOf<T>(type: Type, of: abstract new (...args: never[]) => T): Kind<T> {
  return kind(type, (value) => (value instanceof of ? value : undefined));
}

export const ANYTHING = kind<Value>(ANY, (value) => value);
export const TEXT = kind(STRING, (value) => (typeof value === 'string' ? value : undefined));
export const TRUTH = kind(BOOLEAN, (value) => (typeof value === 'boolean' ? value : undefined));
export const FEEL_NUMBER = kind<FeelNumber>(NUMBER, (value) =>
  typeof value === 'number' || value instanceof Decimal ? value : undefined,
);
/** A number without what stands behind the point, as positions and scales are taken. */
export const WHOLE = kind(NUMBER, (value) => {
  const number = FEEL_NUMBER.read(value);
  const whole = number === undefined ? undefined : roundNumber(number, 0, 'down');
  return whole instanceof Decimal ? Infinity * (whole.coefficient < 0n ? -1 : 1) : whole;
});
export const DATE_ONLY = instancesOf(DATE, FeelDate);
export const TIME = instancesOf({ kind: 'time' }, FeelTime);
export const DATE_TIME = instancesOf({ kind: 'date and time' }, FeelDateTime);
/** The date of a date, or of a date and time. */
export const DAY = kind(DATE, (value) =>
  value instanceof FeelDateTime ? value.date : DATE_ONLY.read(value),
);
export const DAYS_DURATION = instancesOf({ kind: 'days and time duration' }, DaysDuration);
export const MONTHS_DURATION = instancesOf({ kind: 'years and months duration' }, MonthsDuration);
export const RANGE = instancesOf({ kind: 'range', of: ANY }, FeelRange);
/** Whatever can be an end of a range. */
export const POINT = kind<NonNullable<Value>>(ANY, (value) =>
  value === null || value instanceof FeelRange || Array.isArray(value) ? undefined : value,
);
export const CONTEXT = kind<FeelContext>({ kind: 'context', members: new Map() }, (value) =>
  value instanceof Map ? value : undefined,
);
export const FUNCTION = instancesOf({ kind: 'function', parameters: undefined, result: ANY }, FeelFunction);
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
