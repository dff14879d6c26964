import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Evaluation, DEFAULT_LIMITS } from '../compile/run.ts';
import { add, divide, multiply, negate, power, subtract } from './arithmetic.ts';
import { FeelDate } from './date.ts';
import { DaysDuration, MonthsDuration } from './duration.ts';
import { parseNumber } from './number.ts';
import { parseTemporal } from './parse-temporal.ts';
import { propertyOf } from './properties.ts';
import { toText } from './to-text.ts';
import type { Value } from './value.ts';

const OPERATIONS = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': power };
type Operator = keyof typeof OPERATIONS;

const read = (text: string): Value => parseTemporal(text) ?? parseNumber(text) ?? text;

function said(a: Value, operator: Operator, b: Value): string {
  const run = new Evaluation(DEFAULT_LIMITS);
  const result = OPERATIONS[operator](run, a, b);
  return [toText(result), ...run.messages.map(({ code }) => code)].join(' ');
}

describe('arithmetic', () => {
  it.each<[string, Operator, string, string]>([
    ['2026-01-31', '+', 'P1M', '2026-02-28'],
    ['P1M', '+', '2024-01-31', '2024-02-29'],
    ['2024-03-31', '-', 'P1Y1M', '2023-02-28'],
    ['2026-11-28', '+', 'PT36H', '2026-11-29'],
    ['2026-11-28', '-', 'PT1S', '2026-11-27'],
    ['2026-11-28', '-', '2026-01-01', 'P331D'],
    ['2026-11-28T10:00:00Z', '-', '2026-11-28T10:00:00+08:00', 'PT8H'],
    ['2026-11-28', '-', '2026-11-27T23:00:00Z', 'PT1H'],
    ['2026-11-28T10:00:00', '-', '2026-11-28T09:00:00Z', 'null OPERANDS_UNFIT'],
    ['23:30:00', '+', 'PT1H', '00:30:00'],
    ['00:10:00', '-', '00:40:00', '-PT30M'],
    ['10:00:00', '+', 'P1M', 'null RESULT_OUT_OF_RANGE'],
    ['999999999-12-31', '+', 'P1D', 'null RESULT_OUT_OF_RANGE'],
    ['P1Y', '+', 'P1D', 'null OPERANDS_UNFIT'],
    ['P1Y', '*', '1.5', 'P1Y6M'],
    ['2.5', '*', 'PT1H', 'PT2H30M'],
    ['P1Y', '/', 'P5M', '2.4'],
    ['P1D', '/', 'PT0S', 'null DIVISION_BY_ZERO'],
    ['P1D', '/', '0', 'null DIVISION_BY_ZERO'],
    ['1', '/', '3', '0.3333333333333333333333333333333333'],
    ['9.999999999999999999999999999999999e6144', '*', '10', 'null RESULT_OUT_OF_RANGE'],
    ['2', '**', '-3', '0.125'],
    ['-8', '**', '0.5', 'null RESULT_OUT_OF_RANGE'],
    ['ab', '+', 'cd', 'abcd'],
    ['ab', '-', 'cd', 'null OPERANDS_UNFIT'],
    ['ab', '+', '1', 'null OPERANDS_UNFIT'],
  ])('%s %s %s is %s', (a, operator, b, text) => {
    expect(said(read(a), operator, read(b))).toBe(text);
  });

  it('a sign', () => {
    const run = new Evaluation(DEFAULT_LIMITS);
    expect(['P1M', '-PT5S', '0', 'x'].map((text) => toText(negate(run, read(text))))).toEqual([
      '-P1M',
      'PT5S',
      '0',
      'null',
    ]);
  });

  const days = fc
    .bigInt({ min: -(10n ** 19n), max: 10n ** 19n })
    .map((nanoseconds) => new DaysDuration(nanoseconds));
  const dates = fc.integer({ min: -700_000, max: 3_000_000 }).map((day) => FeelDate.ofDays(day) ?? null);

  it('durations make a group; what is added to a moment can be taken away', () => {
    const run = new Evaluation(DEFAULT_LIMITS);
    fc.assert(
      fc.property(days, days, fc.integer(), dates, (a, b, months, date) => {
        expect(subtract(run, add(run, a, b), b)).toEqual(a);
        const [c, d] = [MonthsDuration.of(months) ?? null, MonthsDuration.of(7) ?? null];
        expect(subtract(run, add(run, c, d), d)).toEqual(c);
        const moment = parseTemporal(`${toText(date)}T10:11:12@Asia/Shanghai`) ?? null;
        expect(toText(subtract(run, add(run, moment, a), a))).toBe(toText(moment));
        expect(toText(subtract(run, add(run, date, d), date))).toMatch(/^P2[01]\dD$/);
      }),
    );
  });
});

it.each([
  ['2026-11-28', 'weekday', '6'],
  ['-0044-03-15', 'year', '-44'],
  ['2026-11-28T10:20:30+08:00', 'time offset', 'PT8H'],
  ['2026-11-28T10:20:30@Asia/Shanghai', 'timezone', 'Asia/Shanghai'],
  ['2026-11-28T10:20:30', 'time offset', 'null'],
  ['10:20:30', 'minute', '20'],
  ['-P1DT2H', 'hours', '-2'],
  ['P1Y3M', 'months', '3'],
  ['P1Y3M', 'days', 'none'],
])('%s.%s is %s', (text, name, expected) => {
  const property = propertyOf(read(text), name);
  expect(property === undefined ? 'none' : toText(property)).toBe(expected);
});
