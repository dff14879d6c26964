import { BOOLEAN, NUMBER } from '../types/type.ts';
import { DaysDuration, MonthsDuration } from '../values/duration.ts';
import {
  compareNumbers,
  equalNumbers,
  moduloNumbers,
  negateNumber,
  roundNumber,
  type Rounding,
} from '../values/number.ts';
import { expNumber, logNumber, sqrtNumber } from '../values/transcendental.ts';
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
      (n, digits = 0) =>
        digits < LOWEST_SCALE || digits > HIGHEST_SCALE ? undefined : roundNumber(n, digits, how),
    ),
  );
};

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
      moduloNumbers,
    ),
  ),
  define('sqrt', way(ofNumber, NUMBER, sqrtNumber)),
  define('log', way(ofNumber, NUMBER, logNumber)),
  define('exp', way(ofNumber, NUMBER, expNumber)),
  define(
    'odd',
    way(ofNumber, BOOLEAN, (number) => moduloNumbers(number, 2) === 1),
  ),
  define(
    'even',
    way(ofNumber, BOOLEAN, (number) => equalNumbers(moduloNumbers(number, 2) ?? 1, 0)),
  ),
];
