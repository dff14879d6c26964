import type { Budget } from './budget.ts';
import { membersOf, setFrom } from './bit-set.ts';

/**
 * One dimension: for each of its segments the set of rules that hold there. `within`: the segments looked at; `among`:
 * the rules that are.
 */
export interface Dimension {
  rules: readonly bigint[];
  within: bigint;
  among?: bigint;
}

/** A box: a set of segments for each dimension. */
export type Box = readonly bigint[];

/** Segments of a dimension where the same rules hold. */
interface Class {
  id: number;
  rules: bigint;
  indexes: number[];
}

/** A decision diagram of what no rule covers. Equal parts are one node. */
type Node = 'covered' | 'open' | Branch;
interface Branch {
  id: number;
  dimension: number;
  edges: readonly Edge[];
}
interface Edge {
  classes: readonly Class[];
  to: Node;
}

/**
 * Finds what rules leave uncovered in the product of dimensions, without walking through the product: dimension by
 * dimension it keeps the set of rules that still hold, stops where one of them holds for all the rest or where none
 * is left, and looks only once at what the same rules leave.
 */
export class Coverage {
  readonly #dimensions: readonly (readonly Class[])[];
  /** Dimensions in the order looked at: first those that are divided most. */
  readonly #order: readonly number[];
  /** Rules that hold everywhere from this place in the order on. */
  readonly #holdsFrom: readonly bigint[];
  readonly #within: Box;
  readonly #budget: Budget;
  /** Of one step: sets of many rules are dear. */
  readonly #cost: number;
  readonly #visited: Map<string, Node>[];
  readonly #known: Map<string, boolean>[];
  readonly #branches = new Map<string, Branch>();

  constructor(dimensions: readonly Dimension[], rules: number, budget: Budget) {
    this.#cost = 1 + (rules >> 9);
    this.#within = dimensions.map(({ within }) => within);
    this.#dimensions = dimensions.map(classesOf);
    this.#order = dimensions
      .map((_, index) => index)
      .toSorted((a, b) => (this.#dimensions[b]?.length ?? 0) - (this.#dimensions[a]?.length ?? 0));
    this.#holdsFrom = holdsFrom(this.#order.map((index) => this.#dimensions[index] ?? []));
    this.#visited = dimensions.map(() => new Map());
    this.#known = dimensions.map(() => new Map());
    this.#budget = budget;
  }

  /** Whether these rules together hold everywhere. False also when the budget is used up. */
  isWhole(rules: bigint): boolean {
    return this.#within.includes(0n) || this.#holds(0, rules);
  }

  /** As `#look`, but done with the first point that is open. */
  #holds(place: number, rules: bigint): boolean {
    if ((rules & (this.#holdsFrom[place] ?? 0n)) !== 0n) return true;
    const dimension = this.#order[place];
    if (dimension === undefined || rules === 0n) return false;
    const known = this.#known[dimension]?.get(keyOf(rules));
    if (known !== undefined) return known;
    const holds = (this.#dimensions[dimension] ?? []).every(
      ({ rules: here }) => this.#budget.spend(this.#cost) && this.#holds(place + 1, rules & here),
    );
    this.#known[dimension]?.set(keyOf(rules), holds);
    return holds;
  }

  /**
   * Boxes, no two of which meet, that together are all that these rules leave uncovered. `isCut`: only some of it, since
   * there are more than so many, or the budget is used up.
   */
  gaps(rules: bigint, atMost: number): { boxes: Box[]; isCut: boolean } {
    const boxes: Box[] = [];
    let isCut = false;
    const box = [...this.#within];
    const sets = new Map<Edge, bigint>();
    const setOfEdge = (edge: Edge): bigint => {
      const set = sets.get(edge) ?? setFrom(edge.classes.flatMap(({ indexes }) => indexes));
      sets.set(edge, set);
      return set;
    };
    const collect = (node: Node) => {
      if (node === 'covered' || isCut) return;
      if (node === 'open') {
        if (boxes.length < atMost) boxes.push([...box]);
        else isCut = true;
        return;
      }
      const { dimension, edges } = node;
      const before = box[dimension] ?? 0n;
      for (const edge of edges) {
        if (edge.to === 'covered' || isCut) continue;
        box[dimension] = setOfEdge(edge);
        collect(edge.to);
      }
      box[dimension] = before;
    };
    if (!this.#within.includes(0n)) collect(this.#look(0, rules));
    return { boxes: merged(boxes), isCut: isCut || this.#budget.isUsedUp };
  }

  #look(place: number, rules: bigint): Node {
    if ((rules & (this.#holdsFrom[place] ?? 0n)) !== 0n) return 'covered';
    const dimension = this.#order[place];
    if (dimension === undefined || rules === 0n) return 'open';
    const visited = this.#visited[dimension];
    const key = keyOf(rules);
    const known = visited?.get(key);
    if (known !== undefined) return known;
    const classes = this.#dimensions[dimension] ?? [];
    if (!this.#budget.spend(classes.length * this.#cost)) return 'covered';
    const targets = new Map<Node, Class[]>();
    for (const one of classes) {
      const to = this.#look(place + 1, rules & one.rules);
      const leading = targets.get(to);
      if (leading) leading.push(one);
      else targets.set(to, [one]);
    }
    const node = this.#join(dimension, targets);
    visited?.set(key, node);
    return node;
  }

  #join(dimension: number, targets: ReadonlyMap<Node, readonly Class[]>): Node {
    const [first] = targets.keys();
    if (targets.size <= 1) return first ?? 'covered';
    const edges = [...targets].map(([to, classes]) => ({ to, classes }));
    const key = `${dimension} ${edges
      .map(
        ({ to, classes }) => `${typeof to === 'string' ? to : to.id}:${classes.map(({ id }) => id).join()}`,
      )
      .join(' ')}`;
    const known = this.#branches.get(key);
    if (known) return known;
    const branch = { id: this.#branches.size, dimension, edges };
    this.#branches.set(key, branch);
    return branch;
  }
}

/** Maps tell whole numbers apart by their lowest 64 bits first, texts by all of them. */
const keyOf = (set: bigint): string => set.toString(32);

function classesOf({ rules, within, among = -1n }: Dimension): Class[] {
  const classes = new Map<string, Class>();
  for (const index of membersOf(within)) {
    const here = (rules[index] ?? 0n) & among;
    const key = keyOf(here);
    const known = classes.get(key);
    if (known) known.indexes.push(index);
    else classes.set(key, { id: classes.size, rules: here, indexes: [index] });
  }
  return [...classes.values()];
}

function holdsFrom(dimensions: readonly (readonly Class[])[]): bigint[] {
  const sets = [-1n];
  for (const classes of dimensions.toReversed()) {
    const everywhere = classes.reduce((all, { rules }) => all & rules, -1n);
    sets.unshift((sets[0] ?? -1n) & everywhere);
  }
  return sets;
}

/** Joins boxes that differ in one dimension only, until none do. */
function merged(boxes: readonly Box[]): Box[] {
  const kept: Box[] = [];
  for (const box of boxes) {
    let grown = box;
    for (let at = 0; at < kept.length; at += 1) {
      const joined = join(kept[at] ?? [], grown);
      if (!joined) continue;
      grown = joined;
      kept.splice(at, 1);
      at = -1;
    }
    kept.push(grown);
  }
  return kept;
}

function join(a: Box, b: Box): Box | undefined {
  const index = a.findIndex((segments, at) => segments !== b[at]);
  if (index === -1 || a.some((segments, at) => at > index && segments !== b[at])) return undefined;
  return a.with(index, (a[index] ?? 0n) | (b[index] ?? 0n));
}
