import { fromPlain } from '../plain.ts';
import type { Type } from '../types/type.ts';
import type { Value } from '../values/value.ts';

/**
 * By name; input data of an imported model by `import.name`, else `model.name` or `namespace.name`, and by its bare name
 * where no other input that the decision rests on has it. A Map holds FEEL values; a record holds plain ones, made FEEL
 * values by the types of the inputs. What is undefined is not given.
 */
export type Input = ReadonlyMap<string, Value> | Readonly<Record<string, unknown>>;

/** What is given under the first of these keys that something is given under; null if nothing is. */
export function readInput(input: Input, keys: readonly string[], type: Type | undefined): Value {
  for (const key of keys) {
    if (input instanceof Map) {
      const value = (input as ReadonlyMap<string, Value>).get(key);
      if (value !== undefined) return value;
    } else if (Object.hasOwn(input, key)) {
      const value = (input as Readonly<Record<string, unknown>>)[key];
      if (value !== undefined) return fromPlain(value, type);
    }
  }
  return null;
}
