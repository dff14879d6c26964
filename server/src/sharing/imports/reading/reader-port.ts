import { finished } from 'node:stream/promises';
import { Socket } from 'node:net';
import { ByteQueue } from './byte-queue.ts';
import {
  STEPS_AHEAD,
  type FromReader,
  type LastWord,
  type RowsStep,
  type Standing,
  type StoredPart,
  type Question,
  type TableFile,
  type TableResult,
  type ToReader,
} from './messages.ts';
import type { TableBytes } from './open-table.ts';

/** What was asked for: bytes in pieces, what stands, or that there is no more. */
type Answer = { pieces: Uint8Array[] } | Standing | null;

/** The pipe to the server that reader-process.ts opens beside the channel of messages. */
const PIPE = 4;

/** Pieces of the file that are asked for before they are needed. */
const PIECES_AHEAD = 3;

/** The reading process's side of the talk: asks the server for bytes, gives out steps no faster than they are taken. */
export class ReaderPort {
  readonly #pipe = new Socket({ fd: PIPE, readable: true, writable: true });
  readonly #bytes = new ByteQueue();
  readonly #waiting = new Map<number, (value: Answer) => void>();
  #answered: Promise<void> = Promise.resolve();
  #numbers = 0;
  #streams = 0;
  #credit = STEPS_AHEAD;
  #onCredit: (() => void) | undefined;

  constructor() {
    this.#pipe.on('data', (chunk: Buffer) => this.#bytes.push(chunk));
    process.on('message', (message: ToReader) => {
      if (message.kind === 'more') {
        this.#credit += 1;
        this.#onCredit?.();
      } else if (message.kind === 'answer') {
        // Bytes come through the pipe in the order of the answers.
        this.#answered = this.#answered.then(() => this.#settle(message));
      }
    });
  }

  async #settle({ number, value }: Extract<ToReader, { kind: 'answer' }>): Promise<void> {
    const answer = typeof value === 'number' ? { pieces: await this.#bytes.take(value) } : value;
    this.#waiting.get(number)?.(answer);
    this.#waiting.delete(number);
  }

  ask(question: Question): Promise<Answer> {
    const number = (this.#numbers += 1);
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(number, resolve));
    this.#post({ kind: 'ask', number, question });
    return answer;
  }

  give(result: Exclude<TableResult, RowsStep>): void {
    this.#post({ kind: 'result', result });
  }

  /** Waits while too much is under way. */
  async giveRows({ copy, rejects, progress, flushed }: RowsStep): Promise<void> {
    while (this.#credit === 0) {
      await new Promise<void>((resolve) => {
        this.#onCredit = resolve;
      });
    }
    this.#credit -= 1;
    const [copyBytes, rejectsBytes] = [sizeOf(copy), sizeOf(rejects)];
    this.#post({ kind: 'rows', copyBytes, rejectsBytes, progress, flushed });
    for (const piece of [...copy, ...rejects]) this.#pipe.write(piece);
  }

  /** The last word, after everything that was given out; resolves once all of it has left. */
  async say(last: LastWord): Promise<void> {
    const told = new Promise<void>((resolve) => {
      process.send?.(last, undefined, undefined, () => resolve());
    });
    await Promise.all([told, finished(this.#pipe.end())]);
  }

  bytesOf(file: TableFile): TableBytes {
    return {
      name: file.name,
      size: file.sizeBytes,
      stream: () => this.stream('file'),
      read: async (offset, length) => {
        const wanted = Math.min(length, file.sizeBytes - offset);
        if (wanted <= 0) return new Uint8Array(0);
        const answer = await this.ask({ kind: 'range', offset, length: wanted });
        return Buffer.concat((answer as { pieces: Uint8Array[] }).pieces);
      },
    };
  }

  /** All bytes from the beginning. */
  async *stream(of: StoredPart): AsyncGenerator<Uint8Array> {
    const stream = (this.#streams += 1);
    const ahead: Promise<Answer>[] = [];
    for (;;) {
      while (ahead.length < PIECES_AHEAD) ahead.push(this.ask({ kind: 'next', stream, of }));
      const answer = await ahead.shift();
      if (!answer) return;
      yield* (answer as { pieces: Uint8Array[] }).pieces;
    }
  }

  #post(message: FromReader): void {
    process.send?.(message);
  }
}

const sizeOf = (pieces: readonly Uint8Array[]): number =>
  pieces.reduce((bytes, piece) => bytes + piece.byteLength, 0);
