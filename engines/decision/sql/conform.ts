import type { Test } from '../compile/ir.ts';
import { bareType, typeToText, type Type } from '../types/type.ts';
import {
  FALSE_SQL,
  joinScalars,
  joinTexts,
  LONGEST,
  madeOf,
  NULL_SQL,
  Refusal,
  scalarOf,
  type Kind,
  type Scalar,
  type SqlValue,
} from './value.ts';

const KINDS: ReadonlyMap<Type['kind'], Kind> = new Map<Type['kind'], Kind>([
  ['number', 'number'],
  ['string', 'string'],
  ['boolean', 'boolean'],
  ['date', 'date'],
  ['date and time', 'moment'],
  ['days and time duration', 'days'],
  ['years and months duration', 'months'],
]);

/** What values of a type are in SQL; undefined for those without a counterpart. */
export const kindOfType = (type: Type): Kind | undefined => KINDS.get(bareType(type).kind);

type WriteTest = (test: Test, value: SqlValue) => Scalar;

/**
 * What must hold for a value to conform to a type; null conforms to each.
 * @throws Refusal COERCION_UNSUPPORTED for a value of another kind
 */
export function conditionsOf(write: WriteTest, value: SqlValue, type: Type): Scalar[] {
  const bare = bareType(type);
  if (value.form === 'refused') throw new Refusal();
  if (bare.kind === 'any' || (value.form === 'scalar' && value.kind === 'null')) return [];
  if (value.form === 'context' && bare.kind === 'context') {
    const ofMembers = [...bare.members].flatMap(([name, of]) => {
      const member = value.members.get(name);
      return member ? conditionsOf(write, member, of) : [FALSE_SQL];
    });
    return [...ofMembers, ...constraints(write, value, type)];
  }
  if (value.form === 'quotient' && bare.kind === 'number') return constraints(write, value, type);
  const isFit =
    value.form === 'array'
      ? bare.kind === 'list' && bare.of.kind !== 'defined' && kindOfType(bare.of) === value.of.kind
      : value.form === 'scalar' && kindOfType(bare) === value.kind;
  if (!isFit) throw new Refusal('COERCION_UNSUPPORTED', { type: typeToText(type) });
  const found = constraints(write, value, type);
  if (value.form !== 'scalar' || !value.nullable) return found;
  return found.map((one) => ({ ...one, text: `(${value.text} is null or ${one.text})` }));
}

function constraints(write: WriteTest, value: SqlValue, type: Type): Scalar[] {
  const found: Scalar[] = [];
  for (let at = type; at.kind === 'defined'; at = at.base)
    for (const { test } of at.constraints) {
      if (!test) throw new Refusal('NOT_COMPILED', { code: 'FEEL_SYNTAX' });
      found.push(write(test, value));
    }
  return found;
}

/** The value where all conditions hold, else null; of a context each member. */
export function orNull(value: SqlValue, conditions: readonly Scalar[]): SqlValue {
  if (conditions.length === 0) return value;
  const condition = joinScalars(conditions, ' and ');
  const chosen = (text: string) => joinTexts([`(case when ${condition} then `, text, ' end)'], '');
  switch (value.form) {
    case 'context': {
      if (condition.length * value.members.size > LONGEST)
        throw new Refusal('SQL_TOO_LARGE', { limit: LONGEST });
      const members = [...value.members].map(([name, member]) => [name, orNull(member, conditions)] as const);
      return { ...value, members: new Map(members) };
    }
    case 'array':
      return {
        ...value,
        text: chosen(value.text),
        depth: Math.max(value.depth, madeOf(conditions).depth),
      };
    default: {
      const { constant: _, ...of } = scalarOf(value);
      if (of.kind === 'null') return NULL_SQL;
      return { ...of, text: chosen(of.text), nullable: true, depth: madeOf([of, ...conditions]).depth };
    }
  }
}
