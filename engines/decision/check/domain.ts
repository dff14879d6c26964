import type { ArithmeticOperator } from '../feel/ast.ts';
import { bareType, type Type } from '../types/type.ts';
import { isNumber } from '../values/arithmetic.ts';
import { addNumbers, compareNumbers, roundNumber } from '../values/number.ts';
import { PROPERTY_NAMES } from '../values/properties.ts';
import type { FeelNumber, Value } from '../values/value.ts';
import { kindOfSegment, type Segment } from './segment.ts';

/** Which values of its type an expression has: of numbers whether whole ones only, and between which. */
export interface Domain {
  isWhole: boolean;
  low?: number | undefined;
  high?: number | undefined;
  /** Whether it is told that all of them occur. */
  isFull: boolean;
}

/** Of data: whatever its type has. */
export const FULL: Domain = { isWhole: false, isFull: true };

/** Between these; undefined: without end. */
const whole = (low?: number, high?: number): Domain => ({ isWhole: true, low, high, isFull: true });

const ofDate = { year: whole(), month: whole(1, 12), day: whole(1, 31), weekday: whole(1, 7) };
const ofTime = { hour: whole(0, 23), minute: whole(0, 59), second: whole(0, 59) };
const rest = { hours: whole(-23, 23), minutes: whole(-59, 59), seconds: whole(-59, 59) };
type Domains = Readonly<Partial<Record<string, Domain>>>;

const PROPERTIES = new Map<string, Domains>([
  ['date', ofDate],
  ['time', ofTime],
  ['date and time', { ...ofDate, ...ofTime }],
  ['days and time duration', { days: whole(), ...rest, value: whole() }],
  ['years and months duration', { years: whole(), months: whole(-11, 11), value: whole() }],
]);

/** Of a member of data, or of a property of a value of this type. */
export function domainOfMember(of: Domain | undefined, type: Type, name: string): Domain | undefined {
  const { kind } = bareType(type);
  // Of data without a type it is not told whether it is a date or a context.
  const isOfContext =
    kind === 'context' || (kind === 'any' && !(PROPERTY_NAMES as readonly string[]).includes(name));
  const domain = isOfContext ? of : PROPERTIES.get(kind)?.[name];
  return domain && { ...domain, isFull: of?.isFull === true };
}

const ROUNDINGS: readonly string[] = [
  ...['floor', 'ceiling', 'decimal'],
  ...['round up', 'round down', 'round half up', 'round half down'],
];
const FUNCTIONS: Domains = {
  abs: { isWhole: false, low: 0, isFull: true },
  count: whole(0),
  'string length': whole(0),
  'day of year': whole(1, 366),
  'week of year': whole(1, 53),
};

/** Of a call of a built-in function, `of`: of its first argument, `scale`: the second, if it has one. */
export function domainOfCall(
  name: string,
  of: Domain | undefined,
  scale: { value: Value | undefined } | undefined,
): Domain | undefined {
  const rounded = ROUNDINGS.includes(name) && (!scale || scale.value === 0) ? whole() : undefined;
  const domain = rounded ?? FUNCTIONS[name];
  return domain && { ...domain, isFull: isFree(of) };
}

/** Whether it has all values of its type. */
export const isFree = (of: Domain | undefined): boolean =>
  of !== undefined && of.isFull && !of.isWhole && of.low === undefined && of.high === undefined;

/** Of `e + 2`, `2 - e`, `e * 100`, `e / 3`: no number is out of reach, and no whole one where both are whole. */
export function domainWithConstant(
  operator: ArithmeticOperator,
  of: Domain | undefined,
  constant: FeelNumber,
): Domain | undefined {
  if (!of || typeof constant !== 'number') return undefined;
  const isWhole = of.isWhole && Number.isInteger(constant) && operator !== '/' && operator !== '**';
  if (operator === '+' || operator === '-')
    return { isWhole, isFull: isFree(of) || (isWhole && isFree({ ...of, isWhole: false })) };
  // The quotient by such a factor has an end.
  const isReached = operator === '/' ? constant !== 0 : constant !== 0 && 1e15 % constant === 0;
  return { isWhole, isFull: operator !== '**' && isReached && isFree(of) };
}

export const endsOf = (domain: Domain | undefined): number[] =>
  [domain?.low, domain?.high].filter((end) => end !== undefined);

/** Whether some value of a domain lies in a segment, which its ends do not divide. */
export function hasValues({ isWhole, low, high }: Domain, segment: Segment): boolean {
  if (kindOfSegment(segment) !== 'number') return true;
  if (segment.kind === 'point') {
    const { value } = segment;
    if (!isNumber(value)) return true;
    const isWithin = (orderOf(value, low) ?? 0) >= 0 && (orderOf(value, high) ?? 0) <= 0;
    return isWithin && (!isWhole || orderOf(value, roundNumber(value, 0, 'floor')) === 0);
  }
  const [from, to] = segment.kind === 'between' ? [numberOf(segment.low), numberOf(segment.high)] : [];
  if ((orderOf(low, to) ?? -1) >= 0 || (orderOf(from, high) ?? -1) >= 0) return false;
  const first = isWhole && from !== undefined ? roundNumber(from, 0, 'floor') : undefined;
  return first === undefined || (orderOf(addNumbers(first, 1), to) ?? -1) < 0;
}

const numberOf = (value: Value | undefined): FeelNumber | undefined =>
  value !== undefined && isNumber(value) ? value : undefined;

const orderOf = (a: FeelNumber | undefined, b: FeelNumber | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : compareNumbers(a, b);
