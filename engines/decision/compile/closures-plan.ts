import type { Value } from '../values/value.ts';
import { coerceGiven, type Code } from './calls.ts';
import { compileToClosures } from './closures.ts';
import type { Plan } from './plan.ts';
import type { BackEnd } from './program.ts';

/** Runs decisions one after the other. */
function planToClosures({ given, steps, outputs }: Plan): Code {
  const inputs = given.map(({ type, element }) => ({ type, name: element.name }));
  const codes = steps.map(({ unit, args, element }) => ({
    args,
    name: element.name,
    code: compileToClosures(unit),
  }));
  const [only] = outputs;
  return (args, run) => {
    const values: Value[] = [];
    for (let index = 0; index < inputs.length; index += 1) {
      const { type, name } = inputs[index] as (typeof inputs)[number];
      const value = args[index] ?? null;
      values.push(type.kind === 'any' ? value : coerceGiven(run, value, type, name));
    }
    for (const step of codes) {
      run.element = step.name;
      values.push(step.code(taken(values, step.args), run));
    }
    if (only && outputs.length === 1) return values[only.index] ?? null;
    return new Map(outputs.map(({ name, index }) => [name, values[index] ?? null]));
  };
}

function taken(values: readonly Value[], indexes: readonly number[]): Value[] {
  const args: Value[] = [];
  for (const index of indexes) args.push(values[index] ?? null);
  return args;
}

/** The back end that makes no source. */
export const CLOSURES: BackEnd = { unit: compileToClosures, plan: planToClosures };
