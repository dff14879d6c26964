import type { TypeExpression } from '../feel/ast.ts';
import type { FeelText, ItemDefinition } from '../model/model.ts';
import { ANY, builtInType, listOf, type Constraint, type DefinedType, type Type } from './type.ts';

interface CompileTypes {
  /** Makes unary tests ready for values of a type. */
  tests: (tests: FeelText, on: Type) => Constraint;
  /** Is told of a definition that names a type which nothing has: no value is of it. */
  unknown: (definition: ItemDefinition, typeRef: string) => void;
}

/** Which names were asked of whom on one way through models that may import each other. */
type Asked = Map<object, Set<string>>;

export function isAskedAgain(asked: Asked, whom: object, name: string): boolean {
  const names = asked.get(whom) ?? new Set();
  asked.set(whom, names);
  if (names.has(name)) return true;
  names.add(name);
  return false;
}

/** The item definitions of one model, and under `prefix.` those of imported ones. */
export class TypeTable {
  readonly #definitions = new Map<string, ItemDefinition>();
  readonly #types = new Map<string, DefinedType>();
  /** Several may have the same prefix, none. */
  readonly #imported: (readonly [prefix: string, table: TypeTable])[] = [];
  readonly #compile: CompileTypes;

  constructor(definitions: readonly ItemDefinition[], compile: CompileTypes) {
    for (const definition of definitions) this.#definitions.set(definition.name, definition);
    this.#compile = compile;
  }

  import(prefix: string, table: TypeTable): void {
    this.#imported.push([prefix, table]);
  }

  /** Names as FEEL may write them here, those of imported models with their prefixes. */
  names(): string[] {
    const imported = this.#imported.flatMap(([prefix, table]) =>
      [...table.#definitions.keys()].map((name) => (prefix === '' ? name : `${prefix}.${name}`)),
    );
    return [...this.#definitions.keys(), ...imported];
  }

  /** The type of a `typeRef`; undefined for a name that nothing has. */
  find(name: string): Type | undefined {
    return this.#find(name, new Map());
  }

  #find(name: string, seen: Asked): Type | undefined {
    if (isAskedAgain(seen, this, name)) return undefined;
    const definition = this.#definitions.get(name);
    if (definition) return this.#defined(definition);
    for (const [prefix, table] of this.#imported) {
      const found =
        prefix === ''
          ? table.#find(name, seen)
          : name.startsWith(`${prefix}.`) && table.#find(name.slice(prefix.length + 1), seen);
      if (found) return found;
    }
    return builtInType(name);
  }

  /** The allowed values that a definition lists, if it does. */
  allowedValuesOf(name: string): FeelText | undefined {
    return this.#allowedValuesOf(name, new Map());
  }

  #allowedValuesOf(name: string, seen: Asked): FeelText | undefined {
    if (isAskedAgain(seen, this, name)) return undefined;
    const own = this.#definitions.get(name);
    if (own) return own.allowedValues;
    for (const [prefix, table] of this.#imported) {
      const inner =
        prefix === '' ? name : name.startsWith(`${prefix}.`) ? name.slice(prefix.length + 1) : undefined;
      const found = inner === undefined ? undefined : table.#allowedValuesOf(inner, seen);
      if (found) return found;
    }
    return undefined;
  }

  /** The type that an expression of types stands for; undefined if it names one that nothing has. */
  resolve(expression: TypeExpression): Type | undefined {
    switch (expression.kind) {
      case 'named':
        return this.find(expression.name);
      case 'listType':
      case 'rangeType': {
        const of = this.resolve(expression.of);
        return of && { kind: expression.kind === 'listType' ? 'list' : 'range', of };
      }
      case 'contextType': {
        const members = new Map<string, Type>();
        for (const { key, type } of expression.entries) {
          const resolved = this.resolve(type);
          if (!resolved) return undefined;
          members.set(key, resolved);
        }
        return { kind: 'context', members };
      }
      case 'functionType': {
        const parameters = expression.parameters.map((parameter) => this.resolve(parameter));
        const result = this.resolve(expression.result);
        if (!result || parameters.includes(undefined)) return undefined;
        return { kind: 'function', parameters: parameters.map((type) => type ?? ANY), result };
      }
    }
  }

  #defined(definition: ItemDefinition): Type {
    const known = this.#types.get(definition.name);
    if (known) return known;
    const type: DefinedType = { kind: 'defined', name: definition.name, base: ANY, constraints: [] };
    this.#types.set(definition.name, type);
    this.#fill(type, definition);
    return type;
  }

  /** A definition may be met again within its own components; one that is only itself is any value. */
  #fill(type: DefinedType, definition: ItemDefinition): void {
    const { allowedValues, typeConstraint, isCollection, name } = definition;
    const item = this.#unconstrained(definition);
    const allowed = allowedValues ? [this.#compile.tests(allowedValues, item)] : [];
    const element: Type =
      isCollection && allowedValues ? { kind: 'defined', name, base: item, constraints: allowed } : item;
    type.base = isCollection ? listOf(element) : isCircular(type, element) ? ANY : element;
    const whole = typeConstraint ? [this.#compile.tests(typeConstraint, type.base)] : [];
    type.constraints = isCollection ? whole : [...allowed, ...whole];
  }

  #unconstrained(definition: ItemDefinition): Type {
    const { components, functionItem, typeRef } = definition;
    if (components.length > 0) {
      const members = new Map<string, Type>();
      for (const component of components) {
        const type: DefinedType = { kind: 'defined', name: component.name, base: ANY, constraints: [] };
        this.#fill(type, component);
        members.set(component.name, type.constraints.length > 0 ? type : type.base);
      }
      return { kind: 'context', members };
    }
    if (functionItem)
      return {
        kind: 'function',
        parameters: functionItem.parameters.map((parameter) => this.#named(definition, parameter.typeRef)),
        result: this.#named(definition, functionItem.resultType),
      };
    return this.#named(definition, typeRef);
  }

  #named(definition: ItemDefinition, typeRef = ''): Type {
    if (typeRef === '') return ANY;
    const found = this.find(typeRef);
    if (found) return found;
    this.#compile.unknown(definition, typeRef);
    return { kind: 'defined', name: typeRef, base: ANY, constraints: [NOTHING] };
  }
}

const NOTHING: Constraint = { holds: () => false, test: undefined };

function isCircular(type: DefinedType, base: Type): boolean {
  for (let at = base; at.kind === 'defined'; at = at.base) if (at === type) return true;
  return false;
}
