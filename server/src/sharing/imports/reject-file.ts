import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { FileStore, StoredFile } from '../../platform/files/file-store.ts';

const MAX_REJECT_BYTES = 8 * 1024 ** 3;

/** Bytes of the reject file on their way into the store. Never waits for a store that has failed. */
export class RejectFile {
  readonly #stream = new PassThrough();
  readonly #stored: Promise<StoredFile>;
  #bytes = 0;

  constructor(files: FileStore) {
    this.#stored = files.put(this.#stream, { maxBytes: MAX_REJECT_BYTES });
    // A failure is told by the next `write`, or by `finish`.
    this.#stored.catch(() => undefined);
  }

  /** @throws AppError PLATFORM_DISK_FULL and whatever else the store says. */
  async write(chunk: Uint8Array): Promise<void> {
    if (chunk.length === 0) return;
    this.#bytes += chunk.length;
    if (this.#stream.destroyed) await this.#stored;
    else if (!this.#stream.write(chunk)) await Promise.race([once(this.#stream, 'drain'), this.#stored]);
  }

  /** @returns the file's address; null when no row was rejected. */
  async finish(): Promise<string | null> {
    this.#stream.end();
    const stored = await this.#stored;
    return this.#bytes === 0 ? null : stored.hash;
  }

  abandon(): void {
    this.#stream.destroy();
  }
}
