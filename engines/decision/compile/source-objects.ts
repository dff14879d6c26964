import { fromPlain } from '../plain.ts';
import { bareType, type Type } from '../types/type.ts';
import { FeelDate } from '../values/date.ts';
import type { Value } from '../values/value.ts';
import { coerceGiven } from './calls.ts';
import type { Plan } from './plan.ts';
import { readInput, type Input } from './read-input.ts';
import type { Evaluation } from './run.ts';
import type { SourceWriter } from './source-writer.ts';

/** Whether a variable holds what conforms to a type, as far as that can be seen; undefined where it can't. */
type Fits = (type: Type, variable: string) => string | undefined;

/**
 * Reads plain objects in source: what is of the JavaScript type that its input is about is taken at a glance, all else
 * (other types, null, what is missing) goes the general way. Members are read by name as if all were the object's own:
 * that holds for objects whose prototype is that of literals and JSON while it has no member of such a name.
 */
export class ObjectReader {
  readonly #plan: Plan;
  readonly #out: SourceWriter;
  readonly #fits: Fits;
  /** Indexes of dates that are given on as the numbers of their days. */
  readonly #days: ReadonlySet<number>;

  constructor(plan: Plan, out: SourceWriter, fits: Fits, days: ReadonlySet<number>) {
    this.#plan = plan;
    this.#out = out;
    this.#fits = fits;
    this.#days = days;
  }

  /** Whether the object `o` is such a one. */
  get guard(): string {
    const prototype = this.#out.keep(Object.prototype);
    const absent = this.#plan.given
      .map(({ keys: [key = ''] }) => key)
      .filter((key) => !(key in Object.prototype))
      .map((key) => `${prototype}[${JSON.stringify(key)}]===void 0`);
    // Whether a member is there is asked for the engine's sake: that tells it the shape, hence the prototype.
    const [key] = this.#plan.given[0]?.keys ?? [];
    const shape = key === undefined ? 'true' : `(${JSON.stringify(key)} in o||true)`;
    return [shape, `${this.#out.keep(Object.getPrototypeOf)}(o)===${prototype}`, ...absent].join('&&');
  }

  /** The value of an input, conforming to its type. */
  take(index: number): string {
    const { type, element, keys } = this.#plan.given[index] as Plan['given'][number];
    const [key = '', ...others] = keys;
    const isDays = this.#days.has(index);
    const conforming = (value: Value, run: Evaluation): Value => {
      const given = coerceGiven(run, value, type, element.name);
      return isDays && given instanceof FeelDate ? given.days : given;
    };
    if (key in Object.prototype) {
      const read = (input: Input, run: Evaluation): Value => conforming(readInput(input, keys, type), run);
      return `${this.#out.keep(read)}(o,r)`;
    }
    const convert = (held: unknown, input: Input, run: Evaluation): Value =>
      conforming(held === undefined ? readInput(input, others, type) : fromPlain(held, type), run);
    const held = this.#out.temp();
    const general = `${this.#out.keep(convert)}(${held},o,r)`;
    const taken = isDays
      ? this.#parsed(held, FeelDate.parseDays, general)
      : this.#atAGlance(type, held, general);
    return `(${held}=o[${JSON.stringify(key)}],${taken})`;
  }

  #parsed(held: string, parse: (text: string) => unknown, general: string): string {
    const value = this.#out.temp();
    return `typeof ${held}==='string'&&(${value}=${this.#out.keep(parse)}(${held}))!==void 0?${value}:${general}`;
  }

  #atAGlance(type: Type, held: string, general: string): string {
    const { kind } = bareType(type);
    const number = `typeof ${held}==='number'&&${held}-${held}===0`;
    if (kind === 'any' && !isConstrained(type))
      return `${number}?(${held}===0?0:${held}):typeof ${held}==='string'||typeof ${held}==='boolean'?${held}:${general}`;
    const fits = this.#fits(type, held);
    if (fits === undefined) return general;
    switch (kind) {
      // No NaN, no infinity, and no −0.
      case 'number':
        return `${number}&&${fits}?(${held}===0?0:${held}):${general}`;
      // That it is a date is all that can be asked at a glance.
      case 'date':
        return this.#parsed(held, FeelDate.parse, general);
      default:
        return `${fits}?${held}:${general}`;
    }
  }
}

/** Whether there are values of its kind that are none of it. */
function isConstrained(type: Type): boolean {
  for (let at = type; at.kind === 'defined'; at = at.base) if (at.constraints.length > 0) return true;
  return false;
}
