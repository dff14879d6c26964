/** Seconds over which a rate is taken: steady enough to read, quick enough to show a change. */
const WINDOW_MS = 10_000;

/** Units a second over the last moments, by the monotonic clock. */
export class RateMeter {
  readonly #now: () => number;
  #marks: { atMs: number; count: number }[] = [];

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  count(total: number): void {
    const atMs = this.#now();
    const last = this.#marks.at(-1);
    if (last && atMs - last.atMs < 200) return;
    this.#marks.push({ atMs, count: total });
    while (this.#marks.length > 2 && atMs - (this.#marks[1]?.atMs ?? atMs) > WINDOW_MS) this.#marks.shift();
  }

  /** Undefined before there is a span to measure. */
  perSecond(): number | undefined {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (!first || !last || last.atMs === first.atMs) return undefined;
    return ((last.count - first.count) * 1000) / (last.atMs - first.atMs);
  }
}
