/** Bytes of a pipe, taken out again by number. One taker at a time. */
export class ByteQueue {
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #end: Error | undefined;
  #wake: () => void = () => undefined;

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.byteLength;
    this.#wake();
  }

  /** Nothing comes any more, for this reason. */
  end(reason: Error): void {
    this.#end = reason;
    this.#wake();
  }

  /** The next `length` bytes in the pieces they came in. @throws the reason of an end before them. */
  async take(length: number): Promise<Buffer[]> {
    while (this.#size < length) {
      if (this.#end) throw this.#end;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    this.#size -= length;
    const taken: Buffer[] = [];
    for (let missing = length; missing > 0;) {
      const chunk = this.#chunks.shift() as Buffer;
      taken.push(chunk.subarray(0, missing));
      if (chunk.byteLength > missing) this.#chunks.unshift(chunk.subarray(missing));
      missing -= chunk.byteLength;
    }
    return taken;
  }
}
