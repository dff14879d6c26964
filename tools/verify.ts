/**
 * `npm run verify -- FILE [--key VKEY]…`: checks a receipt offline. Without --key, with the key of the ledger in this
 * installation's data folder. Exit code 0 when the receipt is good, 1 otherwise.
 */
import { isUtf8 } from 'node:buffer';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isMessageKey } from '@tandem/messages';
import { asIssued, LedgerError, parseVerifierKey, verifyReceipt, type VerifiedReceipt } from '@tandem/ledger';
import { dataDir } from './data-dir.ts';
import { endWithReader, say, sayPlain } from './terminal.ts';

endWithReader();
const DATA_DIR = dataDir();

function ownKeys(): string[] {
  const path = join(DATA_DIR, 'keys/ledger.vkey');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
}

function isKey(text: string): boolean {
  try {
    parseVerifierKey(text);
    return true;
  } catch (error) {
    if (error instanceof LedgerError) return false;
    throw error;
  }
}

/** A path is meant from where the person stands; npm runs us in the project's folder. */
function readReceipt(path: string): string | Uint8Array | undefined {
  try {
    const bytes = readFileSync(resolve(process.env['INIT_CWD'] ?? '.', path));
    return isUtf8(bytes) ? asIssued(bytes.toString('utf8')) : bytes;
  } catch {
    say('VERIFY_NO_FILE', { path });
    return undefined;
  }
}

function describe({ origin, index, treeSize, entry, opened, witnesses }: VerifiedReceipt): void {
  const { kind, at, id, department = '–' } = entry;
  say('VERIFY_GOOD');
  say('VERIFY_PLACE', { origin, index, size: treeSize });
  say('VERIFY_ENTRY', { kind, at, id, department });
  for (const { name } of witnesses) say('VERIFY_WITNESS', { name });
  if (opened === undefined) return say('VERIFY_CLOSED');
  say('VERIFY_OPENED');
  sayPlain(JSON.stringify(opened, undefined, 2));
}

function verify(path: string, keys: string[]): boolean {
  const receipt = readReceipt(path);
  if (receipt === undefined) return false;
  const result = verifyReceipt(receipt, keys);
  if (result.ok) {
    describe(result);
    return true;
  }
  const reason = `RECEIPT_${result.reason}`;
  say('VERIFY_BAD');
  if (isMessageKey(reason)) say(reason);
  return false;
}

function parameters() {
  try {
    return parseArgs({ options: { key: { type: 'string', multiple: true } }, allowPositionals: true });
  } catch {
    return { values: {}, positionals: [] };
  }
}

function main(): boolean {
  const { values, positionals } = parameters();
  const [path] = positionals;
  const keys = values.key ?? ownKeys();
  const wrong = keys.find((key) => !isKey(key));
  if (path === undefined || positionals.length > 1) say('VERIFY_USAGE');
  else if (wrong !== undefined) say('VERIFY_KEY_INVALID', { key: wrong });
  else if (keys.length === 0) say('VERIFY_NO_KEY');
  else return verify(path, keys);
  return false;
}

process.exitCode = main() ? 0 : 1;
