import type { Type } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import { coerce, type Code } from './calls.ts';
import { compileToClosures } from './closures.ts';
import type { Plan } from './plan.ts';
import type { BackEnd } from './program.ts';

/** Runs decisions one after the other. */
function planToClosures({ given, steps, outputs }: Plan): Code {
  const types = given.map(({ type }) => type);
  const codes = steps.map(({ unit, args }) => ({ args, code: compileToClosures(unit) }));
  const [only] = outputs;
  return (args, run) => {
    const values: Value[] = [];
    for (let index = 0; index < types.length; index += 1) {
      const value = args[index] ?? null;
      const type = types[index] as Type;
      values.push(type.kind === 'any' ? value : coerce(run, value, type));
    }
    for (const step of codes) values.push(step.code(taken(values, step.args), run));
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
