import {
  STEPS_AHEAD,
  type FromReader,
  type LastWord,
  type Question,
  type TableFile,
  type TableResult,
  type ToReader,
} from './messages.ts';
import type { TableBytes } from './open-table.ts';

type Answer = Extract<ToReader, { kind: 'answer' }>['value'];

/** Pieces of the file that are asked for before they are needed. */
const PIECES_AHEAD = 3;

/** The reading process's side of the talk: asks the server for bytes, gives out steps no faster than they are taken. */
export class ReaderPort {
  readonly #waiting = new Map<number, (value: Answer) => void>();
  #numbers = 0;
  #streams = 0;
  #credit = STEPS_AHEAD;
  #onCredit: (() => void) | undefined;

  constructor() {
    process.on('message', (message: ToReader) => {
      if (message.kind === 'more') {
        this.#credit += 1;
        this.#onCredit?.();
      } else if (message.kind === 'answer') {
        this.#waiting.get(message.number)?.(message.value);
        this.#waiting.delete(message.number);
      }
    });
  }

  ask(question: Question): Promise<Answer> {
    const number = (this.#numbers += 1);
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(number, resolve));
    this.#post({ kind: 'ask', number, question });
    return answer;
  }

  /** Waits while too much is under way. */
  async give(result: TableResult): Promise<void> {
    if (result.kind !== 'rows') return this.#post({ kind: 'result', result });
    while (this.#credit === 0) {
      await new Promise<void>((resolve) => {
        this.#onCredit = resolve;
      });
    }
    this.#credit -= 1;
    this.#post({ kind: 'result', result });
  }

  /** The last word, after everything that was given out; resolves once it has left. */
  say(last: LastWord): Promise<void> {
    return new Promise((resolve) => {
      process.send?.(last, undefined, undefined, () => resolve());
    });
  }

  bytesOf(file: TableFile): TableBytes {
    return {
      name: file.name,
      size: file.sizeBytes,
      stream: () => this.#pieces((this.#streams += 1)),
      read: async (offset, length) => {
        const wanted = Math.min(length, file.sizeBytes - offset);
        if (wanted <= 0) return new Uint8Array(0);
        return (await this.ask({ kind: 'range', offset, length: wanted })) as Uint8Array;
      },
    };
  }

  async *#pieces(stream: number): AsyncGenerator<Uint8Array> {
    const ahead: Promise<Answer>[] = [];
    for (;;) {
      while (ahead.length < PIECES_AHEAD) ahead.push(this.ask({ kind: 'next', stream }));
      const piece = await ahead.shift();
      if (!piece) return;
      yield piece as Uint8Array;
    }
  }

  #post(message: FromReader): void {
    process.send?.(message);
  }
}
