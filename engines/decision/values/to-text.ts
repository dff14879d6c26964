import { printKey, quote } from '../feel/print-expression.ts';
import { withinLimits } from '../within-limits.ts';
import { Decimal } from './decimal.ts';
import { FeelFunction } from './function.ts';
import { numberToText } from './number.ts';
import { PartBudget } from './part-budget.ts';
import { FeelRange } from './range.ts';
import type { Run, Value } from './value.ts';

/**
 * What FEEL's `string()` gives: a string as it is; inside lists and contexts strings are quoted (DMN 1.5, table 71).
 * Parts are counted, by the evaluation where there is one, since one list may stand in another many times over.
 * @throws DecisionError LIMIT_DEPTH, LIMIT_SIZE, LIMIT_STEPS
 */
export function toText(value: Value, run: Pick<Run, 'spend'> = new PartBudget()): string {
  return typeof value === 'string' ? value : withinLimits(() => new Printer(Infinity, run).text(value));
}

/** The same cut behind so many characters, where `…` stands for what is left out. That is never made, however much it is. */
export function beginningOf(value: Value, most: number): string {
  const text = typeof value === 'string' ? value : new Printer(most, new PartBudget()).text(value);
  return text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}

/** Pieces that are put together at once. */
const MOST_PIECES = 1024;

/** Writes until it has more characters than are wanted. */
class Printer {
  readonly #most: number;
  readonly #run: Pick<Run, 'spend'>;
  #text = '';
  #pieces: string[] = [];
  #length = 0;

  constructor(most: number, run: Pick<Run, 'spend'>) {
    this.#most = most;
    this.#run = run;
  }

  text(value: Value): string {
    this.#print(value);
    return this.#text + this.#pieces.join('');
  }

  get #isFull(): boolean {
    return this.#length > this.#most;
  }

  #write(piece: string): void {
    this.#run.spend(piece.length >> 3);
    this.#length += piece.length;
    if (this.#pieces.push(piece) < MOST_PIECES) return;
    this.#text += this.#pieces.join('');
    this.#pieces = [];
  }

  /** No more of a text than there is room for. */
  #cut(text: string): string {
    return text.length > this.#most ? text.slice(0, this.#most + 1) : text;
  }

  #print(value: Value): void {
    if (this.#isFull) return;
    this.#run.spend(1);
    if (value === null || typeof value === 'boolean') this.#write(String(value));
    else if (typeof value === 'number' || value instanceof Decimal) this.#write(numberToText(value));
    else if (typeof value === 'string') this.#write(quote(this.#cut(value)));
    else if (Array.isArray(value)) this.#list(value);
    else if (value instanceof Map) this.#context(value);
    else if (value instanceof FeelRange) this.#range(value);
    else if (value instanceof FeelFunction) this.#write(`function(${value.parameters.join(', ')})`);
    else this.#write(value.toString());
  }

  #list(items: readonly Value[]): void {
    this.#write('[');
    for (const [index, item] of items.entries()) {
      if (this.#isFull) return;
      if (index > 0) this.#write(', ');
      this.#print(item);
    }
    this.#write(']');
  }

  #context(entries: ReadonlyMap<string, Value>): void {
    let before = '{';
    for (const [key, entry] of entries) {
      if (this.#isFull) return;
      this.#run.spend(1);
      this.#write(`${before}${printKey(key)}: `);
      this.#print(entry);
      before = ', ';
    }
    this.#write(entries.size === 0 ? '{}' : '}');
  }

  #range({ low, high, lowIncluded, highIncluded, operator }: FeelRange): void {
    this.#write(operator === undefined ? (lowIncluded ? '[' : '(') : `(${operator} `);
    this.#print(operator === undefined ? low : (low ?? high));
    if (operator === undefined) {
      this.#write('..');
      this.#print(high);
    }
    this.#write(operator === undefined && highIncluded ? ']' : ')');
  }
}
