import { Names, type NameSource } from '../feel/names.ts';
import { ANY, bareType, NULL, type Type } from '../types/type.ts';
import type { Ir } from './ir.ts';

/** What a name stands for. A namespace is an imported model; it has no value of its own. */
export type Binding =
  { kind: 'value'; ir: Ir } | { kind: 'namespace'; members: ReadonlyMap<string, Binding> };

export const NULL_IR: Ir = { op: 'constant', value: null, type: NULL };

/** Names in sight at some place, over those of an outer scope. */
export class Scope {
  readonly names: NameSource;
  readonly #outer: Scope | undefined;
  readonly #bindings: Map<string, Binding>;
  readonly #own: Names;
  /** Of a filter: the slot of the item, whose members are in sight by their names. */
  readonly #item: { slot: number; type: Type } | undefined;

  constructor(
    outer?: Scope,
    bindings: Iterable<readonly [string, Binding]> = [],
    item?: { slot: number; type: Type },
  ) {
    this.#outer = outer;
    this.#bindings = new Map(bindings);
    this.#item = item;
    this.#own = new Names([...this.#bindings.keys(), ...(item ? ['item'] : [])], outer?.names);
    this.names = this.#own;
  }

  /** A scope within this one, with one more name for a slot. */
  with(name: string, slot: number, type: Type): Scope {
    return new Scope(this, [[name, { kind: 'value', ir: { op: 'slot', slot, type } }]]);
  }

  /** One more name for a slot, for what is lowered from now on; for scopes that grow entry by entry. */
  add(name: string, slot: number, type: Type): void {
    this.#bindings.set(name, { kind: 'value', ir: { op: 'slot', slot, type } });
    this.#own.add(name);
  }

  /** A scope within this one, in sight of an item and its members. */
  ofItem(slot: number, type: Type): Scope {
    return new Scope(this, [], { slot, type });
  }

  /** What a name stands for; undefined if nothing has it. */
  find(name: string): Binding | undefined {
    const own = this.#bindings.get(name);
    if (own) return own;
    const outer = this.#outer?.find(name);
    if (!this.#item) return outer;
    return this.#memberOrOuter(this.#item, name, outer);
  }

  #memberOrOuter(
    item: { slot: number; type: Type },
    name: string,
    outer: Binding | undefined,
  ): Binding | undefined {
    if (outer?.kind === 'namespace') return outer;
    const bare = bareType(item.type);
    const own: Ir | undefined = name === 'item' ? { op: 'slot', ...item } : outer?.ir;
    const type = (bare.kind === 'context' ? bare.members.get(name) : undefined) ?? ANY;
    return { kind: 'value', ir: { op: 'member', slot: item.slot, name, otherwise: own ?? NULL_IR, type } };
  }

  /** A function by its name, which no member of an item hides. */
  findFunction(name: string): Binding | undefined {
    if (!this.#item) return this.#bindings.get(name) ?? this.#outer?.findFunction(name);
    return this.#outer?.findFunction(name);
  }
}
