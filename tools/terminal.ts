import { createInterface } from 'node:readline/promises';
import { translate, type MessageKey } from '@tandem/messages';

/** What people read while the product comes up: each sentence in Chinese, then in English. */
type Params = Readonly<Record<string, string | number>>;

const write = (text: string) => process.stdout.write(text);

/** Ends the program quietly once nobody reads what it prints: `… | head`. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}

/** Chinese and English on one line. */
export function bothLanguages(key: MessageKey, params: Params = {}): string {
  return `${translate(key, 'zh', params)} · ${translate(key, 'en', params)}`;
}

/** A sentence, one line for each language. */
export function say(key: MessageKey, params: Params = {}): void {
  write(`${translate(key, 'zh', params)}\n${translate(key, 'en', params)}\n`);
}

export function sayPlain(line = ''): void {
  write(`${line}\n`);
}

/** True where a person can be asked. */
export const isInteractive = (): boolean => process.stdin.isTTY && process.stdout.isTTY && !process.env['CI'];

export async function askYesNo(key: MessageKey, params: Params, byDefault: boolean): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const choices = byDefault ? '[Y/n]' : '[y/N]';
    const answer = (await prompt.question(`${bothLanguages(key, params)} ${choices} `)).trim().toLowerCase();
    return answer === '' ? byDefault : ['y', 'yes', '是'].includes(answer);
  } finally {
    prompt.close();
  }
}

const HEARTBEAT_MS = 10_000;
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** What a phase can show of its inside. */
export interface PhaseView {
  /** A line of its own. */
  note(text: string): void;
  /** How far it is; shown with the next sign of life. */
  progress(text: string): void;
}

/**
 * Runs one phase of a start and shows it: its name at once, a sign of life while it lasts, its time at the end.
 */
export async function phase<T>(key: MessageKey, work: (view: PhaseView) => Promise<T>): Promise<T> {
  const began = performance.now();
  const name = bothLanguages(key);
  const tty = process.stdout.isTTY;
  let state = '';
  const line = (text: string) => write(tty ? `\r\u001B[K${text}\n` : `${text}\n`);
  write(tty ? `  … ${name}` : `  … ${name}\n`);
  const heartbeat = setInterval(
    () =>
      write(
        tty ? `\r\u001B[K  … ${name}  ${seconds(began)}  ${state}` : `    … ${seconds(began)}  ${state}\n`,
      ),
    tty ? 1_000 : HEARTBEAT_MS,
  );
  const view: PhaseView = {
    note: (text) => line(`    ${text}`),
    progress: (text) => {
      state = text;
    },
  };
  try {
    const result = await work(view);
    line(`  ✓ ${name}  ${seconds(began)}`);
    return result;
  } catch (error) {
    line(`  ✗ ${name}  ${seconds(began)}`);
    throw error;
  } finally {
    clearInterval(heartbeat);
  }
}
