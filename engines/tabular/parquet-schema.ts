import type { SchemaElement } from 'hyparquet';
import { TabularError } from './errors.ts';

/** How a leaf's levels are to be read: their maxima, 0 where there are none. */
export interface Levels {
  definition: number;
  repetition: number;
}

/** A node of the schema with its levels; the fields of a file are those below its root. */
export interface ParquetNode {
  element: SchemaElement;
  repeats: 'required' | 'optional' | 'repeated';
  /** The levels from which it is there. */
  definition: number;
  repetition: number;
  children: ParquetNode[];
  /** Those at or below it, in order. */
  leaves: ParquetNode[];
  /** Of a leaf: among all leaves, as column chunks are ordered; else -1. */
  index: number;
  /** Its one repeated child holds names and values. */
  isMap: boolean;
}

const MAX_DEPTH = 32;

function broken(): never {
  throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'schema' });
}

/** The tree behind the flat list, whose counts of children are not to be trusted. */
class SchemaReader {
  readonly #elements: readonly SchemaElement[];
  #at = 0;
  #leaves = 0;

  constructor(elements: readonly SchemaElement[]) {
    this.#elements = elements;
  }

  read(above: Levels = { definition: 0, repetition: 0 }, depth = 0): ParquetNode {
    const element = this.#elements[this.#at++];
    if (element === undefined || depth > MAX_DEPTH) return broken();
    const count = element.num_children ?? 0;
    if (!(count >= 0 && count <= this.#elements.length - this.#at)) broken();
    const isLeaf = count === 0 && depth > 0;
    if (isLeaf && typeof element.type !== 'string') broken();
    const repeats = depth === 0 ? 'required' : repetitionOf(element);
    const levels = {
      definition: above.definition + (repeats === 'required' ? 0 : 1),
      repetition: above.repetition + (repeats === 'repeated' ? 1 : 0),
    };
    const index = isLeaf ? this.#leaves++ : -1;
    const children = Array.from({ length: count }, () => this.read(levels, depth + 1));
    const node: ParquetNode = {
      element,
      repeats,
      ...levels,
      children,
      leaves: [],
      index,
      isMap: isMap(element),
    };
    node.leaves = isLeaf ? [node] : children.flatMap(({ leaves }) => leaves);
    return node;
  }

  get atEnd(): boolean {
    return this.#at === this.#elements.length;
  }
}

/** Top-level fields in order. @throws TabularError TABULAR_PARQUET_BROKEN */
export function readSchema(elements: readonly SchemaElement[]): ParquetNode[] {
  const reader = new SchemaReader(elements);
  const root = reader.read();
  if (!reader.atEnd) broken();
  return root.children;
}

function repetitionOf({ repetition_type: type }: SchemaElement): ParquetNode['repeats'] {
  if (type === 'REPEATED') return 'repeated';
  return type === 'OPTIONAL' ? 'optional' : 'required';
}

function isMap({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return converted === 'MAP' || converted === 'MAP_KEY_VALUE' || logical?.type === 'MAP';
}
