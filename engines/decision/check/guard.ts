import type { Expression } from '../feel/ast.ts';
import { printExpression } from '../feel/print-expression.ts';
import { truthOf } from './match-segment.ts';
import { partsOf } from './walk.ts';

/** What divides by nothing, and what arithmetic gives nothing for. */
export type Risk = 0 | null;

/** Whether the expression of this text can't be of this value. */
export type Guard = (text: string, risk: Risk) => boolean;

/** Trees don't change, and conditions are asked again for each expression that they guard. */
const texts = new WeakMap<Expression, string>();

export function textOf(expression: Expression): string {
  const text = texts.get(expression) ?? printExpression(expression);
  texts.set(expression, text);
  return text;
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
