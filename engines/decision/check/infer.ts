import type { ArithmeticOperator } from '../feel/ast.ts';
import { ANY, bareType, type SimpleKind, type Type } from '../types/type.ts';

const DAYS = 'days and time duration';
const MONTHS = 'years and months duration';
const MOMENT = 'date and time';

/** Operand and result kinds of arithmetic (DMN 1.5, clause 10.3.2.5 and tables 56–60). */
const RESULTS: Readonly<
  Record<ArithmeticOperator, readonly (readonly [SimpleKind, SimpleKind, SimpleKind])[]>
> = {
  '+': [
    ['number', 'number', 'number'],
    ['string', 'string', 'string'],
    ...([DAYS, MONTHS] as const).flatMap((duration) => [
      [duration, duration, duration] as const,
      ...(['date', MOMENT] as const).flatMap((moment) => [
        [moment, duration, moment] as const,
        [duration, moment, moment] as const,
      ]),
    ]),
    ['time', DAYS, 'time'],
    [DAYS, 'time', 'time'],
  ],
  '-': [
    ['number', 'number', 'number'],
    ...([DAYS, MONTHS] as const).flatMap((duration) => [
      [duration, duration, duration] as const,
      ['date', duration, 'date'] as const,
      [MOMENT, duration, MOMENT] as const,
    ]),
    ['time', DAYS, 'time'],
    ['time', 'time', DAYS],
    ...(['date', MOMENT] as const).flatMap((a) =>
      (['date', MOMENT] as const).map((b) => [a, b, DAYS] as const),
    ),
  ],
  '*': [
    ['number', 'number', 'number'],
    ...([DAYS, MONTHS] as const).flatMap((duration) => [
      [duration, 'number', duration] as const,
      ['number', duration, duration] as const,
    ]),
  ],
  '/': [
    ['number', 'number', 'number'],
    ...([DAYS, MONTHS] as const).flatMap((duration) => [
      [duration, 'number', duration] as const,
      [duration, duration, 'number'] as const,
    ]),
  ],
  '**': [['number', 'number', 'number']],
};

/** Kinds that say what an operator does with them; of any, of lists (of one) and of null that is not known. */
const isTold = (type: Type): boolean => !['any', 'null', 'list'].includes(bareType(type).kind);

/** The type of an arithmetic result; undefined where the operator does not apply, whatever the values. */
export function typeOfArithmetic(operator: ArithmeticOperator, left: Type, right: Type): Type | undefined {
  const [a, b] = [bareType(left).kind, bareType(right).kind];
  const fitting = RESULTS[operator].filter(
    ([first, second]) => (!isTold(left) || first === a) && (!isTold(right) || second === b),
  );
  if (fitting.length === 0) return undefined;
  const kinds = new Set(fitting.map(([, , result]) => result));
  const [kind] = kinds;
  return kinds.size === 1 && kind ? { kind } : ANY;
}

/** Whether no value of one type can be where the other is asked for, or be compared with one of it. */
export function clash(a: Type, b: Type): boolean {
  if (!isTold(a) || !isTold(b)) return false;
  const kinds = [bareType(a).kind, bareType(b).kind];
  return kinds[0] !== kinds[1] && !kinds.every((kind) => kind === 'date' || kind === MOMENT);
}

/** The type of a value that has to conform to a declared one: which function it is tells more than its declaration. */
export function asDeclared(own: Type, declared: Type): Type {
  const bare = bareType(own);
  const isKnown = bare.kind === 'function' && bare.parameters !== undefined;
  return isKnown && bareType(declared).kind === 'function' ? own : declared;
}

/** What is a value of either. */
export function join(a: Type, b: Type): Type {
  if (a === b || bareType(b).kind === 'null') return a;
  if (bareType(a).kind === 'null') return b;
  const kind = bareType(a).kind;
  return kind === bareType(b).kind &&
    kind !== 'list' &&
    kind !== 'context' &&
    kind !== 'function' &&
    kind !== 'range'
    ? bareType(a)
    : ANY;
}

/** Of what a list holds; of what is no list, itself. */
export function itemOf(type: Type): Type {
  const bare = bareType(type);
  return bare.kind === 'list' ? bare.of : type;
}

/** Of what a list or a range holds. */
export function elementOf(type: Type): Type {
  const bare = bareType(type);
  return bare.kind === 'range' ? bare.of : itemOf(type);
}

const numbers = (...names: string[]): readonly (readonly [string, Type])[] =>
  names.map((name) => [name, { kind: 'number' }] as const);
const OF_DATE = numbers('year', 'month', 'day', 'weekday');
const OF_TIME: readonly (readonly [string, Type])[] = [
  ...numbers('hour', 'minute', 'second'),
  ['time offset', { kind: DAYS }],
  ['timezone', { kind: 'string' }],
];

/** Properties of values that are no contexts (DMN 1.5, tables 61–65). */
const PROPERTIES: ReadonlyMap<string, ReadonlyMap<string, Type>> = new Map([
  ['date', new Map(OF_DATE)],
  ['time', new Map(OF_TIME)],
  [MOMENT, new Map([...OF_DATE, ...OF_TIME])],
  [DAYS, new Map(numbers('days', 'hours', 'minutes', 'seconds', 'value'))],
  [MONTHS, new Map(numbers('years', 'months', 'value'))],
]);

/** Lists of item definitions may hold themselves. */
const DEEPEST = 20;

/** The type of a member or property; undefined where no value has one of this name. */
export function typeOfMember(type: Type, name: string, depth = 0): Type | undefined {
  if (depth > DEEPEST) return ANY;
  const bare = bareType(type);
  switch (bare.kind) {
    case 'any':
    case 'null':
    case 'function':
      return ANY;
    case 'context':
      return bare.members.size === 0 ? ANY : bare.members.get(name);
    case 'list': {
      const member = typeOfMember(bare.of, name, depth + 1);
      return member && { kind: 'list', of: member };
    }
    case 'range':
      if (name === 'start' || name === 'end') return bare.of;
      return name === 'start included' || name === 'end included' ? { kind: 'boolean' } : undefined;
    default:
      return PROPERTIES.get(bare.kind)?.get(name);
  }
}
