import { DecisionError } from '../decision-error.ts';
import type { UnaryTests } from '../feel/ast.ts';
import { Names } from '../feel/names.ts';
import { parseUnaryTests } from '../feel/parse-expression.ts';
import type { FeelText, ItemDefinition, Model } from '../model/model.ts';
import { isAskedAgain, TypeTable } from '../types/resolve-types.ts';
import type { Constraint, Type } from '../types/type.ts';
import type { Value } from '../values/value.ts';
import { attempt } from './attempt.ts';
import { boundsOfTests, type Bounds } from './bounds.ts';
import { kindOf, QUIET } from './constant.ts';
import { matchSegment } from './match-segment.ts';

/** What constraints say, as far as it can be read without names. */
const read = new WeakMap<Constraint, () => UnaryTests | undefined>();

/** Holds unless a value is not allowed for sure. */
function constraintOf(text: string): Constraint {
  let known: { tests: UnaryTests | undefined } | undefined;
  const tests = () => (known ??= { tests: readAlone(text) }).tests;
  const holds = (value: Value): boolean => {
    const those = kindOf(value) && tests();
    return !those || matchSegment(those, { kind: 'point', value }) !== false;
  };
  const constraint: Constraint = { holds, test: undefined };
  read.set(constraint, tests);
  return constraint;
}

function readAlone(text: string): UnaryTests | undefined {
  const none = new Names();
  const tests = attempt(() => parseUnaryTests(text, { variables: none, members: none, types: none }));
  return tests instanceof DecisionError ? undefined : tests;
}

/** The tests of a type that this value does not meet. */
export function brokenBy(value: Value, type: Type): UnaryTests | undefined {
  if (type.kind === 'list') return brokenBy(value, type.of);
  if (type.kind !== 'defined') return undefined;
  const broken = type.constraints.find(({ holds }) => !holds(value, QUIET));
  return broken ? read.get(broken)?.() : brokenBy(value, type.base);
}

/** With the definitions that it stands among, which know what its names mean. */
interface Located {
  definition: ItemDefinition;
  home: Definitions;
}

/** What values a definition allows, and between which numbers they lie. */
interface Allowed {
  tests: readonly UnaryTests[];
  bounds: Bounds | undefined;
}

/** Whether it may be nothing but another one. */
const isAnother = ({ isCollection, components, functionItem }: ItemDefinition): boolean =>
  !isCollection && components.length === 0 && !functionItem;

/** Item definitions of a model and of those that it imports, by the names that it knows them by. */
export class Definitions {
  readonly types: TypeTable;
  readonly #own: ReadonlyMap<string, ItemDefinition>;
  /** Allowed values that name nothing but texts and numbers, as read for values of a type. */
  readonly listed = new Map<
    FeelText,
    readonly { type: Type; definition: ItemDefinition | undefined; tests: UnaryTests }[]
  >();
  readonly #allowed = new Map<ItemDefinition | undefined, Allowed>();
  readonly #imported: (readonly [prefix: string, definitions: Definitions])[] = [];

  constructor({ itemDefinitions }: Model) {
    this.types = new TypeTable(itemDefinitions, {
      tests: ({ text }) => constraintOf(text),
      unknown: () => undefined,
    });
    this.#own = new Map(itemDefinitions.map((definition) => [definition.name, definition]));
  }

  import(prefix: string, imported: Definitions): void {
    this.types.import(prefix, imported.types);
    this.#imported.push([prefix, imported]);
  }

  find(typeRef: string | undefined): ItemDefinition | undefined {
    return this.#located(typeRef)?.definition;
  }

  /** `asked`: of whom what was asked already, as models may import each other. */
  #located(typeRef: string | undefined, asked = new Map<object, Set<string>>()): Located | undefined {
    if (typeRef === undefined || isAskedAgain(asked, this, typeRef)) return undefined;
    const own = this.#own.get(typeRef);
    if (own) return { definition: own, home: this };
    for (const [prefix, imported] of this.#imported) {
      const found =
        prefix === ''
          ? imported.#located(typeRef, asked)
          : typeRef.startsWith(`${prefix}.`) && imported.#located(typeRef.slice(prefix.length + 1), asked);
      if (found) return found;
    }
    return undefined;
  }

  /** The component of this name, of a definition or of what it is defined as. */
  component(definition: ItemDefinition | undefined, name: string): ItemDefinition | undefined {
    return this.#line(definition)
      .flatMap(({ components }) => components)
      .find((component) => component.name === name);
  }

  /** Unary tests that values meet: those of a definition and of what it is defined as. Those of items are left out. */
  allowedValues(definition: ItemDefinition | undefined): FeelText[] {
    return this.#line(definition).flatMap(({ allowedValues, typeConstraint, isCollection }) =>
      isCollection ? [] : [allowedValues, typeConstraint].filter((text) => text !== undefined),
    );
  }

  /** The same as tests, read without names; texts that can't be are reported where they are checked. */
  allowed(definition: ItemDefinition | undefined): Allowed {
    const known = this.#allowed.get(definition);
    if (known) return known;
    const tests = this.allowedValues(definition).flatMap(({ text }) => readAlone(text) ?? []);
    const bounds = tests.map(boundsOfTests).find((of) => of !== undefined);
    this.#allowed.set(definition, { tests, bounds });
    return { tests, bounds };
  }

  /** Definitions that are each other and nothing else, from this one back to it; undefined if it is in no circle. */
  circle(definition: ItemDefinition): ItemDefinition[] | undefined {
    const line: ItemDefinition[] = [];
    let at: Located | undefined = { definition, home: this };
    while (at && isAnother(at.definition) && !line.includes(at.definition)) {
      line.push(at.definition);
      at = at.home.#located(at.definition.typeRef);
    }
    return line.length > 0 && at?.definition === definition ? [...line, definition] : undefined;
  }

  /** A definition, what it is defined as, and so on; each once. */
  #line(definition: ItemDefinition | undefined): ItemDefinition[] {
    const line: ItemDefinition[] = [];
    for (let at = definition; at && !line.includes(at); at = this.find(at.typeRef)) line.push(at);
    return line;
  }
}
