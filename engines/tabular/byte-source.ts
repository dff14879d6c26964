/** Bytes as the caller has them: anything that can be iterated, chunks cut anywhere. */
export type ByteChunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Chunks with a look at the beginning before they are consumed. Can be consumed once. */
export class PeekedBytes {
  readonly #source: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #peeked: Uint8Array[] = [];
  #size = 0;
  #ended = false;

  constructor(chunks: ByteChunks) {
    this.#source =
      Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  }

  /** At least `bytes` bytes from the beginning, fewer if the source has fewer. */
  async peek(bytes: number): Promise<{ head: Buffer; complete: boolean }> {
    while (!this.#ended && this.#size < bytes) {
      const step = await this.#source.next();
      if (step.done) this.#ended = true;
      else {
        this.#peeked.push(step.value);
        this.#size += step.value.length;
      }
    }
    return { head: Buffer.concat(this.#peeked), complete: this.#ended };
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    const peeked = this.#peeked;
    this.#peeked = [];
    try {
      yield* peeked;
      while (!this.#ended) {
        const step = await this.#source.next();
        if (step.done) this.#ended = true;
        else yield step.value;
      }
    } finally {
      if (!this.#ended) await this.#source.return?.();
    }
  }
}
