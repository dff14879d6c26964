import { membersOf } from './bit-set.ts';

/** What an analysis may use; once it is used up, nothing more is claimed. */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get isUsedUp(): boolean {
    return this.#left < 0;
  }

  spend(steps: number): boolean {
    this.#left -= steps;
    return !this.isUsedUp;
  }
}

/** One dimension: for each of its segments the set of rules that hold there. `within`: the segments looked at. */
export interface Dimension {
  rules: readonly bigint[];
  within: bigint;
}

/** A box: a set of segments for each dimension. */
export type Box = readonly bigint[];

/** Segments of a dimension where the same rules hold. */
interface Class {
  rules: bigint;
  segments: bigint;
}

/** A decision diagram of what no rule covers. Equal parts are one node. */
type Node = 'covered' | 'open' | Branch;
interface Branch {
  id: number;
  dimension: number;
  edges: readonly { segments: bigint; to: Node }[];
}

/**
 * Finds what rules leave uncovered in the product of dimensions, without walking through the product: dimension by
 * dimension it keeps the set of rules that still hold, stops where one of them holds for all the rest or where none
 * is left, and looks only once at what the same rules leave.
 */
export class Coverage {
  readonly #dimensions: readonly (readonly Class[])[];
  /** Dimensions in the order looked at: first those where the fewest rules hold at once. */
  readonly #order: readonly number[];
  /** Rules that hold everywhere from this place in the order on. */
  readonly #holdsFrom: readonly bigint[];
  readonly #within: Box;
  readonly #budget: Budget;
  readonly #visited: Map<bigint, Node>[];
  readonly #branches = new Map<string, Branch>();

  constructor(dimensions: readonly Dimension[], budget: Budget) {
    this.#within = dimensions.map(({ within }) => within);
    this.#dimensions = dimensions.map(classesOf);
    this.#order = dimensions
      .map((_, index) => index)
      .toSorted((a, b) => breadthOf(this.#dimensions[a]) - breadthOf(this.#dimensions[b]));
    this.#holdsFrom = holdsFrom(this.#order.map((index) => this.#dimensions[index] ?? []));
    this.#visited = dimensions.map(() => new Map());
    this.#budget = budget;
  }

  /** Whether these rules together hold everywhere. False also when the budget is used up. */
  isWhole(rules: bigint): boolean {
    return this.#root(rules) === 'covered' && !this.#budget.isUsedUp;
  }

  /** Boxes, no two of which meet, that together are all that these rules leave uncovered; at most so many. */
  gaps(rules: bigint, atMost: number): Box[] {
    const boxes: Box[] = [];
    const collect = (node: Node, box: Box) => {
      if (node === 'covered' || boxes.length >= atMost) return;
      if (node === 'open') boxes.push(box);
      else for (const { segments, to } of node.edges) collect(to, box.with(node.dimension, segments));
    };
    collect(this.#root(rules), this.#within);
    return merged(boxes);
  }

  /** A product without points leaves nothing open. */
  #root(rules: bigint): Node {
    return this.#within.includes(0n) ? 'covered' : this.#look(0, rules);
  }

  #look(place: number, rules: bigint): Node {
    if ((rules & (this.#holdsFrom[place] ?? 0n)) !== 0n) return 'covered';
    const dimension = this.#order[place];
    if (dimension === undefined || rules === 0n) return 'open';
    const visited = this.#visited[dimension];
    const known = visited?.get(rules);
    if (known !== undefined) return known;
    const classes = this.#dimensions[dimension] ?? [];
    if (!this.#budget.spend(classes.length)) return 'covered';
    const targets = new Map<Node, bigint>();
    for (const { rules: here, segments } of classes) {
      const to = this.#look(place + 1, rules & here);
      targets.set(to, (targets.get(to) ?? 0n) | segments);
    }
    const node = this.#join(dimension, targets);
    visited?.set(rules, node);
    return node;
  }

  #join(dimension: number, targets: ReadonlyMap<Node, bigint>): Node {
    const [first] = targets.keys();
    if (targets.size <= 1) return first ?? 'covered';
    const edges = [...targets].map(([to, segments]) => ({ to, segments }));
    const key = `${dimension} ${edges
      .map(({ to, segments }) => `${typeof to === 'string' ? to : to.id}:${segments.toString(36)}`)
      .toSorted()
      .join(' ')}`;
    const known = this.#branches.get(key);
    if (known) return known;
    const branch = { id: this.#branches.size, dimension, edges };
    this.#branches.set(key, branch);
    return branch;
  }
}

function classesOf({ rules, within }: Dimension): Class[] {
  const classes = new Map<bigint, bigint[]>();
  for (const segment of membersOf(within)) {
    const here = rules[segment] ?? 0n;
    const segments = classes.get(here) ?? [];
    segments.push(1n << BigInt(segment));
    classes.set(here, segments);
  }
  return [...classes].map(([here, segments]) => ({
    rules: here,
    segments: segments.reduce((union, one) => union | one, 0n),
  }));
}

/** How many rules hold at once on average. */
function breadthOf(classes: readonly Class[] = []): number {
  const holding = classes.reduce((sum, { rules }) => sum + membersOf(rules).length, 0);
  return holding / Math.max(1, classes.length);
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
  const differing = a.flatMap((segments, index) => (segments === b[index] ? [] : [index]));
  const [index] = differing;
  if (index === undefined || differing.length > 1) return undefined;
  return a.with(index, (a[index] ?? 0n) | (b[index] ?? 0n));
}
