import { bareType, type FunctionType, type Type } from '../types/type.ts';

/**
 * Whether values of a type conform to another: `never`: none but null; `hollow`: none but such as hold nulls, nothing,
 * or more than their type tells; `possible`: what the types tell does not forbid it.
 */
export type Fit = 'never' | 'hollow' | 'possible';

type Compared = Map<Type, Set<Type>>;

/** Of values where one of a type is asked for: a list of one is its item, an item a list of one, a date its midnight. */
export function fitOf(type: Type, declared: Type): Fit {
  const fit = strictFit(type, declared);
  if (fit === 'possible') return fit;
  const [own, asked] = [bareType(type), bareType(declared)];
  if (own.kind === 'date' && asked.kind === 'date and time') return 'possible';
  if (own.kind === 'list' && asked.kind !== 'list') return strictFit(own.of, declared);
  return own.kind !== 'list' && asked.kind === 'list' ? strictFit(type, asked.of) : fit;
}

/** The same within lists and contexts, where nothing is made to conform. */
export function strictFit(type: Type, declared: Type, compared: Compared = new Map()): Fit {
  const [own, asked] = [bareType(type), bareType(declared)];
  if (own === asked || [own.kind, asked.kind].includes('any') || own.kind === 'null') return 'possible';
  // Item definitions may hold themselves: a pair that is met again decides nothing.
  const met = compared.get(own) ?? new Set<Type>();
  if (met.has(asked)) return 'possible';
  compared.set(own, met.add(asked));
  if ((own.kind === 'list' && asked.kind === 'list') || (own.kind === 'range' && asked.kind === 'range'))
    return strictFit(own.of, asked.of, compared) === 'possible' ? 'possible' : 'hollow';
  if (own.kind === 'context' && asked.kind === 'context') {
    const { members } = own;
    const isLacking = ([name, member]: readonly [string, Type]) => {
      const found = members.get(name);
      return !found || strictFit(found, member, compared) !== 'possible';
    };
    return members.size > 0 && [...asked.members].some(isLacking) ? 'hollow' : 'possible';
  }
  if (own.kind === 'function' && asked.kind === 'function') return functionFit(own, asked, compared);
  return own.kind === asked.kind ? 'possible' : 'never';
}

function functionFit(own: FunctionType, asked: FunctionType, compared: Compared): Fit {
  if (!own.parameters || !asked.parameters) return 'possible';
  if (own.parameters.length !== asked.parameters.length) return 'never';
  return strictFit(own.result, asked.result, compared) === 'possible' ? 'possible' : 'hollow';
}
