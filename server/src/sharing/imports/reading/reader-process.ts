import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { ByteQueue } from './byte-queue.ts';
import type { FromReader, TableTask, ToReader } from './messages.ts';

/** JavaScript objects of one reading; bytes lie outside of it. A file that needs more is given up. */
const MAX_HEAP_MB = 1024;

/** Rows come and go by the thousand: with room for them, few live long enough to be moved. */
const YOUNG_SPACE_MB = 64;

/**
 * What lives long is little, and the garbage is buffers: marking beside the work takes more of the other core than it saves.
 */
const MARK_AT_ONCE = ['--no-incremental-marking', '--no-concurrent-marking', '--initial-heap-size=512'];

const PROGRAM = fileURLToPath(new URL('./table-reader.ts', import.meta.url));
const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));

/** Its own code and what that imports; keys, files and database lie elsewhere. */
const READABLE = ['package.json', 'engines', 'messages', 'server/package.json', 'server/src', 'node_modules'];

/** What V8 does to its process when the heap is full. */
const ABORTED = { signal: 'SIGABRT', code: 134 };

/** A file whose reading needed more memory than it may have. */
export class ReaderOutOfMemory extends Error {}

export interface ReaderProcess {
  send(message: ToReader): void;
  /** For an answer that says how many bytes come; after it or before it, in the order of the answers. */
  sendBytes(bytes: Uint8Array): void;
  /** The next bytes of the pipe. @throws Error when the process ends before it has written them. */
  takeBytes(length: number): Promise<Uint8Array[]>;
  /** Ends it at once, whatever it is doing; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface ReaderListener {
  hear(message: FromReader): void;
  /** It is gone; whether it had said its last word is for the listener to know. */
  ended(error: Error): void;
}

/**
 * Starts table-reader.ts on a task: without our environment, allowed to read its own code and nothing else. It ends with
 * this process, however that ends.
 */
export function startReader(task: TableTask, listener: ReaderListener): ReaderProcess {
  const child = fork(PROGRAM, [], {
    env: {},
    execArgv: [
      '--disable-warning=ExperimentalWarning',
      '--permission',
      ...READABLE.map((path) => `--allow-fs-read=${join(ROOT, path)}`),
      `--max-old-space-size=${MAX_HEAP_MB}`,
      `--max-semi-space-size=${YOUNG_SPACE_MB}`,
      ...MARK_AT_ONCE,
    ],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', 'pipe'],
  });
  const bytes = new ByteQueue();
  const pipe = child.stdio[4] as Duplex;
  pipe.on('data', (chunk: Buffer) => bytes.push(chunk));
  // Whatever can't be sent is for a process that is gone, and that is told by its end.
  pipe.on('error', () => undefined);
  child.on('message', (message) => listener.hear(message as FromReader));
  void tellTheEnd(child, bytes, listener);
  const send = (message: ToReader) => void child.send(message, () => undefined);
  send({ kind: 'task', task });
  return {
    send,
    sendBytes: (piece) => void pipe.write(piece),
    takeBytes: (length) => bytes.take(length),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

/** The end counts once the process is gone and everything that it had said was heard. */
async function tellTheEnd(child: ChildProcess, bytes: ByteQueue, { ended }: ReaderListener): Promise<void> {
  const reason = await endOf(child).catch((error: Error) => error); // it could not be started
  bytes.end(reason);
  ended(reason);
}

async function endOf(child: ChildProcess): Promise<Error> {
  const [[code, signal]] = await Promise.all([
    once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>,
    once(child, 'disconnect'),
  ]);
  const isFull = signal === ABORTED.signal || code === ABORTED.code;
  return isFull ? new ReaderOutOfMemory() : new Error(`the reader ended with ${signal ?? code}`);
}
