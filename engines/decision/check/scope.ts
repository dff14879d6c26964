import type { KnownNames } from '../feel/parse-expression.ts';
import { Names, normalizeName } from '../feel/names.ts';
import type { ItemDefinition } from '../model/model.ts';
import type { Expression } from '../feel/ast.ts';
import { ANY, bareType, type Type } from '../types/type.ts';
import type { Bounds } from './bounds.ts';
import type { Domain } from './domain.ts';
import type { FindingPlace } from './finding.ts';
import { guardOf, namesIn, textOf, type Guard, type Risk } from './guard.ts';
import { itemOf } from './infer.ts';
import type { Shape } from './shape.ts';

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
  /** Of numbers, where that is told. */
  bounds?: Bounds | undefined;
  /** Of a list that is written out: the types of its items. */
  items?: readonly Type[];
  /** Of what is written out: its parts. */
  shape?: Shape | undefined;
  /** Of a function of the model: what is told of its body. */
  gives?: Told;
  /** Of an imported model: its elements. */
  members?: ReadonlyMap<string, Known>;
}

/** What is told of the values of an expression. */
export type Told = Omit<Known, 'origin'>;

/** What is told of it, at a place: by its parts where these are written out. */
export const shapeOf = ({ shape, type }: Told, where: Partial<FindingPlace>): Shape =>
  shape ?? { kind: 'type', type, where };

export const told = (type: Type = ANY): Told => ({ type, definition: undefined, isNullable: false });

export const local = (type: Type = ANY): Known => ({ ...told(type), origin: 'local' });

interface Kind {
  /** Of the items of a filter: their members hide no functions. */
  isOfItem?: boolean;
  /** Whether items may have more members than are known. */
  isOpen?: boolean;
  guard?: Guard;
}

/** What it stands for unless a member of an item has its name. */
const uncertain = ({ source, roots, members, origin }: Known): Known => ({
  ...local(),
  source,
  roots,
  ...(members && { members }),
  origin: origin === 'required' ? 'required' : 'local',
});

/** Names in sight, those of inner scopes before those of outer ones. */
export class Scope {
  readonly #own: Map<string, Known>;
  readonly #outer: Scope | undefined;
  readonly #names: Names;
  /** With those that are not required, which otherwise might be read into a text that means something else. */
  readonly #allNames: Names;
  readonly #fixed: Pick<KnownNames, 'members' | 'types'>;
  readonly #kind: Kind;

  constructor(
    own: Iterable<readonly [string, Known]>,
    within: Scope | Pick<KnownNames, 'members' | 'types'>,
    kind: Kind = {},
  ) {
    this.#own = new Map([...own].map(([name, known]) => [normalizeName(name), known]));
    this.#outer = within instanceof Scope ? within : undefined;
    const required = [...this.#own].filter(([, { origin }]) => origin !== 'unrequired').map(([name]) => name);
    const outer = this.#outer;
    this.#names = new Names(required, outer && outer.#names);
    this.#allNames = new Names(this.#own.keys(), outer && outer.#allNames);
    this.#fixed = within instanceof Scope ? within.#fixed : within;
    this.#kind = kind;
  }

  with(own: Iterable<readonly [string, Known]>): Scope {
    return new Scope(own, this);
  }

  /** One more name, for what is read from now on; for scopes that grow entry by entry. */
  add(name: string, known: Known): void {
    this.#own.set(normalizeName(name), known);
    this.#names.add(name);
    this.#allNames.add(name);
  }

  /** In sight of an item of a list and its members. */
  ofItem(list: Type): Scope {
    const item = itemOf(list);
    const bare = bareType(item);
    const members = bare.kind === 'context' ? [...bare.members] : [];
    const isOpen = bare.kind === 'context' ? members.length === 0 : ['any', 'null'].includes(bare.kind);
    const own = [['item', item] as const, ...members].map(([name, type]) => [name, local(type)] as const);
    return new Scope(own, this, { isOfItem: true, isOpen });
  }

  /** Where this condition is true, or is not. */
  guardedBy(condition: Expression, isTrue: boolean): Scope {
    return this.guarding(guardOf(condition, isTrue));
  }

  guarding(guard: Guard): Scope {
    return new Scope([], this, { guard });
  }

  /** Whether an expression can't be of this value here. */
  isGuarded(expression: Expression, risk: Risk): boolean {
    const text = textOf(expression);
    return text !== undefined && this.#rulesOut(text, risk, namesIn(expression));
  }

  #rulesOut(text: string, risk: Risk, names: readonly string[]): boolean {
    if (this.#kind.guard?.(text, risk)) return true;
    // Beyond it the name means something else.
    if (names.some((name) => this.#own.has(name))) return false;
    const outer = this.#outer;
    return outer !== undefined && outer.#rulesOut(text, risk, names);
  }

  /** Whether there may be more names than are known: members of items whose type is not known. */
  get isOpen(): boolean {
    return this.#kind.isOpen === true || (this.#outer?.isOpen ?? false);
  }

  find(name: string): Known | undefined {
    const own = this.#own.get(name);
    if (own) return own;
    const outer = this.#outer?.find(name);
    return outer && this.#kind.isOpen ? uncertain(outer) : outer;
  }

  /** What is called by a name. */
  findFunction(name: string): Known | undefined {
    const own = this.#kind.isOfItem ? undefined : this.#own.get(name);
    return own ?? this.#outer?.findFunction(name);
  }

  /** What texts are read with; the second is for those that the first can't read. */
  get known(): readonly [KnownNames, KnownNames] {
    return [
      { variables: this.#names, ...this.#fixed },
      { variables: this.#allNames, ...this.#fixed },
    ];
  }
}
