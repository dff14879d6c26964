import type { Code } from './calls.ts';
import { CLOSURES } from './closures-plan.ts';
import type { Unit } from './ir.ts';
import type { Plan } from './plan.ts';
import type { BackEnd, ObjectCode } from './program.ts';
import { ANY } from '../types/type.ts';
import { onlyDays } from './source-days.ts';
import { ObjectReader } from './source-objects.ts';
import { ExpressionWriter } from './source.ts';
import { SourceWriter } from './source-writer.ts';

/** Writes a unit as a function; its name. `days`: slots that hold numbers of days for dates. */
function writeUnit(out: SourceWriter, { parameters, body }: Unit, days?: ReadonlySet<number>): string {
  const writer = new ExpressionWriter(out, days);
  return out.unit(
    parameters.map(({ slot }) => slot),
    () => `return ${writer.value(body)};`,
  );
}

/** JavaScript has bounds of its own, for the size of a function and the number of its parameters: then closures do. */
function orClosures<T>(of: T, source: (of: T) => Code, closures: (of: T) => Code): Code {
  try {
    return source(of);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return closures(of);
    throw error;
  }
}

function unitToSource(unit: Unit): Code {
  const out = new SourceWriter();
  const name = writeUnit(out, unit);
  const taken = unit.parameters.map((_parameter, index) => `,a[${index}]`);
  return out.make<Code>(`(a,r)=>${name}(r${taken.join('')})`);
}

/** Writes the body of a plan's function; `take` what gives each value from outside, `days` of which the days only. */
function writePlan(
  { given, steps, outputs }: Plan,
  out: SourceWriter,
  take: (index: number) => string,
  days?: ReadonlySet<number>,
): string {
  const units = new Map<Unit, string>();
  for (const { unit, args } of steps) {
    const slots = unit.parameters.flatMap(({ slot }, at) => (days?.has(args[at] ?? -1) ? [slot] : []));
    if (!units.has(unit)) units.set(unit, writeUnit(out, unit, new Set(slots)));
  }
  const names = [...given, ...steps].map(() => out.temp());
  const taken = given.map((_input, index) => `${names[index]}=${take(index)}`);
  const made = steps.map(({ unit, args, element }, index) => {
    const values = args.map((arg) => `,${names[arg]}`);
    const call = `${units.get(unit)}(r${values.join('')})`;
    return `r.element=${out.literal(element.name)},${names[given.length + index]}=${call}`;
  });
  const [only] = outputs;
  const pairs = outputs.map(({ name, index }) => `[${out.literal(name)},${names[index]}]`);
  const result = only && outputs.length === 1 ? `${names[only.index]}` : `new Map([${pairs.join(',')}])`;
  return [...taken, ...made, result].join(',');
}

function planToSource(plan: Plan): Code {
  const out = new SourceWriter();
  const writer = new ExpressionWriter(out);
  const take = (index: number) => {
    const { type = ANY, element } = plan.given[index] ?? {};
    return writer.given(`a[${index}]??null`, type, element?.name ?? '');
  };
  return out.make<Code>(out.arrow(['a', 'r'], () => writePlan(plan, out, take)));
}

/** Undefined beyond what JavaScript bears. */
function objectsToSource(plan: Plan, general: ObjectCode): ObjectCode | undefined {
  const out = new SourceWriter();
  const writer = new ExpressionWriter(out);
  const days = onlyDays(plan);
  const reader = new ObjectReader(plan, out, (type, variable) => writer.fits(type, variable), days);
  const otherwise = out.keep(general);
  try {
    return out.make<ObjectCode>(
      out.arrow(['o', 'r'], () => {
        const decided = writePlan(plan, out, (index) => reader.take(index), days);
        return `${reader.guard}?(${decided}):${otherwise}(o,r)`;
      }),
    );
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The back end that makes JavaScript source. */
const SOURCE: BackEnd = {
  unit: (unit) => orClosures(unit, unitToSource, CLOSURES.unit),
  plan: (plan) => orClosures(plan, planToSource, CLOSURES.plan),
  ofObjects: objectsToSource,
};

/** Source where it may be made, closures where that is forbidden (a content security policy). */
export function sourceOrClosures(): BackEnd {
  try {
    new SourceWriter().make('0');
    return SOURCE;
  } catch {
    return CLOSURES;
  }
}
