import { isDivisionCode } from '@tandem/identifiers';

/** The distinct values that are looked up: enough to judge by, few enough to ask for. */
const MAX_DISTINCT = 500;
const MIN_VALUES = 10;
const MIN_KNOWN_SHARE = 0.95;
const LONGEST = 12;
const LONGEST_REGISTERED = 9;

/** Which of these codes, of six or nine digits, are or were divisions. */
export type KnownDivisions = (codes: readonly string[]) => Promise<ReadonlySet<string>>;

/** Values of one column that may be division codes, to be held against the register. */
export class DivisionValues {
  readonly #counts = new Map<string, number>();
  #beyond = 0;

  /** A value whose code is new once enough are held is neither for nor against. */
  add(bytes: Buffer, from: number, to: number): void {
    const text = to - from > LONGEST ? '' : bytes.toString('latin1', from, to);
    if (!isDivisionCode(text)) return;
    const code = registeredForm(text);
    if (code.length > LONGEST_REGISTERED) return;
    const count = this.#counts.get(code);
    if (count === undefined && this.#counts.size >= MAX_DISTINCT) this.#beyond++;
    else this.#counts.set(code, (count ?? 0) + 1);
  }

  /**
   * Whether nearly all of the column's `filled` values are known, and most of them no round numbers: amounts such as 110000 or 130000 are codes of provinces,
   * too. Asks only where it could be so.
   */
  async areKnown(filled: number, known: KnownDivisions): Promise<boolean> {
    const looked = sum([...this.#counts.values()]);
    const total = filled - this.#beyond;
    if (total < MIN_VALUES || this.#counts.size < 2 || looked < MIN_KNOWN_SHARE * total) return false;
    const found = await known([...this.#counts.keys()]);
    const hits = [...this.#counts].filter(([code]) => found.has(code));
    const telling = hits.filter(([code]) => !code.endsWith('00'));
    const countOf = (codes: readonly (readonly [string, number])[]) => sum(codes.map(([, count]) => count));
    return countOf(hits) >= MIN_KNOWN_SHARE * total && countOf(telling) >= total / 2;
  }
}

/** As a register writes it: zeros that only fill a code up are left out. Codes of villages are not registered. */
function registeredForm(text: string): string {
  if (text.length === LONGEST && text.endsWith('000'))
    return registeredForm(text.slice(0, LONGEST_REGISTERED));
  return text.length === LONGEST_REGISTERED && text.endsWith('000') ? text.slice(0, 6) : text;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
