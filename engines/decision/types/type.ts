import type { Test } from '../compile/ir.ts';
import type { Run, Value } from '../values/value.ts';

export type SimpleKind =
  | 'number'
  | 'string'
  | 'boolean'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration';

/** The types of FEEL (DMN 1.5, clause 10.3.2.9) and the item definitions made of them. null conforms to each. */
export type Type =
  | { kind: 'any' }
  | { kind: 'null' }
  | { kind: SimpleKind }
  | { kind: 'list'; of: Type }
  | { kind: 'range'; of: Type }
  | { kind: 'context'; members: ReadonlyMap<string, Type> }
  | FunctionType
  | DefinedType;

export interface FunctionType {
  kind: 'function';
  /** Undefined: of any function. */
  parameters: readonly Type[] | undefined;
  /** By which its parameters are called, where it is known which function it is. */
  names?: readonly string[];
  result: Type;
}

/** An item definition. It may refer to itself within lists and contexts. */
export interface DefinedType {
  kind: 'defined';
  name: string;
  base: Type;
  /** All must hold for a value that conforms to `base`. */
  constraints: readonly Constraint[];
}

/** Unary tests of an item definition. */
export interface Constraint {
  holds: (value: Value, run: Run) => boolean;
  /** As back ends know them; undefined for tests that can't be read, which allow nothing. */
  test: Test | undefined;
}

export const ANY: Type = { kind: 'any' };
export const NULL: Type = { kind: 'null' };
export const NUMBER: Type = { kind: 'number' };
export const STRING: Type = { kind: 'string' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const DATE: Type = { kind: 'date' };

/** Of a function of a model. */
export const functionType = (
  parameters: readonly { name: string; type: Type }[],
  result: Type,
): FunctionType => ({
  kind: 'function',
  parameters: parameters.map(({ type }) => type),
  names: parameters.map(({ name }) => name),
  result,
});

/** What a function gives that is declared to be of this type, be it the function's or its result's. */
export function resultOf(declared: Type): Type {
  const bare = bareType(declared);
  return bare.kind === 'function' ? bare.result : declared;
}

export const ANY_FUNCTION: FunctionType = { kind: 'function', parameters: undefined, result: ANY };

export const listOf = (of: Type): Type => ({ kind: 'list', of });

/** What an item definition stands for, its constraints left out. */
export function bareType(type: Type): Exclude<Type, DefinedType> {
  let bare = type;
  while (bare.kind === 'defined') bare = bare.base;
  return bare;
}

const SIMPLE: readonly SimpleKind[] = [
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
];

/** Built-in types by the names that DMN has had for them. */
const BUILT_IN: ReadonlyMap<string, Type> = new Map<string, Type>([
  ...SIMPLE.map((kind) => [kind, { kind }] as const),
  ['Any', ANY],
  ['Null', NULL],
  ['dateTime', { kind: 'date and time' }],
  ['date time', { kind: 'date and time' }],
  ['dayTimeDuration', { kind: 'days and time duration' }],
  ['day time duration', { kind: 'days and time duration' }],
  ['yearMonthDuration', { kind: 'years and months duration' }],
  ['year month duration', { kind: 'years and months duration' }],
  ['list', listOf(ANY)],
  ['range', { kind: 'range', of: ANY }],
  ['context', { kind: 'context', members: new Map() }],
  ['function', ANY_FUNCTION],
]);

/** A built-in type by name, with or without the `feel.` of older models. */
export function builtInType(name: string): Type | undefined {
  return BUILT_IN.get(name) ?? (/^feel[.:]/.test(name) ? BUILT_IN.get(name.slice(5)) : undefined);
}

/** So much of a type is told; one may stand in another many times over. */
const MOST_CHARACTERS = 1000;

/** As FEEL writes it, cut where it is long. */
export function typeToText(type: Type): string {
  let text = '';
  for (const piece of piecesOf(type)) {
    text += piece;
    if (text.length > MOST_CHARACTERS) return `${text.slice(0, MOST_CHARACTERS)}…`;
  }
  return text;
}

function* piecesOf(type: Type): Generator<string> {
  switch (type.kind) {
    case 'any':
      return yield 'Any';
    case 'null':
      return yield 'Null';
    case 'list':
    case 'range':
      yield `${type.kind}<`;
      yield* piecesOf(type.of);
      return yield '>';
    case 'context': {
      if (type.members.size === 0) return yield 'context';
      let before = 'context<';
      for (const [name, of] of type.members) {
        yield `${before}${name}: `;
        yield* piecesOf(of);
        before = ', ';
      }
      return yield '>';
    }
    case 'function': {
      if (!type.parameters) return yield 'function';
      let before = 'function<';
      for (const parameter of type.parameters) {
        yield before;
        yield* piecesOf(parameter);
        before = ', ';
      }
      yield type.parameters.length === 0 ? 'function<> -> ' : '> -> ';
      return yield* piecesOf(type.result);
    }
    case 'defined':
      return yield type.name;
    default:
      return yield type.kind;
  }
}
