import type { SchemaElement } from 'hyparquet';
import { TabularError } from './errors.ts';

/** How a leaf's levels are to be read: their maxima, 0 where there are none. */
export interface Levels {
  definition: number;
  repetition: number;
}

/** A top-level field of a Parquet file; one that nests otherwise than as a list of plain values has no `leaf`. */
export interface ParquetField {
  name: string;
  leaf?: {
    /** Among all leaves, as column chunks are ordered. */
    index: number;
    element: SchemaElement;
    levels: Levels;
    /** Of a list: the definition level from which it is there, though it may be empty. */
    list?: { there: number };
  };
}

interface Node {
  element: SchemaElement;
  children: Node[];
  /** Of a leaf: among all leaves. */
  index: number;
}

const MAX_DEPTH = 32;

function broken(): never {
  throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'schema' });
}

/** The tree behind the flat list, whose counts of children are not to be trusted. */
class SchemaReader {
  readonly #elements: readonly SchemaElement[];
  #at = 0;
  leaves = 0;

  constructor(elements: readonly SchemaElement[]) {
    this.#elements = elements;
  }

  read(depth = 0): Node {
    const element = this.#elements[this.#at++];
    if (element === undefined || depth > MAX_DEPTH) return broken();
    const count = element.num_children ?? 0;
    if (!(count >= 0 && count <= this.#elements.length - this.#at)) broken();
    if (count === 0 && depth > 0) {
      if (typeof element.type !== 'string') broken();
      return { element, children: [], index: this.leaves++ };
    }
    const children = Array.from({ length: count }, () => this.read(depth + 1));
    return { element, children, index: -1 };
  }

  get atEnd(): boolean {
    return this.#at === this.#elements.length;
  }
}

/** Top-level fields in order, and how many leaves there are. @throws TabularError TABULAR_PARQUET_BROKEN */
export function readSchema(elements: readonly SchemaElement[]): { fields: ParquetField[]; leaves: number } {
  const reader = new SchemaReader(elements);
  const root = reader.read();
  if (!reader.atEnd) broken();
  return { fields: root.children.map(fieldOf), leaves: reader.leaves };
}

const isOptional = ({ element }: Node): number => (element.repetition_type === 'OPTIONAL' ? 1 : 0);
const isRepeated = ({ element }: Node): boolean => element.repetition_type === 'REPEATED';
const isLeaf = ({ children }: Node): boolean => children.length === 0;

function fieldOf(node: Node): ParquetField {
  const { name } = node.element;
  if (!isLeaf(node)) return listOf(node) ?? { name };
  const { element, index } = node;
  if (isRepeated(node))
    return { name, leaf: { index, element, levels: { definition: 1, repetition: 1 }, list: { there: 0 } } };
  return { name, leaf: { index, element, levels: { definition: isOptional(node), repetition: 0 } } };
}

/** A group that holds one repeated value, or one repeated group of one plain value: both ways of writing a list. */
function listOf(node: Node): ParquetField | undefined {
  const [repeated, more] = node.children;
  if (repeated === undefined || more !== undefined || !isRepeated(repeated) || isRepeated(node))
    return undefined;
  const [inner, others] = repeated.children;
  const item = isLeaf(repeated) ? repeated : inner;
  if (item === undefined || others !== undefined || !isLeaf(item)) return undefined;
  if (item !== repeated && isRepeated(item)) return undefined;
  const there = isOptional(node);
  const definition = there + 1 + (item === repeated ? 0 : isOptional(item));
  const { element, index } = item;
  return {
    name: node.element.name,
    leaf: { index, element, levels: { definition, repetition: 1 }, list: { there } },
  };
}
