import type { KnownNames } from '../feel/parse-expression.ts';
import { Names, normalizeName } from '../feel/names.ts';
import type { ItemDefinition } from '../model/model.ts';
import type { Expression } from '../feel/ast.ts';
import { printExpression } from '../feel/print-expression.ts';
import { ANY, type Type } from '../types/type.ts';
import type { Domain } from './domain.ts';
import { partsOf } from './walk.ts';

/** What a name stands for where an expression stands. */
export interface Known {
  type: Type;
  /** The item definition that says what values are allowed. */
  definition: ItemDefinition | undefined;
  /** `unrequired`: an element of the model that the decision does not require. */
  origin: 'local' | 'builtIn' | 'required' | 'unrequired';
  /** Whether it may be null though no input is. */
  isNullable: boolean;
  /** Of what is input data itself, or a parameter: where that stands. */
  source?: string | undefined;
  /** Of what is made of data: of which (roots.ts). */
  roots?: readonly string[] | undefined;
  /** Which values of its type it has; undefined: not told. */
  domain?: Domain | undefined;
  /** Of an imported model: its elements. */
  members?: ReadonlyMap<string, Known>;
}

/** What is told of the values of an expression. */
export type Told = Omit<Known, 'origin'>;

export const told = (type: Type = ANY): Told => ({ type, definition: undefined, isNullable: false });

export const local = (type: Type = ANY): Known => ({ ...told(type), origin: 'local' });

/** Texts of expressions by what they are not. */
interface Guards {
  null: readonly string[];
  zero: readonly string[];
}
const NO_GUARDS: Guards = { null: [], zero: [] };

/** Names in sight, those of inner scopes before those of outer ones. */
export class Scope {
  readonly #own: ReadonlyMap<string, Known>;
  readonly #outer: Scope | undefined;
  readonly #names: Names;
  /** With those that are not required, which otherwise might be read into a text that means something else. */
  readonly #allNames: Names;
  readonly #fixed: Pick<KnownNames, 'members' | 'types'>;
  /** Whether there may be more names than are known: entries of contexts whose type is not known. */
  readonly isOpen: boolean;
  /** Texts of expressions that are not null, or not zero, as a condition has made sure of before. */
  readonly #guarded: Guards;

  constructor(
    own: Iterable<readonly [string, Known]>,
    within: Scope | Pick<KnownNames, 'members' | 'types'>,
    { isOpen = false, guarded = NO_GUARDS } = {},
  ) {
    this.#own = new Map([...own].map(([name, known]) => [normalizeName(name), known]));
    this.#outer = within instanceof Scope ? within : undefined;
    const required = [...this.#own].filter(([, { origin }]) => origin !== 'unrequired').map(([name]) => name);
    const outer = this.#outer;
    this.#names = new Names(required, outer && outer.#names);
    this.#allNames = new Names(this.#own.keys(), outer && outer.#allNames);
    this.#fixed = within instanceof Scope ? within.#fixed : within;
    this.isOpen = isOpen || (this.#outer?.isOpen ?? false);
    this.#guarded = guarded;
  }

  with(own: Iterable<readonly [string, Known]>): Scope {
    return new Scope(own, this);
  }

  opened(): Scope {
    return new Scope([], this, { isOpen: true });
  }

  /** Where this condition has been met, or not: what it looks at needs no warning. */
  guardedBy(condition: Expression): Scope {
    const textsIn = (expression: Expression): string[] => [
      printExpression(expression),
      ...partsOf(expression).flatMap(textsIn),
    ];
    const texts = textsIn(condition);
    return this.guarding({ null: texts, zero: texts });
  }

  /** Where these are neither. */
  guarding(guarded: Guards): Scope {
    return new Scope([], this, { guarded });
  }

  isGuarded(text: string, against: keyof Guards): boolean {
    return this.#guarded[against].includes(text) || (this.#outer?.isGuarded(text, against) ?? false);
  }

  find(name: string): Known | undefined {
    return this.#own.get(name) ?? this.#outer?.find(name);
  }

  /** What texts are read with; the second is for those that the first can't read. */
  get known(): readonly [KnownNames, KnownNames] {
    return [
      { variables: this.#names, ...this.#fixed },
      { variables: this.#allNames, ...this.#fixed },
    ];
  }
}
