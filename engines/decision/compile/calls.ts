import { bindNamed, FeelFunction } from '../values/function.ts';
import type { Run, Value } from '../values/value.ts';
import { coerced } from '../types/conformance.ts';
import { typeToText, type Type } from '../types/type.ts';
import type { Parameter } from './ir.ts';

/** What is run when a function is called; arguments are as many as there are parameters, and conform. */
export type Code = (args: readonly Value[], run: Run) => Value;

/**
 * A function of a model as a value. Its arguments are made to conform to the types of its parameters; it is not called
 * with others, nor with more or fewer: the result is null with a warning.
 */
export function modelFunction(
  parameters: readonly Omit<Parameter, 'slot'>[],
  result: Type,
  code: Code,
): FeelFunction {
  const types = parameters.map(({ type }) => type);
  const isTyped = types.some((type) => type.kind !== 'any');
  const names = parameters.map(({ name }) => name);
  const call: Code = (args, run) => {
    if (args.length !== types.length) {
      run.warn('ARGUMENTS_COUNT', { expected: types.length, given: args.length });
      return null;
    }
    const taken = isTyped ? conforming(args, types, run) : args;
    if (!taken) return null;
    const { element } = run;
    run.enter();
    const value = code(taken, run);
    run.leave();
    // A decision service has been at work on other elements.
    run.element = element;
    return value;
  };
  return new FeelFunction(names, call, { signature: { parameters: types, result } });
}

function conforming(args: readonly Value[], types: readonly Type[], run: Run): readonly Value[] | undefined {
  const taken: Value[] = [];
  for (const [index, type] of types.entries()) {
    const value = coerced(args[index] ?? null, type, run);
    if (value === undefined) {
      run.warn('ARGUMENT_TYPE', { position: index + 1, type: typeToText(type) });
      return undefined;
    }
    taken.push(value);
  }
  return taken;
}

/** Calls a value; null with a warning if it is no function. */
export function callValue(run: Run, callee: Value, args: readonly Value[]): Value {
  if (callee instanceof FeelFunction) return callee.call(args, run);
  run.warn('NOT_A_FUNCTION');
  return null;
}

/** Calls a value with named arguments. */
export function callNamed(run: Run, callee: Value, names: readonly string[], args: readonly Value[]): Value {
  if (!(callee instanceof FeelFunction)) return callValue(run, callee, args);
  const binding = bindNamed(callee, '', names);
  if (binding)
    return binding.call(
      binding.order.map((index) => args[index] ?? null),
      run,
    );
  run.warn('ARGUMENTS_NAMED', { names: names.join(', ') });
  return null;
}

/** A value from outside as one of the type of the element that it is for. */
export function coerceGiven(run: Run, value: Value, type: Type, element: string): Value {
  run.element = element;
  return coerce(run, value, type);
}

/** The value as one of a type; null with a warning if it is none. */
export function coerce(run: Run, value: Value, type: Type): Value {
  if (value === null) return null;
  const fit = coerced(value, type, run);
  if (fit !== undefined) return fit;
  run.warn('TYPE_MISMATCH', { type: typeToText(type) });
  return null;
}
