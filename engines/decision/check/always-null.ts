import { BUILTINS } from '../builtins/builtins.ts';
import type { Expression } from '../feel/ast.ts';
import { bareType, type Type } from '../types/type.ts';
import { isNumber } from '../values/arithmetic.ts';
import { numberToText } from '../values/number.ts';
import { constantOf, valueOfCall } from './constant.ts';
import { clash } from './infer.ts';
import type { Told } from './scope.ts';

/** Whether a call of a built-in function is null whatever the data, which the types of its arguments do not tell. */
export function isAlwaysNull(name: string, given: readonly Expression[], of: readonly Told[]): boolean {
  switch (name) {
    case 'matches':
      return isBadPattern(given[1], given[2]);
    case 'replace':
      return isBadPattern(given[1], given[3]);
    case 'split':
      return isBadPattern(given[1], undefined);
    case 'sort':
      return isListOfTwo(given[0]) && isOfOtherArity(of[1], 2);
    case 'get value':
      return given[0]?.kind === 'context' && lacks(given[0], given[1]);
    default:
      return areUnfit(name, given.length === 1 && of[0]?.items ? of[0].items : of.map(({ type }) => type));
  }
}

/** A regular expression that is written out, and none. */
function isBadPattern(pattern: Expression | undefined, flags: Expression | undefined): boolean {
  if (!pattern || (flags && constantOf(flags) === undefined)) return false;
  const text: Expression = { kind: 'string', value: '', start: 0, end: 0 };
  return valueOfCall(BUILTINS.get('matches'), flags ? [text, pattern, flags] : [text, pattern]) === null;
}

const isListOfTwo = (list: Expression | undefined): boolean => list?.kind === 'list' && list.items.length > 1;

function isOfOtherArity(fn: Told | undefined, arity: number): boolean {
  const type = fn && bareType(fn.type);
  return type?.kind === 'function' && type.parameters !== undefined && type.parameters.length !== arity;
}

function lacks({ entries }: Extract<Expression, { kind: 'context' }>, key: Expression | undefined): boolean {
  const name = key && constantOf(key);
  return typeof name === 'string' && !entries.some((entry) => entry.key === name);
}

/** Items that no list of theirs may hold: `sum` of texts, the greatest of a text and a number. */
function areUnfit(name: string, items: readonly Type[]): boolean {
  if (name === 'min' || name === 'max')
    return items.some((one, at) => items.slice(at + 1).some((other) => clash(one, other)));
  const ways = BUILTINS.get(name)?.ways ?? [];
  const [list] = ways[0]?.parameters ?? [];
  const isOfList = ways.length === 2 && list?.type.kind === 'list' && ways[1]?.variadic === true;
  const item = isOfList && list.type.kind === 'list' ? list.type.of : undefined;
  return item !== undefined && items.some((one) => clash(one, item));
}

/** Whether a position that is written out is none of any list, or none of the one that is written out. */
export function isBeyond(of: Expression, by: Expression): boolean {
  const position = constantOf(by);
  if (position === undefined || !isNumber(position)) return false;
  const at = Number(numberToText(position));
  if (at === 0 || !Number.isInteger(at)) return true;
  return of.kind === 'list' && Math.abs(at) > of.items.length;
}
