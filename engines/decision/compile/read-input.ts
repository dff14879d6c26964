import { fromPlain } from '../plain.ts';
import type { Type } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import type { Element } from './link.ts';

/** By name. A Map holds FEEL values; a record holds plain ones, made FEEL values by the types of the inputs. */
export type Input = ReadonlyMap<string, Value> | Readonly<Record<string, unknown>>;

/** The names under which a value may be given; the first that is there counts. */
export const keysOf = ({ name, home }: Element): readonly string[] => [name, `${home.model.name}.${name}`];

/** What is given under one of these names; null if nothing is. What is undefined is not given. */
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
