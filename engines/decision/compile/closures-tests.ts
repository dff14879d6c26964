import { FeelDate } from '../values/date.ts';
import type { Run, Value } from '../values/value.ts';
import type { Ir, Test } from './ir.ts';
import { COMPARISONS, inInterval, matches } from './operators.ts';

export type Step = (frame: Value[], run: Run) => Value;
export type TestStep = (frame: Value[], run: Run) => boolean | null;

type Compile = (ir: Ir) => Step;

/** Whether the value of a slot passes, as a closure. */
export function testToClosures(test: Test, slot: number, compile: Compile): TestStep {
  const tested = (frame: readonly Value[]): Value => frame[slot] ?? null;
  switch (test.test) {
    case 'any':
      return () => true;
    case 'compare':
      return compareToClosure(test, slot, compile);
    case 'between':
      return betweenToClosure(test, slot, compile);
    case 'matches': {
      const operand = compile(test.operand);
      return (frame, run) => matches(run, tested(frame), operand(frame, run));
    }
    case 'holds': {
      const condition = compile(test.condition);
      return (frame, run) => {
        const value = condition(frame, run);
        return typeof value === 'boolean' ? value : null;
      };
    }
    case 'not': {
      const of = testToClosures(test.of, slot, compile);
      return (frame, run) => {
        const holds = of(frame, run);
        return holds === null ? null : !holds;
      };
    }
    case 'either':
      return eitherToClosure(test.tests, slot, compile);
  }
}

/** With a constant number or text the usual case is one comparison of JavaScript. */
function compareToClosure(
  test: Extract<Test, { test: 'compare' }>,
  slot: number,
  compile: Compile,
): TestStep {
  const { call } = COMPARISONS[test.operator];
  const constant = test.operand.op === 'constant' ? test.operand.value : undefined;
  if (typeof constant === 'string' && test.operator === '=')
    return (frame, run) => {
      const value = frame[slot] ?? null;
      return typeof value === 'string' ? value === constant : call(run, value, constant);
    };
  if (typeof constant === 'number' && test.operator === '<')
    return (frame, run) => {
      const value = frame[slot] ?? null;
      return typeof value === 'number' ? value < constant : call(run, value, constant);
    };
  if (typeof constant === 'number' && test.operator === '>=')
    return (frame, run) => {
      const value = frame[slot] ?? null;
      return typeof value === 'number' ? value >= constant : call(run, value, constant);
    };
  const operand = compile(test.operand);
  return (frame, run) => call(run, frame[slot] ?? null, operand(frame, run));
}

function betweenToClosure(
  test: Extract<Test, { test: 'between' }>,
  slot: number,
  compile: Compile,
): TestStep {
  const { lowIncluded, highIncluded } = test;
  const [low, high] = [compile(test.low), compile(test.high)];
  const thorough: TestStep = (frame, run) =>
    inInterval(run, frame[slot] ?? null, {
      low: low(frame, run),
      high: high(frame, run),
      lowIncluded,
      highIncluded,
    });
  const [from, to] = [test.low, test.high].map((end) => (end.op === 'constant' ? end.value : undefined));
  if (typeof from === 'number' && typeof to === 'number')
    return (frame, run) => {
      const value = frame[slot];
      if (typeof value !== 'number') return thorough(frame, run);
      return (lowIncluded ? value >= from : value > from) && (highIncluded ? value <= to : value < to);
    };
  if (from instanceof FeelDate && to instanceof FeelDate)
    return (frame, run) => {
      const value = frame[slot];
      if (!(value instanceof FeelDate)) return thorough(frame, run);
      const { days } = value;
      return (
        (lowIncluded ? days >= from.days : days > from.days) &&
        (highIncluded ? days <= to.days : days < to.days)
      );
    };
  return thorough;
}

function eitherToClosure(alternatives: readonly Test[], slot: number, compile: Compile): TestStep {
  const tests = alternatives.map((one) => testToClosures(one, slot, compile));
  const thorough: TestStep = (frame, run) => {
    let result: boolean | null = false;
    for (const test of tests) {
      const holds = test(frame, run);
      if (holds === true) return true;
      if (holds === null) result = null;
    }
    return result;
  };
  const set = setOf(alternatives);
  if (!set) return thorough;
  const kind = typeof set.values().next().value;
  return (frame, run) => {
    const value = frame[slot];
    return typeof value === kind ? set.has(value ?? null) : thorough(frame, run);
  };
}

/** What alternatives compare with, if each is to be equal to a text, or each to a number. */
export function setOf(alternatives: readonly Test[]): ReadonlySet<Value> | undefined {
  const values = alternatives.map((test) =>
    test.test === 'compare' && test.operator === '=' && test.operand.op === 'constant'
      ? test.operand.value
      : null,
  );
  const kind = typeof values[0];
  const isSet = (kind === 'string' || kind === 'number') && values.every((value) => typeof value === kind);
  return isSet ? new Set(values) : undefined;
}
