import { randomUuid } from './random-uuid.ts';

/**
 * Idempotency keys of the writes that have no answer yet. A second, equal write while the first is under way is a
 * double click: it gets the first one's key, so that the server does it once and gives both the same answer.
 */
export class WritesUnderWay {
  readonly #keys = new Map<string, { key: string; count: number }>();

  /** @returns the key to send, and what to call once there is an answer or none will come */
  begin(write: string): { key: string; end: () => void } {
    const known = this.#keys.get(write) ?? { key: randomUuid(), count: 0 };
    known.count += 1;
    this.#keys.set(write, known);
    const end = () => {
      known.count -= 1;
      if (known.count === 0) this.#keys.delete(write);
    };
    return { key: known.key, end };
  }
}
