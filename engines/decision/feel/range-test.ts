import { DecisionError } from '../decision-error.ts';
import type { Expression, PositiveTest, RangeLiteral } from './ast.ts';

/** The expression before the dots of a range; a comparison can't stand there. */
export function lowOf(test: PositiveTest | undefined): Expression {
  if (test?.kind === 'expression') return test.expression;
  throw new DecisionError('FEEL_SYNTAX', { expected: 'the low end of a range' });
}

/** A range as the test of a cell. */
export const rangeTest = (range: RangeLiteral): PositiveTest => ({
  kind: 'expression',
  expression: range,
  usesInput: false,
  start: range.start,
  end: range.end,
});
