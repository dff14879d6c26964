import type { Type } from '../types/type.ts';
import type { Run, Value } from './value.ts';

export interface Parameter {
  name: string;
  type: Type;
  /** May be left out. */
  optional: boolean;
}

/** One of several ways of calling a built-in function. */
export interface Way {
  parameters: readonly Parameter[];
  /** The last parameter takes any number of arguments. */
  variadic: boolean;
  result: Type;
  /** Undefined if the arguments are not for this way. */
  apply: (args: readonly Value[], run: Run) => Value | undefined;
}

type Call = (args: readonly Value[], run: Run) => Value;

interface FunctionDetails {
  signature?: { parameters: readonly Type[]; result: Type } | undefined;
  ways?: readonly Way[];
}

/** A function as a value: a literal, a business knowledge model, a decision service or a built-in one. */
export class FeelFunction {
  /** By which named arguments are matched, in the order of positional ones. */
  readonly parameters: readonly string[];
  /** Gets positional arguments. */
  readonly call: Call;
  /** Types of parameters and result; undefined where none are declared. */
  readonly signature: { parameters: readonly Type[]; result: Type } | undefined;
  /** Of a built-in function: every way of calling it. */
  readonly ways: readonly Way[] | undefined;

  constructor(parameters: readonly string[], call: Call, { signature, ways }: FunctionDetails = {}) {
    this.parameters = parameters;
    this.call = call;
    this.signature = signature;
    this.ways = ways;
  }
}

/** A call by the first way that the arguments are for; null and a warning if there is none. */
export function callByWays(name: string, ways: readonly Way[]): Call {
  return (args, run) => {
    for (const way of ways) {
      const result = way.apply(args, run);
      if (result !== undefined) return result;
    }
    run.warn('FEEL_ARGUMENTS', { function: name });
    return null;
  };
}

interface NamedBinding {
  /** For each position the index of the named argument that belongs there; −1 for one left out (pass null). */
  order: readonly number[];
  call: Call;
}

/** How a function is called by named arguments; undefined if it has no such parameters, or others must be given. */
export function bindNamed(
  fn: FeelFunction,
  name: string,
  names: readonly string[],
): NamedBinding | undefined {
  if (new Set(names).size !== names.length) return undefined;
  if (!fn.ways) {
    const order = fn.parameters.map((parameter) => names.indexOf(parameter));
    return order.length === names.length && !order.includes(-1) ? { order, call: fn.call } : undefined;
  }
  const bindings = fn.ways.flatMap((way) => {
    const order = orderOf(way, names);
    return order ? [{ way, order }] : [];
  });
  // `before(point, range)` and `before(range, point)` have the same names: then the order written tells.
  const isAsWritten = (order: readonly number[]) => order.every((index, position) => index === position);
  const order = (bindings.find((binding) => isAsWritten(binding.order)) ?? bindings[0])?.order;
  if (!order) return undefined;
  const ways = bindings.filter((binding) => String(binding.order) === String(order)).map(({ way }) => way);
  return { order, call: callByWays(name, ways) };
}

function orderOf({ parameters }: Way, names: readonly string[]): readonly number[] | undefined {
  const order = parameters.map((parameter) => names.indexOf(parameter.name));
  while (order.at(-1) === -1 && parameters[order.length - 1]?.optional) order.pop();
  const isComplete = order.every((index, position) => index >= 0 || parameters[position]?.optional);
  return isComplete && order.filter((index) => index >= 0).length === names.length ? order : undefined;
}
