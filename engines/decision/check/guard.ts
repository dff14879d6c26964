import type { Expression } from '../feel/ast.ts';
import { printExpression } from '../feel/print-expression.ts';
import { truthOf } from './match-segment.ts';
import { partsOf } from './walk.ts';

/** What divides by nothing, and what arithmetic gives nothing for. */
export type Risk = 0 | null;

/** Whether the expression of this text can't be of this value. */
export type Guard = (text: string, risk: Risk) => boolean;

/** Longer ones are not told apart, and not told. */
const LONGEST = 2000;

/** Trees don't change, and conditions are asked again for each expression that they guard. */
const texts = new WeakMap<Expression, string | undefined>();

/** Undefined where it was written with more characters than people would read. */
export function textOf(expression: Expression): string | undefined {
  if (texts.has(expression)) return texts.get(expression);
  const { start, end } = expression;
  const text = end - start > LONGEST ? undefined : printExpression(expression);
  texts.set(expression, text);
  return text;
}

/** The same for people: a long one ends with `…`. */
export function shown(expression: Expression): string {
  let first = expression;
  for (let parts = partsOf(first); textOf(first) === undefined && parts[0]; parts = partsOf(first))
    first = parts[0];
  return first === expression ? (textOf(first) ?? '…') : `${textOf(first) ?? ''} …`;
}

/** Where a condition is true, or where it is false or null: what does not fit that is ruled out. */
export const guardOf =
  (condition: Expression, isTrue: boolean): Guard =>
  (text, risk) => {
    const segment = risk === null ? ({ kind: 'null' } as const) : ({ kind: 'point', value: risk } as const);
    const truth = truthOf(condition, segment, (expression) => textOf(expression) === text);
    return isTrue ? truth === false || truth === null : truth === true;
  };

/** Names within it, those of its own iterators and parameters too. */
export const namesIn = (expression: Expression): string[] =>
  expression.kind === 'name' ? [expression.name] : partsOf(expression).flatMap(namesIn);
