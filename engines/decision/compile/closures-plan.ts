import type { Value } from '../values/value.ts';
import { coerce, type Code } from './calls.ts';
import { compileToClosures } from './closures.ts';
import type { Plan } from './plan.ts';
import type { BackEnd } from './program.ts';

/** Runs decisions one after the other. */
function planToClosures({ given, steps, outputs }: Plan): Code {
  const codes = steps.map(({ unit, args }) => ({ args, code: compileToClosures(unit) }));
  const [only] = outputs;
  return (args, run) => {
    const values: Value[] = given.map(({ type }, index) => coerce(run, args[index] ?? null, type));
    for (const step of codes)
      values.push(
        step.code(
          step.args.map((index) => values[index] ?? null),
          run,
        ),
      );
    if (only && outputs.length === 1) return values[only.index] ?? null;
    return new Map(outputs.map(({ name, index }) => [name, values[index] ?? null]));
  };
}

/** The back end that makes no source. */
export const CLOSURES: BackEnd = { unit: compileToClosures, plan: planToClosures };
