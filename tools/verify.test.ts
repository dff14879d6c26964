import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createEntry,
  createNoteSigner,
  EMPTY_TREE,
  formatReceipt,
  formatVerifierKey,
  integrate,
  rootOf,
  signCheckpoint,
} from '@tandem/ledger';

const signer = createNoteSigner('tandem.example/ledger', new Uint8Array(32).fill(5));
const key = formatVerifierKey(signer.verifierKey);
const folder = mkdtempSync(join(tmpdir(), 'tandem-verify-'));
const file = join(folder, 'receipt.tlog-proof');
const closedFile = join(folder, 'closed.tlog-proof');
const alteredFile = join(folder, 'altered.tlog-proof');

beforeAll(() => {
  const opening = { payload: { 用途: '核实登记信息' }, salt: new Uint8Array(32).fill(9) };
  const entry = createEntry({
    id: '0197a000-0000-7000-8000-000000000001',
    kind: 'disclosure.answered',
    at: '2026-03-02T01:02:03.456Z',
    department: '11330100MB1234567X',
    ...opening,
  });
  const root = rootOf(integrate(EMPTY_TREE, [entry]).state);
  const checkpoint = signCheckpoint({ origin: signer.name, size: 1, root }, [signer]);
  const receipt = formatReceipt({ entry, opening, index: 0, hashes: [], checkpoint });
  writeFileSync(file, receipt);
  writeFileSync(closedFile, formatReceipt({ entry, index: 0, hashes: [], checkpoint }));
  const bytes = Buffer.from(receipt);
  bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
  writeFileSync(alteredFile, bytes);
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: string[], dataDir = join(folder, 'none')): Promise<{ code: number; said: string }> {
  const program = join(import.meta.dirname, 'verify.ts');
  const env = { ...process.env, TANDEM_DATA_DIR: dataDir, INIT_CWD: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env }, (error, stdout) =>
      resolve({ code: Number(error?.code ?? 0), said: stdout }),
    );
  });
}

test('a good receipt: 0, in both languages, with what it opens', async () => {
  const { code, said } = await run([file, '--key', key]);
  expect(code).toBe(0);
  for (const part of ['回执有效', 'is good', 'tandem.example/ledger', '核实登记信息'])
    expect(said).toContain(part);
  const besides = await run(['receipt.tlog-proof', '--key', key]);
  expect(besides.code, 'a path from where the person stands').toBe(0);
  expect(await run([closedFile, '--key', key])).toMatchObject({
    code: 0,
    said: expect.not.stringContaining('核实'),
  });
});

test('a receipt saved with other line ends or a byte order mark is as good; one byte changed in it is not', async () => {
  const saved = join(folder, 'saved.tlog-proof');
  const save = (path: string) =>
    writeFileSync(saved, `\ufeff${readFileSync(path, 'utf8').replaceAll('\n', '\r\n')}`);
  save(file);
  expect(await run([saved, '--key', key])).toMatchObject({ code: 0, said: expect.stringContaining('核实') });
  save(alteredFile);
  expect((await run([saved, '--key', key])).code).toBe(1);
  writeFileSync(saved, `${readFileSync(file, 'utf8').replaceAll('\n', '\r\n')}x`);
  expect((await run([saved, '--key', key])).code).toBe(1);
});

test('one byte changed, a stranger’s key: 1', async () => {
  expect(await run([alteredFile, '--key', key])).toMatchObject({
    code: 1,
    said: expect.stringContaining('回执无效'),
  });
  const other = formatVerifierKey(createNoteSigner(signer.name, new Uint8Array(32).fill(6)).verifierKey);
  expect(await run([file, '--key', other])).toMatchObject({ code: 1, said: expect.stringContaining('公钥') });
  expect((await run([file, '--key', other, '--key', key])).code).toBe(0);
});

test('without --key, the key of this installation', async () => {
  expect((await run([file])).code).toBe(1);
  const dataDir = join(folder, 'data');
  mkdirSync(join(dataDir, 'keys'), { recursive: true });
  writeFileSync(join(dataDir, 'keys/ledger.vkey'), `${key}\n`);
  expect((await run([file], dataDir)).code).toBe(0);
});

test('no file, no such file, no key: 1 and a sentence', async () => {
  for (const args of [
    [],
    [join(folder, 'missing'), '--key', key],
    [file, '--key', 'nonsense'],
    [file, file, '--key', key],
  ]) {
    const { code, said } = await run(args);
    expect(code).toBe(1);
    expect(said).toMatch(/\p{Script=Han}[^\n]*\n[^\n]*[a-z]{3}/u);
  }
});
