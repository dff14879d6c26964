import { BUILTINS } from '../builtins/builtins.ts';
import type { Rounding } from '../values/number.ts';
import type { FeelFunction, Way } from '../values/function.ts';
import { added, rounded, type Writing } from './arithmetic.ts';
import { compareSql } from './compare.ts';
import { numberSql } from './constants.ts';
import type { Dialect } from './dialect.ts';
import { unionOf, within, type Digits } from './digits.ts';
import {
  FALSE_SQL,
  joinScalars,
  joinTexts,
  madeOf,
  NULL_SQL,
  Refusal,
  scalar,
  scalarOf,
  TRUE_SQL,
  type Kind,
  type Scalar,
  type SqlValue,
} from './value.ts';

/** By what a function and the same one with bound names have in common. */
const NAMES: ReadonlyMap<readonly Way[] | undefined, string> = new Map(
  [...BUILTINS].map(([name, { ways }]) => [ways, name]),
);

type Call = (writing: Writing, args: readonly SqlValue[]) => SqlValue;

const ROUNDINGS: readonly (readonly [string, Rounding])[] = [
  ['decimal', 'halfEven'],
  ['floor', 'floor'],
  ['ceiling', 'ceiling'],
  ['round up', 'up'],
  ['round down', 'down'],
  ['round half up', 'halfUp'],
  ['round half down', 'halfDown'],
];

const CALLS: ReadonlyMap<string, Call> = new Map<string, Call>([
  ...ROUNDINGS.map(([name, rounding]) => [name, roundingCall(name, rounding)] as const),
  ['not', notSql],
  ['abs', absoluteSql],
  ['modulo', moduloSql],
  ['even', parity(true)],
  ['odd', parity(false)],
  ['min', extreme('min', 'least')],
  ['max', extreme('max', 'greatest')],
  ['sum', sumSql],
  ['count', countSql],
  ['all', (writing, args) => truths(writing, 'all', 'and', args)],
  ['any', (writing, args) => truths(writing, 'any', 'or', args)],
  ['list contains', containsItem],
  ['string length', ofTexts('string length', ([text]) => lengthSql(text))],
  ['contains', ofTexts('contains', (texts, dialect) => positionTest(texts, dialect))],
  [
    'starts with',
    ofTexts('starts with', ([a, b], { startsWith }) => testOf(startsWith(a.text, b.text), [a, b])),
  ],
  ['ends with', ofTexts('ends with', ([a, b], { endsWith }) => testOf(endsWith(a.text, b.text), [a, b]))],
  [
    'substring before',
    ofTexts(
      'substring before',
      around((text, _part, at) => `substr(${text}, 1, ${at} - 1)`),
    ),
  ],
  [
    'substring after',
    ofTexts(
      'substring after',
      around((text, part, at) => `substr(${text}, ${at} + char_length(${part}))`),
    ),
  ],
  ['substring', substringSql],
  ['years and months duration', monthsBetween],
]);

/** A call of a built-in function. @throws Refusal */
export function callSql(writing: Writing, fn: FeelFunction, args: readonly SqlValue[]): SqlValue {
  const name = NAMES.get(fn.ways) ?? '';
  const call = CALLS.get(name);
  if (!call) throw new Refusal('FUNCTION_UNSUPPORTED', { function: name });
  if (!fn.ways?.some((way) => takes(way, args.length))) return NULL_SQL;
  if (!OF_QUOTIENTS.has(name)) writing.scalars(args.filter(({ form }) => form === 'quotient'));
  return call(writing, args);
}

/** Those that look at their arguments no closer than a comparison does. */
const OF_QUOTIENTS: ReadonlySet<string> = new Set(['list contains', 'count']);

const takes = ({ parameters, variadic }: Way, count: number): boolean =>
  count >= parameters.filter(({ optional }) => !optional).length && (variadic || count <= parameters.length);

/** @throws Refusal ARGUMENT_UNSUPPORTED */
function ofKind(name: string, value: SqlValue | undefined, kind: Kind): Scalar | undefined {
  const found = value === undefined ? NULL_SQL : scalarOf(value);
  if (found.kind === 'null') return undefined;
  if (found.kind !== kind) throw new Refusal('ARGUMENT_UNSUPPORTED', { function: name, kind: found.kind });
  return found;
}

/** A number that is known beforehand, without what stands behind its point. */
function wholeConstant(name: string, value: SqlValue): number {
  const { constant } = scalarOf(value);
  if (typeof constant !== 'number')
    throw new Refusal('ARGUMENT_UNSUPPORTED', { function: name, kind: 'number' });
  return Math.trunc(constant);
}

const testOf = (text: string, parts: readonly Scalar[]): Scalar => scalar('boolean', text, madeOf(parts));

function roundingCall(name: string, rounding: Rounding): Call {
  return (writing, [value, scale]) => {
    const given = ofKind(name, value, 'number');
    const digits = scale === undefined ? 0 : wholeConstant(name, scale);
    if (Math.abs(digits) > 30) throw new Refusal('ARGUMENT_UNSUPPORTED', { function: name, kind: 'number' });
    return given ? rounded(writing, given, digits, rounding) : NULL_SQL;
  };
}

function notSql(_writing: Writing, [value]: readonly SqlValue[]): SqlValue {
  const given = ofKind('not', value, 'boolean');
  return given ? testOf(`(not ${given.text})`, [given]) : NULL_SQL;
}

function absoluteSql(_writing: Writing, [value = NULL_SQL]: readonly SqlValue[]): SqlValue {
  const given = scalarOf(value);
  if (given.kind === 'null') return given;
  if (!['number', 'days', 'months'].includes(given.kind))
    throw new Refusal('ARGUMENT_UNSUPPORTED', { function: 'abs', kind: given.kind });
  const { constant: _, ...rest } = given;
  return { ...rest, text: `abs(${given.text})` };
}

/** `%` has the sign of the dividend, FEEL's modulo that of the divisor. */
function moduloSql({ dialect, bind }: Writing, [a, b]: readonly SqlValue[]): SqlValue {
  const [dividend, by] = [ofKind('modulo', a, 'number'), ofKind('modulo', b, 'number')];
  if (!dividend || !by) return NULL_SQL;
  const divisor = bind(by);
  within(unionOf([dividend.digits, divisor.digits]), dialect.mostDigits);
  const digits = {
    whole: divisor.digits.whole,
    fraction: Math.max(dividend.digits.fraction, divisor.digits.fraction),
  };
  const zero = numberSql(0, dialect).text;
  const text = dialect.asDecimal(`(${dividend.text} % nullif(${divisor.text}, ${zero}))`, digits);
  const rest = bind(scalar('number', text, { digits, ...madeOf([dividend, divisor]), nullable: true }));
  const moved = added(dialect, [rest, divisor]);
  const isMoved = `${rest.text} <> 0 and (${rest.text} < 0) <> (${divisor.text} < 0)`;
  return {
    ...moved,
    text: `(case when ${isMoved} then ${moved.text} else ${rest.text} end)`,
    nullable: true,
  };
}

function parity(isEven: boolean): Call {
  const name = isEven ? 'even' : 'odd';
  return ({ dialect }, [value]) => {
    const given = ofKind(name, value, 'number');
    if (!given) return NULL_SQL;
    within(unionOf([given.digits, { whole: 1, fraction: 1 }]), dialect.mostDigits);
    return testOf(`(abs(${given.text} % ${numberSql(2, dialect).text}) = ${isEven ? 0 : 1})`, [given]);
  };
}

/** The items of a list that is written out, or the arguments themselves. @throws Refusal for an array */
function itemsOf(name: string, args: readonly SqlValue[]): readonly SqlValue[] | undefined {
  const [only] = args;
  if (args.length !== 1 || only === undefined) return args;
  if (only.form === 'list') return only.items;
  if (only.form === 'array') throw new Refusal('ARGUMENT_UNSUPPORTED', { function: name, kind: 'list' });
  return scalarOf(only).kind === 'null' ? undefined : [only];
}

/** @throws Refusal for items of different kinds; undefined where null is among them */
function sameKind(writing: Writing, name: string, items: readonly SqlValue[]): readonly Scalar[] | undefined {
  const scalars = writing.scalars(items);
  const [first] = scalars;
  if (scalars.some(({ kind }) => kind === 'null')) return undefined;
  const other = scalars.find(({ kind }) => kind !== first?.kind);
  if (other) throw new Refusal('ARGUMENT_UNSUPPORTED', { function: name, kind: other.kind });
  return scalars;
}

function extreme(name: string, choose: 'least' | 'greatest'): Call {
  return (writing, args) => {
    const { dialect } = writing;
    const items = sameKind(writing, name, itemsOf(name, args) ?? [NULL_SQL]);
    const [first] = items ?? [];
    if (!items || !first) return NULL_SQL;
    if (first.kind === 'boolean' || first.kind === 'moment')
      throw new Refusal('ARGUMENT_UNSUPPORTED', { function: name, kind: first.kind });
    const digits = within(unionOf(items.map((item) => item.digits)), dialect.mostDigits);
    return extremeOf(choose, items, digits);
  };
}

/** Databases leave nulls out; FEEL has no extreme where one is. */
export function extremeOf(choose: 'least' | 'greatest', items: readonly Scalar[], digits: Digits): Scalar {
  const [first = NULL_SQL] = items;
  if (items.length === 1) return first;
  const nulls = items.filter(({ nullable }) => nullable).map(({ text }) => `${text} is null`);
  const chosen = `${choose}(${joinScalars(items, ', ')})`;
  const text =
    nulls.length === 0 ? chosen : `(case when ${joinTexts(nulls, ' or ')} then null else ${chosen} end)`;
  return scalar(first.kind, text, { digits, ...madeOf(items) });
}

function sumSql(writing: Writing, args: readonly SqlValue[]): SqlValue {
  const items = itemsOf('sum', args) ?? [];
  const numbers = sameKind(writing, 'sum', items);
  if (!numbers || numbers.length === 0) return NULL_SQL;
  if (numbers[0]?.kind !== 'number')
    throw new Refusal('ARGUMENT_UNSUPPORTED', { function: 'sum', kind: numbers[0]?.kind ?? '' });
  return added(writing.dialect, numbers);
}

function countSql({ dialect }: Writing, args: readonly SqlValue[]): SqlValue {
  const [only] = args;
  if (args.length === 1 && only?.form === 'array')
    return scalar('number', `cast(${dialect.lengthOfArray(only.text)} as decimal(10, 0))`, {
      digits: LENGTH_DIGITS,
      depth: only.depth,
    });
  const items = itemsOf('count', args);
  return items ? numberSql(items.length, dialect) : NULL_SQL;
}

function truths(writing: Writing, name: string, word: 'and' | 'or', args: readonly SqlValue[]): SqlValue {
  const items = writing.scalars(itemsOf(name, args) ?? [NULL_SQL]);
  if (items.length === 0) return word === 'and' ? TRUE_SQL : FALSE_SQL;
  const other = items.find(({ kind }) => kind !== 'boolean' && kind !== 'null');
  if (other) throw new Refusal('ARGUMENT_UNSUPPORTED', { function: name, kind: other.kind });
  return testOf(`(${joinScalars(items, ` ${word} `)})`, items);
}

function containsItem(
  { dialect, bind }: Writing,
  [list = NULL_SQL, given = NULL_SQL]: readonly SqlValue[],
): SqlValue {
  const items = itemsOf('list contains', [list]);
  if (!items) return NULL_SQL;
  const wanted = given.form === 'scalar' && items.length > 1 ? bind(given) : given;
  const tests = items.map((item) => compareSql(dialect, '=', item, wanted));
  if (tests.length === 0) return FALSE_SQL;
  return testOf(`(${joinScalars(tests, ' or ')})`, tests);
}

type Texts = readonly [Scalar, Scalar];

function ofTexts(name: string, write: (texts: Texts, dialect: Dialect) => Scalar): Call {
  return ({ dialect }, args) => {
    const texts = args.map((arg) => ofKind(name, arg, 'string'));
    const [first, second = first] = texts;
    return first && second && !texts.includes(undefined) ? write([first, second], dialect) : NULL_SQL;
  };
}

const LENGTH_DIGITS: Digits = { whole: 10, fraction: 0 };

/** In code points. */
const lengthSql = (text: Scalar): Scalar =>
  scalar('number', `cast(char_length(${text.text}) as decimal(10, 0))`, {
    digits: LENGTH_DIGITS,
    ...madeOf([text]),
  });

const positionTest = ([text, part]: Texts, { position }: Dialect): Scalar =>
  testOf(`(${position(text.text, part.text)} > 0)`, [text, part]);

/** Nothing where the part does not occur. */
function around(side: (text: string, part: string, at: string) => string) {
  return ([text, part]: Texts, { position }: Dialect): Scalar => {
    const at = position(text.text, part.text);
    const found = side(text.text, part.text, at);
    return scalar(
      'string',
      `(case when ${at} > 0 then ${found} when ${at} = 0 then '' end)`,
      madeOf([text, part]),
    );
  };
}

/** Null where the text has no such position. */
function substringSql(_writing: Writing, [value, start = NULL_SQL, length]: readonly SqlValue[]): SqlValue {
  const text = ofKind('substring', value, 'string');
  const from = wholeConstant('substring', start);
  const count = length === undefined ? undefined : wholeConstant('substring', length);
  if (!text || from === 0 || (count !== undefined && count < 0)) return NULL_SQL;
  const first = from > 0 ? String(from) : `char_length(${text.text}) - ${-from - 1}`;
  const part = `substr(${text.text}, ${first}${count === undefined ? '' : `, ${count}`})`;
  const sql = `(case when char_length(${text.text}) >= ${Math.abs(from)} then ${part} end)`;
  return scalar('string', sql, { ...madeOf([text]), nullable: true });
}

/** Whole months; days of the month tell whether the last one is over. */
function monthsBetween({ dialect }: Writing, [from, to]: readonly SqlValue[]): SqlValue {
  const name = 'years and months duration';
  const [since, until] = [ofKind(name, from, 'date'), ofKind(name, to, 'date')];
  if (!since || !until) return NULL_SQL;
  const part = (field: string, { text }: Scalar) => `extract(${field} from ${text})`;
  const months = (a: Scalar, b: Scalar) =>
    `(${part('year', b)} - ${part('year', a)}) * 12 + ${part('month', b)} - ${part('month', a)} - case when ${part('day', b)} < ${part('day', a)} then 1 else 0 end`;
  const digits = { whole: 6, fraction: 0 };
  const text = `(case when ${until.text} < ${since.text} then -(${months(until, since)}) else ${months(since, until)} end)`;
  const typed = `cast(${text} as ${dialect.decimal(digits)})`;
  return scalar('months', typed, { digits, ...madeOf([since, until]) });
}
