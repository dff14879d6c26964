import type { Dialect } from './dialect.ts';
import { numberSql } from './constants.ts';
import { madeOf, NULL_SQL, Refusal, scalar, scalarOf, type Scalar, type SqlValue } from './value.ts';

/** A member of a context, or a property of a date or a duration. @throws Refusal MEMBER_UNSUPPORTED */
export function memberSql(dialect: Dialect, of: SqlValue, name: string): SqlValue {
  if (of.form === 'context') return of.members.get(name) ?? NULL_SQL;
  const value = scalarOf(of);
  if (value.kind === 'null') return NULL_SQL;
  const text = value.kind === 'date' ? dateField(dialect, name, value) : monthsField(dialect, name, value);
  if (text === undefined) throw new Refusal('MEMBER_UNSUPPORTED', { kind: value.kind, member: name });
  const digits = { whole: Math.max(5, value.digits.whole), fraction: 0 };
  return scalar('number', `cast(${text} as ${dialect.decimal(digits)})`, { digits, ...madeOf([value]) });
}

function dateField(dialect: Dialect, name: string, { text }: Scalar): string | undefined {
  if (name === 'weekday') return dialect.weekday(text);
  return ['year', 'month', 'day'].includes(name) ? `extract(${name} from ${text})` : undefined;
}

function monthsField(dialect: Dialect, name: string, { kind, text }: Scalar): string | undefined {
  if (kind !== 'months') return undefined;
  if (name === 'years') return dialect.wholeQuotient(text, 12);
  return name === 'months' ? `(${text} % ${numberSql(12, dialect).text})` : undefined;
}
