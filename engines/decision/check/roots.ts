import type { Expression } from '../feel/ast.ts';
import type { Known, Scope } from './scope.ts';
import { partsOf } from './walk.ts';

/** A piece of data by where it stands: `namespace.name`, `namespace.name.member`. */
type Root = string;

/** What an expression takes its value from: input data and parts of it, through the decisions that it names. */
export function rootsIn(expression: Expression, scope: Scope): readonly Root[] {
  if (expression.kind === 'name' || expression.kind === 'path') {
    const found = dataOf(expression, scope);
    if (typeof found === 'string') return [found];
    if (found) return [...(found.roots ?? (found.origin === 'local' ? [nameOf(expression)] : []))];
  }
  return partsOf(expression).flatMap((part) => rootsIn(part, scope));
}

const nameOf = (expression: Expression): string => (expression.kind === 'name' ? expression.name : '');

/** The data that a path leads to, or what it stands for otherwise; undefined where it goes through something else. */
function dataOf(expression: Expression, scope: Scope): Root | Known | undefined {
  if (expression.kind === 'name') {
    const known = scope.find(expression.name);
    return known?.source ?? known;
  }
  if (expression.kind !== 'path') return undefined;
  const of = dataOf(expression.of, scope);
  if (typeof of === 'string') return `${of}.${expression.name}`;
  const member = of?.members?.get(expression.name);
  return member && (member.source ?? member);
}

/** Whether some of one is the other's, or a part of it. */
export const areRelated = (a: readonly Root[], b: readonly Root[]): boolean =>
  a.some((one) => b.some((other) => one === other || isWithin(one, other) || isWithin(other, one)));

const isWithin = (part: Root, whole: Root): boolean => part.startsWith(`${whole}.`);
