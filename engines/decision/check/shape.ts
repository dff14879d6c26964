import { coerced } from '../types/conformance.ts';
import { ANY, bareType, listOf, NULL, type Type } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import { kindOf, QUIET, typeOfKind } from './constant.ts';
import type { FindingPlace } from './finding.ts';
import { fitOf, strictFit } from './fit.ts';
import { join } from './infer.ts';

type Where = Partial<FindingPlace>;

/** What a result is made of, as far as it is written out, with the places of its parts. */
export type Shape =
  | { kind: 'value'; value: Value; where: Where }
  | { kind: 'type'; type: Type; where: Where }
  | { kind: 'list'; items: readonly Shape[]; where: Where }
  | { kind: 'context'; entries: ReadonlyMap<string, Shape>; where: Where }
  /** One of these. */
  | { kind: 'either'; of: readonly Shape[] }
  /** A list of what those rules of a table give that are hit. */
  | { kind: 'hits'; of: Shape; areSeveral: boolean; where: Where };

/** A part that does not conform to what is asked for there. */
export interface Misfit {
  kind: 'value' | 'type' | 'part' | 'hits';
  shape: Exclude<Shape, { kind: 'either' }>;
  declared: Type;
}

/** So many parts of one result are told, and so many outputs of one table. */
export const MOST_TOLD = 100;

/**
 * Parts by which a result is none of a type: `value`, `type` for sure; `part` unless it is null, holds nulls or
 * nothing, or has more than its type tells; `hits` where several rules are hit.
 */
export function* misfits(shape: Shape, declared: Type, isWithin = false): Generator<Misfit> {
  const asked = bareType(declared);
  if (asked.kind === 'any') return;
  switch (shape.kind) {
    case 'either':
      for (const one of shape.of) yield* misfits(one, declared, isWithin);
      return;
    case 'value':
      if (!conforms(shape.value, declared, isWithin)) yield { kind: 'value', shape, declared };
      return;
    case 'type': {
      const fit = isWithin ? strictFit(shape.type, declared) : fitOf(shape.type, declared);
      if (fit !== 'possible') yield { kind: fit === 'never' && !isWithin ? 'type' : 'part', shape, declared };
      return;
    }
    case 'context':
      if (asked.kind === 'list' && !isWithin) yield* misfits(shape, asked.of, true);
      else yield* misfitsOfContext(shape, declared);
      return;
    default:
      if (asked.kind === 'list') for (const item of itemsOf(shape)) yield* misfits(item, asked.of, true);
      else yield* misfitsOfSeveral(shape, declared, isWithin);
  }
}

type Listed = Extract<Shape, { kind: 'list' | 'hits' }>;

const itemsOf = (shape: Listed): readonly Shape[] => (shape.kind === 'list' ? shape.items : [shape.of]);

const conforms = (value: Value, type: Type, isWithin: boolean): boolean => {
  const fit = coerced(value, type, QUIET);
  return isWithin ? fit === value : fit !== undefined;
};

function* misfitsOfContext(shape: Extract<Shape, { kind: 'context' }>, declared: Type): Generator<Misfit> {
  const asked = bareType(declared);
  const members = asked.kind === 'context' ? [...asked.members] : [];
  if (asked.kind !== 'context' || members.some(([name]) => !shape.entries.has(name))) {
    yield { kind: 'type', shape, declared };
    return;
  }
  for (const [name, member] of members) {
    const entry = shape.entries.get(name);
    if (entry) yield* misfits(entry, member, true);
  }
}

/** A list where none is asked for: of one item it is that. */
function* misfitsOfSeveral(shape: Listed, declared: Type, isWithin: boolean): Generator<Misfit> {
  const items = itemsOf(shape);
  const isOne = shape.kind === 'hits' ? !shape.areSeveral : items.length === 1;
  if (isWithin || !isOne) {
    yield { kind: 'type', shape, declared };
    return;
  }
  const found = items.flatMap((item) => [...misfits(item, declared, true)]);
  if (shape.kind === 'hits') yield { kind: 'hits', shape, declared };
  yield* found;
}

/** The type that its parts have together. */
export function typeOfShape(shape: Shape): Type {
  switch (shape.kind) {
    case 'value': {
      const kind = kindOf(shape.value);
      return kind ? typeOfKind(kind) : shape.value === null ? NULL : ANY;
    }
    case 'type':
      return shape.type;
    case 'list':
      return listOf(shape.items.map(typeOfShape).reduce(join, NULL));
    case 'context':
      return {
        kind: 'context',
        members: new Map([...shape.entries].map(([name, entry]) => [name, typeOfShape(entry)])),
      };
    case 'either':
      return shape.of.map(typeOfShape).reduce(join, NULL);
    case 'hits':
      return listOf(typeOfShape(shape.of));
  }
}
