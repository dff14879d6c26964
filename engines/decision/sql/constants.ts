import { FeelDateTime } from '../values/date-time.ts';
import { FeelDate } from '../values/date.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import { fromParts, numberToText } from '../values/number.ts';
import { FeelRange } from '../values/range.ts';
import { beginningOf } from '../values/to-text.ts';
import { isList, type FeelNumber, type Value } from '../values/value.ts';
import type { Dialect } from './dialect.ts';
import { digitsOf } from './digits.ts';
import { NULL_SQL, Refusal, scalar, scalarOf, type Kind, type Scalar, type SqlValue } from './value.ts';

/** How much of a value that is refused is told. */
const MOST_CHARACTERS = 100;
/** Years that all three databases have. */
const LAST_YEAR = 9999;

/** A value that is known beforehand. @throws Refusal VALUE_UNSUPPORTED for one that databases can not hold */
export function constantSql(value: Value, dialect: Dialect): SqlValue {
  if (value === null) return NULL_SQL;
  if (isList(value)) return { form: 'list', items: value.map((item: Value) => constantSql(item, dialect)) };
  if (value instanceof Map) {
    const members = [...value].map(([name, member]) => [name, constantSql(member, dialect)] as const);
    return { form: 'context', members: new Map(members) };
  }
  if (value instanceof FeelRange) {
    const { low, high, lowIncluded, highIncluded, operator } = value;
    const end = (given: Value) => (given === null ? undefined : scalarOf(constantSql(given, dialect)));
    return { form: 'range', low: end(low), high: end(high), lowIncluded, highIncluded, operator };
  }
  const found = atomSql(value, dialect);
  if (!found) throw new Refusal('VALUE_UNSUPPORTED', { value: beginningOf(value, MOST_CHARACTERS) });
  return { ...found, nullable: false, constant: value };
}

export function numberSql(value: FeelNumber, dialect: Dialect, kind: Kind = 'number'): Scalar {
  const digits = digitsOf(value);
  const plain = dialect.number(numberToText(value));
  const text = plain.startsWith('-') ? `(${plain})` : plain;
  return scalar(kind, text, { digits, nullable: false, constant: value });
}

function atomSql(value: Value, dialect: Dialect): Scalar | undefined {
  if (typeof value === 'number' || value instanceof Decimal) return numberSql(value, dialect);
  if (typeof value === 'boolean') return scalar('boolean', String(value));
  if (typeof value === 'string')
    return value.isWellFormed() && !value.includes('\0') ? scalar('string', dialect.text(value)) : undefined;
  if (value instanceof MonthsDuration) return numberSql(value.months, dialect, 'months');
  if (value instanceof DaysDuration) {
    const seconds = fromParts({ coefficient: value.nanoseconds, exponent: -9 });
    return seconds === undefined ? undefined : numberSql(seconds, dialect, 'days');
  }
  if (value instanceof FeelDate)
    return hasYear(value) ? scalar('date', `date '${value.toString()}'`) : undefined;
  return value instanceof FeelDateTime ? momentSql(value, dialect) : undefined;
}

/** One without a zone is no moment. */
function momentSql(value: FeelDateTime, dialect: Dialect): Scalar | undefined {
  const nanoseconds = value.epochNanoseconds;
  if (nanoseconds === undefined || value.time.nanosecond !== 0 || !hasYear(value.date)) return undefined;
  return scalar('moment', dialect.moment(Number(nanoseconds / 1_000_000_000n)));
}

const hasYear = ({ year }: FeelDate): boolean => year >= 1 && year <= LAST_YEAR;
