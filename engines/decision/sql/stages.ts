import type { Dialect } from './dialect.ts';
import { Refusal, type Scalar, type SqlValue } from './value.ts';

/** Characters of a statement. */
const LONGEST = 4_000_000;
/** Parts of values, since one may stand in another many times over. */
const MOST_PARTS = 1_000_000;

/** Columns made one stage after the other, each from those of earlier ones: what is read twice is reckoned once. */
export class Stages {
  readonly #dialect: Dialect;
  readonly #stages: string[][] = [];
  #columns = 0;
  #length = 0;
  #parts = 0;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  /** The value as a column. @throws Refusal SQL_TOO_LARGE */
  bind(value: Scalar): Scalar {
    if (value.depth === 0 || /^v\d+$/.test(value.text)) return value;
    return { ...value, text: this.#column(value.text, value.depth), depth: value.depth + 1 };
  }

  /** @throws Refusal SQL_TOO_LARGE */
  bindAll(value: SqlValue): SqlValue {
    this.#parts += 1;
    if (this.#parts > MOST_PARTS) throw new Refusal('SQL_TOO_LARGE', { limit: MOST_PARTS });
    switch (value.form) {
      case 'scalar':
        return this.bind(value);
      case 'quotient':
        return { ...value, numerator: this.bind(value.numerator), denominator: this.bind(value.denominator) };
      case 'context':
        return {
          ...value,
          members: new Map([...value.members].map(([name, member]) => [name, this.bindAll(member)])),
        };
      case 'list':
        return { ...value, items: value.items.map((item) => this.bindAll(item)) };
      case 'array':
        if (value.depth === 0) return value;
        return { ...value, text: this.#column(value.text, value.depth), depth: value.depth + 1 };
      default:
        return value;
    }
  }

  /** A column of the relation itself. */
  given(text: string): string {
    return this.#column(text, 0);
  }

  #column(text: string, depth: number): string {
    this.#length += text.length;
    if (this.#length > LONGEST) throw new Refusal('SQL_TOO_LARGE', { limit: LONGEST });
    const { mostColumns } = this.#dialect;
    if (this.#columns >= mostColumns) throw new Refusal('SQL_TOO_LARGE', { limit: mostColumns });
    const name = `v${this.#columns}`;
    this.#columns += 1;
    (this.#stages[depth] ??= []).push(`${text} as ${name}`);
    return name;
  }

  /** The statement over a relation that has a column for its key. */
  statement({
    relation,
    key,
    outputs,
  }: {
    relation: string;
    key: string;
    outputs: readonly string[];
  }): string {
    const [given = [], ...later] = Array.from(this.#stages, (columns) => columns ?? []);
    const first = `s0 as (\n  select ${[`${key} as k`, ...given].join(',\n    ')}\n  from ${relation}\n)`;
    const stages = later.map(
      (columns, index) =>
        `s${index + 1} as (\n  select ${[`s${index}.*`, ...columns].join(',\n    ')}\n  from s${index}${this.#dialect.fence}\n)`,
    );
    const last = `s${stages.length}`;
    return `with ${[first, ...stages].join(', ')}\nselect ${[`k as ${key}`, ...outputs].join(',\n  ')}\nfrom ${last}`;
  }
}
