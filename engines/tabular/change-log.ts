import type { CountedText } from './column-profile.ts';
import { maskPersonal } from './mask-personal.ts';

/** What an import made of values that it loaded: nothing about a file is changed without being counted. */
export interface ColumnChanges {
  /** Texts taken for "no value" and loaded as empty; exact. */
  emptied: CountedText[];
  /** Cells whose loaded text is not the text of the file; exact, rejected rows included. */
  converted: number;
  /** The first different ones. */
  examples: { from: string; to: string }[];
}

const MOST_EXAMPLES = 5;
const MOST_EXAMPLE_BYTES = 400;

/** Counts one column's changes. */
export class ChangeLog {
  #converted = 0;
  readonly #emptied = new Map<string, number>();
  readonly #examples = new Map<string, string>();

  countEmptied(token: string): void {
    this.#emptied.set(token, (this.#emptied.get(token) ?? 0) + 1);
  }

  /** `before` as it came, `after` as it is loaded. */
  countConverted(before: Buffer, after: Buffer): void {
    this.#converted++;
    if (this.#examples.size >= MOST_EXAMPLES || before.length > MOST_EXAMPLE_BYTES) return;
    const text = before.toString('utf8');
    if (!this.#examples.has(text)) this.#examples.set(text, after.toString('utf8'));
  }

  /** `personal` masks the examples. */
  finish(personal: boolean): ColumnChanges {
    const show = (text: string) => (personal ? maskPersonal(text) : text);
    return {
      emptied: [...this.#emptied]
        .map(([text, count]) => ({ text, count }))
        .toSorted((a, b) => b.count - a.count),
      converted: this.#converted,
      examples: [...this.#examples].map(([from, to]) => ({ from: show(from), to: show(to) })),
    };
  }
}
