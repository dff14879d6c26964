import {
  createEntry,
  createNoteSigner,
  formatReceipt,
  formatVerifierKey,
  LedgerError,
  proveInclusion,
  rootOf,
  signCheckpoint,
} from '@tandem/ledger';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { append, createLog } from '../../../engines/ledger/test/log-in-memory.ts';
import { alterOneByte, examineReceipt, type Examination } from './examine-receipt.ts';

const signer = createNoteSigner('tandem.example/ledger', new Uint8Array(32).fill(1));
const keys = [formatVerifierKey(signer.verifierKey)];

async function receiptOf(index: number, size: number, options: { open: boolean }): Promise<string> {
  const acts = Array.from({ length: size }, (_, n) => ({
    id: `0197a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    kind: 'disclosure.answered',
    at: '2026-03-02T01:02:03.456Z',
    department: '11330100MB1234567X',
    payload: { answerSha256: 'ab'.repeat(32), rows: n },
    salt: new Uint8Array(32).fill(n),
  }));
  const log = createLog();
  append(
    log,
    acts.map((act) => createEntry(act)),
  );
  const checkpoint = signCheckpoint({ origin: signer.name, size, root: rootOf(log.state) }, [signer]);
  const hashes = await proveInclusion({ index, size }, log.readTiles);
  const opening = options.open ? { opening: acts[index]! } : {};
  return formatReceipt({ entry: log.entries[index]!, ...opening, index, hashes, checkpoint });
}

let receipt: string;
beforeAll(async () => {
  receipt = await receiptOf(5, 11, { open: true });
});

const failed = ({ steps }: Examination) => Object.entries(steps).find(([, state]) => state === 'bad')?.[0];

test('a good receipt holds at every step, and its way leads to the signed root', () => {
  const seen = examineReceipt(receipt, keys);
  expect(seen).toMatchObject({
    ok: true,
    steps: { form: 'good', signature: 'good', inclusion: 'good', opening: 'good' },
    verified: { index: 5, treeSize: 11, opened: { rows: 5 } },
    path: { index: 5, size: 11, meets: true },
  });
});

test('without an opening nothing is said to be opened', async () => {
  const closed = await receiptOf(0, 1, { open: false });
  const seen = examineReceipt(closed, keys);
  expect(seen).toMatchObject({ ok: true, steps: { opening: 'absent' }, path: { levels: [], meets: true } });
});

test('the way is right for every place in trees of every shape', async () => {
  for (const size of [1, 2, 3, 6, 7, 8, 13]) {
    for (let index = 0; index < size; index += 1) {
      const seen = examineReceipt(await receiptOf(index, size, { open: false }), keys);
      expect([size, index, seen.ok, seen.path?.meets]).toEqual([size, index, true, true]);
    }
  }
});

test('one changed byte anywhere makes it fail, at the step that the byte belongs to', () => {
  fc.assert(
    fc.property(fc.nat(receipt.length - 1), (position) => {
      const seen = examineReceipt(alterOneByte(receipt, position), keys);
      return !seen.ok && failed(seen) !== undefined;
    }),
    { numRuns: 150 },
  );
  const payload = receipt.indexOf('\nextra ') + 20;
  expect(payload).toBeGreaterThan(20);
  const root = receipt.lastIndexOf('\n11\n') + 6;
  expect(failed(examineReceipt(alterOneByte(receipt, root), keys))).toBe('signature');
});

test('line ends and a byte order mark of whoever saved it change nothing; what was changed besides fails', () => {
  const saved = `\ufeff${receipt.replaceAll('\n', '\r\n')}`;
  expect(examineReceipt(saved, keys)).toEqual(examineReceipt(receipt, keys));
  fc.assert(
    fc.property(
      fc.nat(saved.length - 1),
      (position) => !examineReceipt(alterOneByte(saved, position), keys).ok,
    ),
    { numRuns: 150 },
  );
});

test('the wrong key is a wrong signature, and no key at all is the reader’s mistake', () => {
  const other = createNoteSigner('tandem.example/ledger', new Uint8Array(32).fill(2));
  const seen = examineReceipt(receipt, [formatVerifierKey(other.verifierKey)]);
  expect(seen).toMatchObject({ ok: false, steps: { form: 'good', signature: 'bad', inclusion: 'open' } });
  expect(() => examineReceipt(receipt, ['nonsense'])).toThrow(LedgerError);
});

test('what is no receipt fails by its form and has no way to draw', () => {
  expect(examineReceipt('hello', keys)).toMatchObject({ ok: false, steps: { form: 'bad' }, path: undefined });
});
