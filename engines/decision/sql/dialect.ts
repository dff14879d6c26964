import { precisionOf, type Digits } from './digits.ts';
import { joinTexts, Refusal, type Kind, type Scalar } from './value.ts';

export type DialectName = 'postgres' | 'duckdb' | 'spark';

/** What differs between databases. All expressions are text that can stand anywhere. */
export interface Dialect {
  name: DialectName;
  /** Digits that a decimal holds, and that two decimals together may have for them to be compared. */
  mostDigits: number;
  /** That one stage may hold, those of earlier ones with them. */
  mostColumns: number;
  types: Readonly<Record<Exclude<Kind, 'number' | 'days' | 'months' | 'null'>, string>>;
  decimal: (digits: Digits) => string;
  array: (of: string) => string;
  /** @throws Refusal NAME_UNSUPPORTED */
  identifier: (name: string) => string;
  /** Whether two names are one column. */
  sameName: (name: string) => string;
  text: (value: string) => string;
  number: (plain: string) => string;
  /** Of arithmetic: makes its type what is known of its digits. */
  asDecimal: (text: string, digits: Digits) => string;
  product: (a: Scalar, b: Scalar, digits: Digits) => string;
  moment: (epochSeconds: number) => string;
  /** Whole seconds of a moment, only to be compared. */
  secondsOf: (moment: string) => string;
  plusDays: (date: string, days: number) => string;
  plusMonths: (date: string, months: number) => string;
  /** From the second to the first, as a whole number. */
  daysBetween: (until: string, since: string) => string;
  /** Without what is left over. */
  wholeQuotient: (number: string, divisor: number) => string;
  /** From 1; 0 where there is none. */
  position: (text: string, part: string) => string;
  startsWith: (text: string, part: string) => string;
  endsWith: (text: string, part: string) => string;
  weekday: (date: string) => string;
  /** Of arrays, in their order. */
  concatenated: (parts: readonly string[], type: string) => string;
  arrayOf: (item: string, type: string) => string;
  emptyArray: (type: string) => string;
  lengthOfArray: (array: string) => string;
  /** After each stage: keeps the planner from writing an expression into all places that read it. */
  fence: string;
  /** The order of texts is that of their code points. */
  byCodePoint: string;
}

const LONGEST_NAME_BYTES = 63;
const UTF8 = new TextEncoder();

const isPlain = (name: string): boolean => name !== '' && name.isWellFormed() && !name.includes('\0');

/** @throws Refusal NAME_UNSUPPORTED */
function quoted(name: string, quote: string, isFit: boolean): string {
  if (!isPlain(name) || !isFit) throw new Refusal('NAME_UNSUPPORTED', { name });
  return quote + name.replaceAll(quote, quote + quote) + quote;
}

/** Two halves at a time, so that no expression is as deep as it is long. */
export function balanced(parts: readonly string[], combine: (a: string, b: string) => string): string {
  if (parts.length < 2) return parts[0] ?? '';
  const middle = parts.length >> 1;
  return combine(balanced(parts.slice(0, middle), combine), balanced(parts.slice(middle), combine));
}

/** From the year 0: `//` of DuckDB drops what is left over, which is the way down only above zero. */
const MICROSECONDS_BEFORE_1970 = '62167219200000000';

const doubled = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const POSTGRES: Dialect = {
  name: 'postgres',
  mostDigits: 1000,
  mostColumns: 1500,
  types: { string: 'text', boolean: 'boolean', date: 'date', moment: 'timestamptz' },
  decimal: (digits) => `numeric(${precisionOf(digits)}, ${digits.fraction})`,
  array: (of) => `${of}[]`,
  // A longer name would be cut, and then be another's.
  identifier: (name) => quoted(name, '"', UTF8.encode(name).length <= LONGEST_NAME_BYTES),
  sameName: (name) => name,
  // With E, backslashes are read the same whatever standard_conforming_strings says.
  text: (value) => (value.includes('\\') ? `E${doubled(value.replaceAll('\\', '\\\\'))}` : doubled(value)),
  number: (plain) => (plain.includes('.') ? plain : `${plain}.0`),
  asDecimal: (text) => text,
  product: (a, b) => `(${a.text} * ${b.text})`,
  moment: (seconds) => `to_timestamp(${seconds})`,
  secondsOf: (moment) => `floor(extract(epoch from ${moment}))`,
  plusDays: (date, days) => `(${date} + (${days}))`,
  plusMonths: (date, months) => `cast(${date} + interval '${months} months' as date)`,
  daysBetween: (until, since) => `(${until} - ${since})`,
  wholeQuotient: (number, divisor) => `div(${number}, ${divisor})`,
  position: (text, part) => `strpos(${text}, ${part})`,
  startsWith: (text, part) => `starts_with(${text}, ${part})`,
  endsWith: (text, part) => `(right(${text}, char_length(${part})) = ${part})`,
  weekday: (date) => `extract(isodow from ${date})`,
  concatenated: (parts) => balanced(parts, (a, b) => `(${a} || ${b})`),
  arrayOf: (item, type) => `array[cast(${item} as ${type})]`,
  emptyArray: (type) => `cast(array[] as ${type}[])`,
  lengthOfArray: (array) => `cardinality(${array})`,
  fence: ' offset 0',
  byCodePoint: ' collate "C"',
};

const DUCKDB: Dialect = {
  ...POSTGRES,
  name: 'duckdb',
  mostDigits: 37,
  mostColumns: 10_000,
  types: { string: 'varchar', boolean: 'boolean', date: 'date', moment: 'timestamptz' },
  decimal: (digits) => `decimal(${precisionOf(digits)}, ${digits.fraction})`,
  identifier: (name) => quoted(name, '"', true),
  sameName: (name) => name.toLowerCase(),
  text: doubled,
  asDecimal: (text, digits) => `cast(${text} as ${DUCKDB.decimal(digits)})`,
  // The product of two short decimals is a short one, however many digits it has; a constant may have one more.
  product: (a, b, digits) =>
    precisionOf(digits) > 17
      ? `(cast(${a.text} as decimal(38, ${a.digits.fraction})) * ${b.text})`
      : `(${a.text} * ${b.text})`,
  secondsOf: (moment) => `((epoch_us(${moment}) + ${MICROSECONDS_BEFORE_1970}) // 1000000)`,
  plusMonths: (date, months) => `cast(${date} + interval (${months}) month as date)`,
  wholeQuotient: (number, divisor) => `(cast(${number} as bigint) // ${divisor})`,
  endsWith: (text, part) => `ends_with(${text}, ${part})`,
  arrayOf: (item, type) => `[cast(${item} as ${type})]`,
  emptyArray: (type) => `cast([] as ${type}[])`,
  concatenated: (parts) => balanced(parts, (a, b) => `list_concat(${a}, ${b})`),
  lengthOfArray: (array) => `len(${array})`,
  fence: '',
  byCodePoint: '',
};

/** What stands between quotes as it is, however Spark reads backslashes and \${variables}. */
const SPARK_PLAIN = /^[^'\\$\p{Cc}]*$/u;

const hexOf = (text: string): string =>
  [...UTF8.encode(text)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const SPARK: Dialect = {
  ...DUCKDB,
  name: 'spark',
  types: { string: 'string', boolean: 'boolean', date: 'date', moment: 'timestamp' },
  array: (of) => `array<${of}>`,
  // `\${…}` is replaced before Spark reads its SQL.
  identifier: (name) => quoted(name, '`', !name.includes('${')),
  text: (value) => (SPARK_PLAIN.test(value) ? `'${value}'` : `cast(X'${hexOf(value)}' as string)`),
  number: (plain) => `${plain}BD`,
  asDecimal: (text, digits) => `cast(${text} as ${SPARK.decimal(digits)})`,
  product: (a, b) => `(${a.text} * ${b.text})`,
  moment: (seconds) => `timestamp_seconds(${seconds})`,
  secondsOf: (moment) => `unix_seconds(${moment})`,
  plusDays: (date, days) => `date_add(${date}, ${days})`,
  plusMonths: (date, months) => `add_months(${date}, ${months})`,
  daysBetween: (until, since) => `datediff(${until}, ${since})`,
  wholeQuotient: (number, divisor) => `(${number} div ${divisor})`,
  position: (text, part) => `instr(${text}, ${part})`,
  startsWith: (text, part) => `startswith(${text}, ${part})`,
  endsWith: (text, part) => `endswith(${text}, ${part})`,
  weekday: (date) => `(weekday(${date}) + 1)`,
  arrayOf: (item, type) => `array(cast(${item} as ${type}))`,
  emptyArray: (type) => `cast(array() as array<${type}>)`,
  // The size of null is -1 where Spark is set to be as it was.
  lengthOfArray: (array) => `(case when ${array} is not null then size(${array}) end)`,
  concatenated: (parts) => (parts.length === 1 ? (parts[0] ?? '') : `concat(${joinTexts(parts, ', ')})`),
};

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  postgres: POSTGRES,
  duckdb: DUCKDB,
  spark: SPARK,
};
