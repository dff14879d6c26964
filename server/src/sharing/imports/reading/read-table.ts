import { buffer } from 'node:stream/consumers';
import { TABULAR_ERRORS, TabularError, type TabularErrorCode } from '@tandem/tabular';
import type { FileStore } from '../../../platform/files/file-store.ts';
import type {
  Estimate,
  EstimateTask,
  FromReader,
  InspectTask,
  Question,
  Standing,
  StoredPart,
  TableResult,
  TableTask,
} from './messages.ts';
import type { Inspection } from '../import-run.ts';
import { startReader, type ReaderProcess } from './reader-process.ts';

export interface ReadTableOptions {
  files: FileStore;
  hash: string;
  signal: AbortSignal;
  /** Which of these are codes of divisions; without it none is. */
  knownDivisions?: (codes: readonly string[]) => Promise<readonly string[]>;
  /** What stands already where rows are loaded to, in pages; asked for as the task says. */
  standing?: {
    known(columns: readonly string[]): AsyncGenerator<Standing>;
    joined(): AsyncGenerator<Standing>;
    /** Of the import that is corrected. */
    rejectHash: string | null;
  };
}

type Answer = Uint8Array | Standing | null;

/** Bytes and values that the reading process asks for, from the store and the database. */
class Source {
  readonly #options: ReadTableOptions;
  readonly #streams = new Map<number, AsyncIterator<Uint8Array>>();
  readonly #pages = new Map<string, AsyncIterator<Standing>>();

  constructor(options: ReadTableOptions) {
    this.#options = options;
  }

  async answer(question: Question): Promise<Answer> {
    switch (question.kind) {
      case 'range': {
        const end = question.offset + question.length - 1;
        const { files, hash } = this.#options;
        return buffer(await files.read(hash, { start: question.offset, end }));
      }
      case 'next':
        return this.#piece(question.stream, question.of);
      case 'divisions':
        return (await this.#options.knownDivisions?.(question.codes)) ?? null;
      case 'known':
        return this.#page(question.columns.join('\0'), () => this.#options.standing?.known(question.columns));
      case 'joined':
        return this.#page('', () => this.#options.standing?.joined());
    }
  }

  async #page(name: string, open: () => AsyncIterator<Standing> | undefined): Promise<Standing | null> {
    const pages = this.#pages.get(name) ?? open();
    if (!pages) return null;
    this.#pages.set(name, pages);
    return this.#next(pages);
  }

  async close(): Promise<void> {
    for (const open of [...this.#streams.values(), ...this.#pages.values()]) await open.return?.();
  }

  async #piece(stream: number, of: StoredPart): Promise<Uint8Array | null> {
    const { files, hash, standing } = this.#options;
    const address = of === 'file' ? hash : standing?.rejectHash;
    if (!address) return null;
    const open = this.#streams.get(stream) ?? (await files.read(address))[Symbol.asyncIterator]();
    this.#streams.set(stream, open);
    return this.#next<Uint8Array>(open);
  }

  async #next<T>(pieces: AsyncIterator<T>): Promise<T | null> {
    const next = await pieces.next();
    return next.done === true ? null : next.value;
  }
}

/** What came from the process and was not taken yet, or how it ended. */
class Results {
  readonly #ready: TableResult[] = [];
  #end: { error: unknown } | undefined;
  #wake: () => void = () => undefined;

  push(result: TableResult): void {
    this.#ready.push(result);
    this.#wake();
  }

  /** The first end counts. */
  end(error?: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  /** @returns undefined at the end. Results that came before a failure are not given out any more. */
  async take(): Promise<TableResult | undefined> {
    for (;;) {
      if (this.#end?.error !== undefined) throw this.#end.error;
      const result = this.#ready.shift();
      if (result || this.#end) return result;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

function refusal(code: string, params: Record<string, string | number>): Error {
  return code in TABULAR_ERRORS ? new TabularError(code as TabularErrorCode, params) : new Error(code);
}

interface Lane {
  add(work: () => Promise<void>): void;
  settled(): Promise<void>;
}

/** Work in a row; what goes wrong ends the results. */
function lane(results: Results): Lane {
  let last = Promise.resolve();
  return {
    add: (work) => {
      last = last.then(work).catch((error: unknown) => results.end(error));
    },
    settled: () => last,
  };
}

function giveAnswer(reader: ReaderProcess, number: number, answer: Answer): void {
  if (!(answer instanceof Uint8Array)) return reader.send({ kind: 'answer', number, value: answer });
  reader.send({ kind: 'answer', number, value: answer.byteLength });
  reader.sendBytes(answer);
}

async function takeResult(
  message: Exclude<FromReader, { kind: 'ask' }>,
  reader: ReaderProcess,
  results: Results,
): Promise<void> {
  switch (message.kind) {
    case 'rows': {
      const { copyBytes, rejectsBytes, progress, flushed } = message;
      const copy = await reader.takeBytes(copyBytes);
      const rejects = await reader.takeBytes(rejectsBytes);
      return results.push({ kind: 'rows', copy, rejects, progress, flushed });
    }
    case 'result':
      return results.push(message.result);
    case 'finished':
      return results.end();
    case 'refused':
      return results.end(refusal(message.code, message.params));
    case 'failed':
      return results.end(new Error(message.cause));
  }
}

/**
 * Reads a stored file in a process of its own. Leave the loop, or abort `signal`, and the process ends.
 * @throws TabularError for a file that can not be read; ReaderOutOfMemory; the store's errors; the signal's reason.
 */
export async function* readTable(options: ReadTableOptions, task: TableTask): AsyncGenerator<TableResult> {
  const results = new Results();
  const source = new Source(options);
  options.signal.throwIfAborted();
  // One after the other: answers keep the order of their questions, results that of the reading.
  const answers = lane(results);
  const heard = lane(results);
  const hear = (message: FromReader) => {
    if (message.kind === 'ask')
      answers.add(async () => giveAnswer(reader, message.number, await source.answer(message.question)));
    else heard.add(() => takeResult(message, reader, results));
  };
  const ended = (error: Error) => heard.add(async () => results.end(error));
  const reader = startReader(task, { hear, ended });
  const stop = () => results.end(options.signal.reason ?? new Error('aborted'));
  options.signal.addEventListener('abort', stop);
  try {
    for (let result = await results.take(); result; result = await results.take()) {
      yield result;
      if (result.kind === 'rows') reader.send({ kind: 'more' });
    }
  } finally {
    options.signal.removeEventListener('abort', stop);
    await reader.stop();
    await answers.settled();
    await source.close();
  }
}

async function firstOf(options: ReadTableOptions, task: TableTask): Promise<TableResult> {
  for await (const result of readTable(options, task)) return result;
  throw new Error('the reading ended without a result');
}

/** First look at a stored file. @throws TabularError */
export async function inspectFile(
  options: ReadTableOptions,
  task: Omit<InspectTask, 'kind'>,
): Promise<Inspection> {
  const result = await firstOf(options, { kind: 'inspect', ...task });
  if (result.kind !== 'inspected') throw new Error('the inspection answered something else');
  return result.inspection;
}

/** What a plan would do to the first rows of a stored file. @throws TabularError */
export async function estimateFile(
  options: ReadTableOptions,
  task: Omit<EstimateTask, 'kind'>,
): Promise<Estimate> {
  const result = await firstOf(options, { kind: 'estimate', ...task });
  if (result.kind !== 'estimated') throw new Error('the estimate answered something else');
  return result.estimate;
}
