import { TabularError } from './errors.ts';
import type { ParquetColumn } from './parquet-column.ts';
import type { ParquetPages } from './parquet-pages.ts';
import type { ParquetNode } from './parquet-schema.ts';
import { parquetFormat } from './parquet-values.ts';

const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/iu;

/** The entries of one leaf, the next one looked at before it is taken. */
class Cursor {
  readonly #pages: ParquetPages;
  #value: unknown;
  #isAhead = false;

  constructor(pages: ParquetPages) {
    this.#pages = pages;
  }

  #look(): ParquetPages {
    if (!this.#isAhead) this.#value = this.#pages.next();
    this.#isAhead = true;
    return this.#pages;
  }

  get definition(): number {
    return this.#look().definition;
  }

  /** 0 at the end, as where a row begins. */
  get repetition(): number {
    return this.#isAhead || this.#pages.left > 0 ? this.#look().repetition : 0;
  }

  take(): unknown {
    this.#look();
    this.#isAhead = false;
    return this.#value;
  }
}

/** JSON text of a node, from the entries that its leaves are at. */
type Reader = () => string;

/**
 * A field of lists, maps and structures as JSON text, put together from its leaves by their levels (Dremel, 2010); numbers
 * keep their digits. A text that gets longer than `maxBytes` is cut, longer than allowed all the same.
 */
export class NestedColumn implements ParquetColumn {
  readonly #node: ParquetNode;
  readonly #cursors: ReadonlyMap<ParquetNode, Cursor>;
  readonly #read: Reader;
  readonly #maxBytes: number;
  #written = 0;

  /** `pages` of the leaves in their order. */
  constructor(node: ParquetNode, pages: readonly ParquetPages[], maxBytes: number) {
    this.#node = node;
    this.#cursors = new Map(node.leaves.map((leaf, i) => [leaf, new Cursor(pages[i]!)]));
    this.#maxBytes = maxBytes;
    this.#read = this.#present(node);
  }

  next(): string | undefined {
    this.#written = 0;
    for (const cursor of this.#cursors.values())
      if (cursor.repetition !== 0) throw new TabularError('TABULAR_PARQUET_BROKEN', { what: 'levels' });
    const isNull =
      this.#node.repeats === 'optional' && this.#first(this.#node).definition < this.#node.definition;
    const text = this.#read();
    return isNull ? undefined : text;
  }

  #first({ leaves }: ParquetNode): Cursor {
    return this.#cursors.get(leaves[0]!)!;
  }

  /** With what its repetition says: null, or a list of it. */
  #present(node: ParquetNode): Reader {
    const value = this.#value(node);
    if (node.repeats === 'required') return value;
    const first = this.#first(node);
    const skip = () => {
      for (const leaf of node.leaves) this.#cursors.get(leaf)!.take();
    };
    const absent = (text: string) => {
      skip();
      return this.#put(text);
    };
    if (node.repeats === 'optional')
      return () => (first.definition < node.definition ? absent('null') : value());
    return () => (first.definition < node.definition ? absent('[]') : `[${this.#each(node, value)}]`);
  }

  /** The values of a repeated node that is there, with commas between them. */
  #each(node: ParquetNode, value: Reader): string {
    const first = this.#first(node);
    let text = value();
    while (first.repetition >= node.repetition) {
      const next = value();
      if (this.#written <= this.#maxBytes) text += this.#put(',') + next;
    }
    return text;
  }

  /** One value of the node, its own repetition aside. */
  #value(node: ParquetNode): Reader {
    if (node.children.length === 0) return this.#scalar(node);
    const [only, more] = node.children;
    if (only !== undefined && more === undefined && only.repeats === 'repeated') {
      const [key, item, others] = only.children;
      if (key && item && !others && node.isMap) return this.#map(only, [key, item]);
      return key && !item ? this.#list(only, this.#present(key)) : this.#present(only);
    }
    const fields = node.children.map((child) => ({
      name: `${JSON.stringify(child.element.name)}:`,
      read: this.#present(child),
    }));
    return () => `{${fields.map(({ name, read }) => this.#put(name) + read()).join(',')}}`;
  }

  #list(repeated: ParquetNode, item: Reader): Reader {
    return this.#between('[', ']', repeated, item);
  }

  #map(repeated: ParquetNode, [key, item]: readonly [ParquetNode, ParquetNode]): Reader {
    const [name, value] = [this.#present(key), this.#present(item)];
    return this.#between('{', '}', repeated, () => `${asName(name())}:${value()}`);
  }

  #between(open: string, close: string, repeated: ParquetNode, item: Reader): Reader {
    const first = this.#first(repeated);
    return () => {
      if (first.definition >= repeated.definition) return open + this.#each(repeated, item) + close;
      for (const leaf of repeated.leaves) this.#cursors.get(leaf)!.take();
      return this.#put(open + close);
    };
  }

  #scalar(node: ParquetNode): Reader {
    const { element } = node;
    const cursor = this.#cursors.get(node)!;
    const format = parquetFormat(element);
    const isNumber = element.type !== 'BYTE_ARRAY' || element.converted_type === 'DECIMAL';
    return () => {
      const raw = cursor.take();
      if (raw === undefined || this.#written > this.#maxBytes) return 'null';
      const value = format(raw);
      const text = typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
      const isBare = isNumber && (NUMBER.test(text) || element.type === 'BOOLEAN');
      return this.#put(isBare ? text : JSON.stringify(text));
    };
  }

  /** What is written counts against the bound. */
  #put(text: string): string {
    this.#written += text.length;
    return this.#written - text.length > this.#maxBytes ? '' : text;
  }
}

/** Names are texts in JSON, numbers too. */
function asName(json: string): string {
  return json.startsWith('"') ? json : JSON.stringify(json);
}
