import { BOOLEAN, NUMBER } from '../types/type.ts';
import { DECIMAL_STEPS } from '../values/arithmetic.ts';
import { Decimal } from '../values/decimal.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import {
  compareNumbers,
  digitsApart,
  equalNumbers,
  moduloNumbers,
  negateNumber,
  roundNumber,
  type Rounding,
} from '../values/number.ts';
import { expNumber, logNumber, sqrtNumber } from '../values/transcendental.ts';
import type { FeelNumber, Run } from '../values/value.ts';
import { define, way } from './define.ts';
import { DAYS_DURATION, FEEL_NUMBER, MONTHS_DURATION, optional, WHOLE } from './kinds.ts';

/** Scales that decimal128 has. */
const LOWEST_SCALE = -6111;
const HIGHEST_SCALE = 6176;

const rounding = (name: string, how: Rounding, scaleIsOptional: boolean) => {
  const scale = scaleIsOptional ? optional(WHOLE) : WHOLE;
  return define(
    name,
    way(
      [
        ['n', FEEL_NUMBER],
        ['scale', scale],
      ],
      NUMBER,
      (n, digits = 0, run) => {
        if (n instanceof Decimal) run.spend(DECIMAL_STEPS);
        return digits < LOWEST_SCALE || digits > HIGHEST_SCALE ? undefined : roundNumber(n, digits, how);
      },
    ),
  );
};

/** What they cost, as steps: series of 130 digits, roots of 70. */
const SERIES_STEPS = 500;
const ROOT_STEPS = 150;

const costly =
  (steps: number, apply: (value: FeelNumber) => FeelNumber | undefined) => (value: FeelNumber, run: Run) => {
    run.spend(steps);
    return apply(value);
  };

/** Whole numbers with all digits between the highest and the lowest of both are divided. */
function moduloOf(dividend: FeelNumber, divisor: FeelNumber, run: Run): FeelNumber | undefined {
  run.spend(digitsApart(dividend, divisor) >> 3);
  return moduloNumbers(dividend, divisor);
}

const ofNumber = [['number', FEEL_NUMBER]] as const;

/** DMN 1.5, clause 10.3.4.5. Results have 34 digits, rounded half to even. */
export const NUMBER_FUNCTIONS = [
  rounding('decimal', 'halfEven', false),
  rounding('floor', 'floor', true),
  rounding('ceiling', 'ceiling', true),
  rounding('round up', 'up', false),
  rounding('round down', 'down', false),
  rounding('round half up', 'halfUp', false),
  rounding('round half down', 'halfDown', false),
  define(
    'abs',
    way([['n', FEEL_NUMBER]], NUMBER, (n) => (compareNumbers(n, 0) < 0 ? negateNumber(n) : n)),
    way(
      [['n', DAYS_DURATION]],
      DAYS_DURATION.type,
      (n) => new DaysDuration(n.nanoseconds < 0n ? -n.nanoseconds : n.nanoseconds),
    ),
    way([['n', MONTHS_DURATION]], MONTHS_DURATION.type, (n) => MonthsDuration.of(Math.abs(n.months))),
  ),
  define(
    'modulo',
    way(
      [
        ['dividend', FEEL_NUMBER],
        ['divisor', FEEL_NUMBER],
      ],
      NUMBER,
      moduloOf,
    ),
  ),
  define('sqrt', way(ofNumber, NUMBER, costly(ROOT_STEPS, sqrtNumber))),
  define('log', way(ofNumber, NUMBER, costly(SERIES_STEPS, logNumber))),
  define('exp', way(ofNumber, NUMBER, costly(SERIES_STEPS, expNumber))),
  define(
    'odd',
    way(ofNumber, BOOLEAN, (number, run) => moduloOf(number, 2, run) === 1),
  ),
  define(
    'even',
    way(ofNumber, BOOLEAN, (number, run) => equalNumbers(moduloOf(number, 2, run) ?? 1, 0)),
  ),
];
