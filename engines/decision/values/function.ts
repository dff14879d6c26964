import type { Run, Value } from './value.ts';

export interface Parameter {
  name: string;
  /** As FEEL writes types: `number`, `list<string>`, `Any`. */
  type: string;
  /** May be left out. */
  optional: boolean;
}

/** One way of calling a function. */
export interface Signature {
  parameters: readonly Parameter[];
  /** The last parameter, a list, may be written as arguments of its own: `sum(1, 2)`. */
  variadic: boolean;
  result: string;
}

/** A function as a value: a literal, a business knowledge model, a decision service or a built-in one. */
export class FeelFunction {
  /** By which named arguments are matched, in the order of positional ones. */
  readonly parameters: readonly string[];
  /** Gets positional arguments. */
  readonly call: (args: readonly Value[], run: Run) => Value;
  /** Of a built-in function: every way of calling it. */
  readonly signatures: readonly Signature[] | undefined;

  constructor(
    parameters: readonly string[],
    call: (args: readonly Value[], run: Run) => Value,
    signatures?: readonly Signature[],
  ) {
    this.parameters = parameters;
    this.call = call;
    this.signatures = signatures;
  }
}

/**
 * For each position the index of the named argument that belongs there, or −1 for an optional one that was not given
 * (null is passed). Undefined if the function can't be called by these names.
 */
export function bindNamed(fn: FeelFunction, names: readonly string[]): readonly number[] | undefined {
  if (new Set(names).size !== names.length) return undefined;
  const orders = waysToCall(fn).flatMap((parameters) => {
    const order = parameters.map(({ name }) => names.indexOf(name));
    while (order.at(-1) === -1 && parameters[order.length - 1]?.optional) order.pop();
    const isComplete = order.every((index, position) => index >= 0 || parameters[position]?.optional);
    return isComplete && order.filter((index) => index >= 0).length === names.length ? [order] : [];
  });
  // `before(point, range)` and `before(range, point)` have the same names: then the order written tells.
  return orders.find((order) => order.every((index, position) => index === position)) ?? orders[0];
}

type Named = Pick<Parameter, 'name' | 'optional'>;

const waysToCall = ({ signatures, parameters }: FeelFunction): readonly (readonly Named[])[] =>
  signatures?.map((signature) => signature.parameters) ?? [
    parameters.map((name) => ({ name, optional: false })),
  ];
