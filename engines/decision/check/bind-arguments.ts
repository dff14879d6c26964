import { BUILTINS } from '../builtins/builtins.ts';
import type { Expression } from '../feel/ast.ts';
import { NULL } from '../types/type.ts';
import { bindNamed, type FeelFunction } from '../values/function.ts';
import { told, type Told } from './scope.ts';

interface Argument {
  value: Expression;
  told: Told;
}

/** Arguments in the order of parameters, and what is called with them. */
export interface Bound {
  fn: Pick<FeelFunction, 'call'>;
  args: readonly Argument[];
}

const LEFT_OUT: Argument = {
  value: { kind: 'null', start: 0, end: 0 },
  told: { ...told(NULL), isNullable: true },
};

/** How a built-in function is called with these; undefined where it takes none of such names. */
export function bindArguments(
  name: string,
  given: readonly (Argument & { name: string | undefined })[],
): Bound | undefined {
  const fn = BUILTINS.get(name);
  const names = given.flatMap((one) => one.name ?? []);
  if (!fn || names.length === 0) return fn && { fn, args: given };
  const binding = bindNamed(fn, name, names);
  return binding && { fn: binding, args: binding.order.map((index) => given[index] ?? LEFT_OUT) };
}
