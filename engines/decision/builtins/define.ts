import type { Type } from '../types/type.ts';
import { callByWays, FeelFunction, type Way } from '../values/function.ts';
import type { Run, Value } from '../values/value.ts';
import type { Kind } from './kinds.ts';

type Parameters = readonly (readonly [name: string, kind: Kind<unknown>])[];

type Taken<P extends Parameters> = {
  [I in keyof P]: P[I] extends readonly [string, Kind<infer T>] ? T : never;
};

/** Undefined where the function has no value for these arguments: the result is null, with a warning. */
type Body<A extends readonly unknown[]> = (...args: [...A, Run]) => Value | undefined;

interface WayOf {
  parameters: Parameters;
  variadic: boolean;
  /** Of a variadic one. */
  fewest: number;
  result: Type;
  apply: (taken: readonly unknown[], run: Run) => Value | undefined;
}

export function way<const P extends Parameters>(parameters: P, result: Type, body: Body<Taken<P>>): WayOf {
  const apply = (taken: readonly unknown[], run: Run) => body(...(taken as Taken<P>), run);
  return { parameters, variadic: false, fewest: 0, result, apply };
}

/** The last parameter takes all arguments that are left, at least one: `append(list, item, …)`. */
export function variadicWay<const P extends Parameters, T>(
  parameters: P,
  [name, item]: readonly [string, Kind<T>],
  result: Type,
  body: Body<[...Taken<P>, readonly T[]]>,
): WayOf {
  const all = [...parameters, [name, item] as const];
  const apply = (taken: readonly unknown[], run: Run) => body(...(taken as [...Taken<P>, readonly T[]]), run);
  return { parameters: all, variadic: true, fewest: all.length, result, apply };
}

/** Of a list, or of its items as arguments: `sum([1, 2])`, `sum(1, 2)`. */
export function listWays<T>(list: Kind<readonly T[]>, result: Type, body: Body<[readonly T[]]>): WayOf[] {
  const one = way([['list', list]], result, body);
  const item: Kind<Value> = {
    type: list.type.kind === 'list' ? list.type.of : list.type,
    read: (value) => value,
  };
  const many = variadicWay([], ['item', item], result, (items: readonly Value[], run: Run) => {
    const read = list.read(items);
    return read && body(read, run);
  });
  return [one, { ...many, fewest: 2 }];
}

/** A built-in function with its name. */
export function define(name: string, ...ways: readonly WayOf[]): readonly [string, FeelFunction] {
  const made = ways.map((given) => wayOf(name, given));
  const [first] = made;
  const parameters = first?.parameters ?? [];
  const signature = first && {
    parameters: parameters.map(({ type }) => type),
    result: first.result,
  };
  const fn = new FeelFunction(
    parameters.map((parameter) => parameter.name),
    callByWays(name, made),
    { signature, ways: made },
  );
  return [name, fn];
}

function wayOf(name: string, given: WayOf): Way {
  return {
    parameters: given.parameters.map(([parameter, { type, optional = false }]) => ({
      name: parameter,
      type,
      optional,
    })),
    variadic: given.variadic,
    result: given.result,
    apply: (args, run) => {
      const taken = given.variadic ? takeVariadic(given, args, run) : take(given.parameters, args, run);
      if (!taken) return undefined;
      const result = given.apply(taken, run);
      if (result === undefined) run.warn('FEEL_NO_VALUE', { function: name });
      return result ?? null;
    },
  };
}

function take(parameters: Parameters, args: readonly Value[], run: Run): unknown[] | undefined {
  if (args.length > parameters.length) return undefined;
  const taken: unknown[] = [];
  for (let index = 0; index < parameters.length; index += 1) {
    const kind = parameters[index]?.[1];
    const arg = args[index];
    const read = kind && arg !== undefined ? takeOne(kind, arg, run) : undefined;
    if (read === undefined && (arg !== undefined || !kind?.optional)) return undefined;
    taken.push(read);
  }
  return taken;
}

function takeVariadic(
  { parameters, fewest }: WayOf,
  args: readonly Value[],
  run: Run,
): unknown[] | undefined {
  const [, last] = parameters.at(-1) ?? [];
  if (args.length < fewest || !last) return undefined;
  const taken = take(parameters.slice(0, -1), args.slice(0, parameters.length - 1), run);
  if (!taken) return undefined;
  const rest = args.slice(parameters.length - 1).map((arg) => takeOne(last, arg, run));
  return rest.includes(undefined) ? undefined : [...taken, rest];
}

/** A list of one item stands for it, where no list is wanted. */
function takeOne<T>(kind: Kind<T>, arg: Value, run: Run): T | undefined {
  const read = kind.read(arg);
  if (!Array.isArray(arg)) return read;
  run.spend(arg.length);
  return read === undefined && arg.length === 1 ? kind.read(arg[0] ?? null) : read;
}
