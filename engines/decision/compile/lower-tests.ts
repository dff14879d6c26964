import type { Expression, PositiveTest, UnaryTests } from '../feel/ast.ts';
import type { Type } from '../types/type.ts';
import type { Ir, Test } from './ir.ts';
import type { Lowering } from './lower-expression.ts';
import type { Scope } from './scope.ts';

/** The slot whose value is tested, its type, and the names in sight. */
interface Tested {
  slot: number;
  type: Type;
  scope: Scope;
}

export function lowerUnaryTests(
  lowering: Lowering,
  { any, negated, tests }: UnaryTests,
  tested: Tested,
): Test {
  if (any) return { test: 'any' };
  const test = lowerPositiveTests(lowering, tests, tested);
  return negated ? { test: 'not', of: test } : test;
}

export function lowerPositiveTests(lowering: Lowering, tests: readonly PositiveTest[], tested: Tested): Test {
  const scope = tested.scope.with('?', tested.slot, tested.type);
  const lowered = tests.map((test) => lowerTest(lowering, test, scope));
  const [only] = lowered;
  return lowered.length === 1 && only ? only : { test: 'either', tests: lowered };
}

function lowerTest(lowering: Lowering, test: PositiveTest, scope: Scope): Test {
  const before = lowering.unknown.length;
  const lowered = lowerKnown(lowering, test, scope);
  const name = lowering.unknown[before];
  const usesInput = test.kind === 'expression' && test.usesInput;
  // What names nothing is met by nothing, null neither.
  return name === undefined || usesInput
    ? lowered
    : { test: 'holds', condition: lowering.failing('NAME_UNKNOWN', { name }) };
}

function lowerKnown(lowering: Lowering, test: PositiveTest, scope: Scope): Test {
  if (test.kind === 'compare')
    return { test: 'compare', operator: test.operator, operand: lowering.expression(test.operand, scope) };
  const { expression } = test;
  if (test.usesInput) return { test: 'holds', condition: lowering.expression(expression, scope) };
  return intervalTest(lowering, expression, scope) ?? matchTest(lowering.expression(expression, scope));
}

/** Of an interval only the ends are of interest. */
function intervalTest(lowering: Lowering, expression: Expression, scope: Scope): Test | undefined {
  if (expression.kind !== 'range' || expression.operator || !expression.low || !expression.high)
    return undefined;
  const { lowIncluded, highIncluded } = expression;
  const [low, high] = [
    lowering.expression(expression.low, scope),
    lowering.expression(expression.high, scope),
  ];
  return { test: 'between', low, high, lowIncluded, highIncluded };
}

const isScalar = (ir: Ir): boolean =>
  ir.op === 'constant' && (typeof ir.value !== 'object' || ir.value === null);

function matchTest(operand: Ir): Test {
  return isScalar(operand) ? { test: 'compare', operator: '=', operand } : { test: 'matches', operand };
}
