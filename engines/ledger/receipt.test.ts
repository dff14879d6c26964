import fc from 'fast-check';
import { beforeAll, describe, expect, it, test } from 'vitest';
import {
  canonicalJson,
  commit,
  createEntry,
  createNoteSigner,
  formatReceipt,
  formatTlogProof,
  formatVerifierKey,
  opens,
  parseBase64,
  parseEntry,
  parseReceipt,
  parseTlogProof,
  proveInclusion,
  rootOf,
  signCheckpoint,
  toBase64,
  verifyReceipt,
  type NewLedgerEntry,
  type ReceiptParts,
} from './index.ts';
import { append, bytesOf, createLog, hex } from './test/log-in-memory.ts';

const code = (code: string) => expect.objectContaining({ code });

const signer = createNoteSigner('tandem.example/ledger', new Uint8Array(32).fill(1));
const KEYS = [formatVerifierKey(signer.verifierKey)];

function act(n: number): NewLedgerEntry {
  return {
    id: `0197a000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
    kind: 'request.consented',
    at: '2026-03-02T01:02:03.456Z',
    department: '11330100MB1234567X',
    payload: { request: n, 说明: '同意共享', items: ['统一社会信用代码', '名称'] },
    salt: new Uint8Array(32).fill(n),
  };
}

/** The receipt of entry `index` in a log of `size` entries. */
async function receiptParts(
  index: number,
  size: number,
): Promise<ReceiptParts & { opening: NewLedgerEntry }> {
  const acts = Array.from({ length: size }, (_, n) => act(n));
  const log = createLog();
  append(
    log,
    acts.map((entry) => createEntry(entry)),
  );
  const checkpoint = signCheckpoint({ origin: signer.name, size, root: rootOf(log.state) }, [signer]);
  const hashes = await proveInclusion({ index, size }, log.readTiles);
  return { entry: log.entries[index]!, opening: acts[index]!, index, hashes, checkpoint };
}

let receipt: string;
let closed: string;
beforeAll(async () => {
  const { opening, ...parts } = await receiptParts(5, 11);
  receipt = formatReceipt({ ...parts, opening });
  closed = formatReceipt(parts);
});

describe('commitments', () => {
  const opening = { payload: { b: 1, a: '数据' }, salt: new Uint8Array(32).fill(9) };

  it('are SHA-256 of domain, salt and canonical payload', () => {
    // printf 'tandem/commitment/v1\n' + 32 × 0x09 + '{"a":"数据","b":1}' | sha256sum
    expect(hex(commit(opening))).toBe('063335f3061ce8d2ae1f7edb0e18fd5efe98b91fa44ce84d01712a1430b7940a');
  });

  it('open with their payload in any order of members, and with nothing else', () => {
    const commitment = commit(opening);
    expect(opens({ ...opening, payload: { a: '数据', b: 1 } }, commitment)).toBe(true);
    expect(opens({ ...opening, payload: { a: '数据', b: 2 } }, commitment)).toBe(false);
    expect(opens({ ...opening, salt: new Uint8Array(32).fill(8) }, commitment)).toBe(false);
    for (const length of [0, 31, 33]) {
      expect(() => commit({ ...opening, salt: new Uint8Array(length) })).toThrow(code('SALT_WRONG_SIZE'));
    }
  });
});

describe('entries', () => {
  it('say what, when and which department, and nothing of the payload', () => {
    const bytes = createEntry(act(1));
    const commitment = toBase64(commit(act(1)));
    expect(new TextDecoder().decode(bytes)).toBe(
      `{"actor":{"department":"11330100MB1234567X"},"at":"2026-03-02T01:02:03.456Z","commitment":"${commitment}",` +
        '"id":"0197a000-0000-7000-8000-000000000001","kind":"request.consented","v":1}',
    );
    const { salt, payload, ...said } = act(1);
    expect(parseEntry(bytes)).toEqual({ ...said, commitment: commit({ salt, payload }) });
  });

  it('name no department when the platform itself acts', () => {
    const bytes = createEntry({ ...act(1), department: undefined });
    expect(new TextDecoder().decode(bytes)).toContain('{"actor":{},');
    expect(parseEntry(bytes).department).toBeUndefined();
  });

  test.each<[string, Partial<NewLedgerEntry>]>([
    ['an upper-case id', { id: act(1).id.toUpperCase().replace('0', 'A') }],
    ['no id', { id: '' }],
    ['a kind without room', { kind: 'consented' }],
    ['a kind in camel case', { kind: 'request.isConsented' }],
    ['a local time', { at: '2026-03-02T09:02:03.456+08:00' }],
    ['a time without milliseconds', { at: '2026-03-02T01:02:03Z' }],
    ['a day that does not exist', { at: '2026-02-30T01:02:03.456Z' }],
    ['a name for a department', { department: '张三' }],
  ])('are refused with %s', (_, wrong) => {
    expect(() => createEntry({ ...act(1), ...wrong })).toThrow(code('ENTRY_MALFORMED'));
  });

  test.each<[string, (value: Record<string, unknown>) => unknown]>([
    ['another version', (value) => ({ ...value, v: 2 })],
    ['one member more', (value) => ({ ...value, name: '张三' })],
    ['one member less', (value) => JSON.parse(JSON.stringify({ ...value, kind: undefined }))],
    [
      'an actor with more',
      (value) => ({ ...value, actor: { department: '11330100MB1234567X', person: '张三' } }),
    ],
    ['a department that is a number', (value) => ({ ...value, actor: { department: 1 } })],
    ['a commitment of 31 bytes', (value) => ({ ...value, commitment: toBase64(new Uint8Array(31)) })],
    ['a commitment that is not base64', (value) => ({ ...value, commitment: 'x' })],
    ['no object', () => []],
  ])('are not read with %s', (_, alter) => {
    const value = JSON.parse(new TextDecoder().decode(createEntry(act(1))));
    expect(() => parseEntry(bytesOf(canonicalJson(alter(value))))).toThrow(code('ENTRY_MALFORMED'));
  });

  it('are not read in another spelling', () => {
    const text = new TextDecoder().decode(createEntry(act(1)));
    for (const other of [`${text}\n`, text.replace(',', ', '), `\ufeff${text}`, '{', '']) {
      expect(() => parseEntry(bytesOf(other))).toThrow(code('ENTRY_MALFORMED'));
    }
    expect(() => parseEntry(Uint8Array.of(0xff, 0xfe))).toThrow(code('ENTRY_MALFORMED'));
    expect(() => parseEntry(new Uint8Array(65_536).fill(0x20))).toThrow(code('ENTRY_MALFORMED'));
  });
});

describe('tlog-proof', () => {
  const hash = new Uint8Array(32).fill(4);

  it('is the file of the specification', () => {
    const proof = { extra: bytesOf('x'), index: 73_894, hashes: [hash], checkpoint: 'note' };
    const text = `c2sp.org/tlog-proof@v1\nextra eA==\nindex 73894\n${toBase64(hash)}\n\nnote`;
    expect(formatTlogProof(proof)).toBe(text);
    expect(parseTlogProof(text)).toEqual(proof);
    const bare = { index: 0, hashes: [], checkpoint: 'note\n\nsignatures' };
    expect(parseTlogProof(formatTlogProof(bare))).toEqual(bare);
  });

  test.each([
    ['another version', 'c2sp.org/tlog-proof@v2\nindex 0\n\nnote'],
    ['no index', 'c2sp.org/tlog-proof@v1\n\nnote'],
    ['an index with a leading zero', 'c2sp.org/tlog-proof@v1\nindex 00\n\nnote'],
    ['a negative index', 'c2sp.org/tlog-proof@v1\nindex -1\n\nnote'],
    ['extra after the index', 'c2sp.org/tlog-proof@v1\nindex 0\nextra eA==\n\nnote'],
    ['stray bits in extra', 'c2sp.org/tlog-proof@v1\nextra eB==\nindex 0\n\nnote'],
    ['a short hash', 'c2sp.org/tlog-proof@v1\nindex 0\neA==\n\nnote'],
    ['a carriage return', 'c2sp.org/tlog-proof@v1\r\nindex 0\n\nnote'],
    ['no checkpoint', 'c2sp.org/tlog-proof@v1\nindex 0\n'],
    ['64 hashes', `c2sp.org/tlog-proof@v1\nindex 0\n${`${toBase64(hash)}\n`.repeat(64)}\nnote`],
    ['nothing', ''],
  ])('is refused with %s', (_, text) => {
    expect(() => parseTlogProof(text)).toThrow(code('PROOF_MALFORMED'));
  });
});

describe('receipts', () => {
  it('verify offline and show what was opened', () => {
    const { department, kind, at, id, payload } = act(5);
    const result = verifyReceipt(receipt, KEYS);
    expect(result).toMatchObject({
      ok: true,
      index: 5,
      origin: 'tandem.example/ledger',
      treeSize: 11,
      opened: payload,
    });
    expect(result).toMatchObject({ entry: { department, kind, at, id } });
    expect(verifyReceipt(bytesOf(receipt), KEYS)).toEqual(result);
    expect(verifyReceipt(closed, KEYS)).toEqual({ ...result, opened: undefined });
  });

  it('are C2SP tlog-proof files whose leaf is the entry inside extra', () => {
    const { extra } = parseTlogProof(receipt);
    expect(canonicalJson(JSON.parse(new TextDecoder().decode(extra)).entry)).toBe(
      new TextDecoder().decode(createEntry(act(5))),
    );
    expect(closed).not.toContain(toBase64(act(5).salt));
  });

  it('verify for every entry of logs of every shape', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 40 }), fc.nat({ max: 1000 }), async (size, n) => {
        const parts = await receiptParts(n % size, size);
        expect(verifyReceipt(formatReceipt(parts), KEYS)).toMatchObject({ ok: true, index: n % size });
        expect(parseReceipt(formatReceipt(parts))).toMatchObject({ entry: parts.entry, index: n % size });
      }),
      { numRuns: 20 },
    );
  });

  it('fail when any one byte is changed in any way', () => {
    const bytes = bytesOf(receipt);
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        expect(verifyReceipt(bytes.with(at, bytes[at]! ^ change), KEYS).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('fail when any one bit of any byte is flipped, a byte is dropped, doubled or inserted', () => {
    for (const text of [receipt, closed]) {
      const bytes = bytesOf(text);
      bytes.forEach((byte, at) => {
        expect(verifyReceipt(bytes.with(at, byte ^ (1 << (at % 8))), KEYS).ok).toBe(false);
        const [before, after] = [bytes.subarray(0, at), bytes.subarray(at + 1)];
        expect(verifyReceipt(Buffer.concat([before, after]), KEYS).ok).toBe(false);
        expect(
          verifyReceipt(
            Buffer.concat([before, [0x41, byte], after].map((part) => Uint8Array.from(part))),
            KEYS,
          ).ok,
        ).toBe(false);
      });
      expect(verifyReceipt(`${text}\n`, KEYS).ok).toBe(false);
    }
  });

  it('say why they fail', async () => {
    const parts = await receiptParts(5, 11);
    const reason = (altered: Partial<ReceiptParts>) =>
      verifyReceipt(formatReceipt({ ...parts, ...altered }), KEYS);
    const refused = (code: string) => ({ ok: false, reason: code });
    expect(reason({ index: 4 })).toEqual(refused('INCLUSION_INVALID'));
    expect(reason({ entry: createEntry(act(4)) })).toEqual(refused('INCLUSION_INVALID'));
    expect(reason({ hashes: parts.hashes.slice(1) })).toEqual(refused('INCLUSION_INVALID'));
    expect(reason({ opening: { ...parts.opening, payload: { request: 6 } } })).toEqual(
      refused('OPENING_INVALID'),
    );
    expect(reason({ opening: { ...parts.opening, salt: new Uint8Array(32) } })).toEqual(
      refused('OPENING_INVALID'),
    );
    expect(reason({ checkpoint: parts.checkpoint.replace('\n11\n', '\n12\n') })).toEqual(
      refused('SIGNATURE_INVALID'),
    );
    expect(verifyReceipt('', KEYS)).toEqual(refused('PROOF_MALFORMED'));
    expect(verifyReceipt(Uint8Array.of(0xff), KEYS)).toEqual(refused('RECEIPT_MALFORMED'));
    expect(verifyReceipt(receipt, [])).toEqual(refused('NOTE_NOT_SIGNED_BY_KNOWN_KEY'));
    expect(() => verifyReceipt(receipt, ['nonsense'])).toThrow(code('KEY_MALFORMED'));
  });

  it('are not believed from a log that signs in another name', async () => {
    const parts = await receiptParts(0, 1);
    const other = createNoteSigner('other.example/ledger', new Uint8Array(32).fill(2));
    const root = parseBase64(parts.checkpoint.split('\n')[2]!)!;
    const checkpoint = signCheckpoint({ origin: signer.name, size: 1, root }, [other]);
    const keys = [...KEYS, formatVerifierKey(other.verifierKey)];
    expect(verifyReceipt(formatReceipt({ ...parts, checkpoint }), keys)).toEqual({
      ok: false,
      reason: 'NOTE_NOT_SIGNED_BY_KNOWN_KEY',
    });
  });

  test.each<[string, unknown]>([
    ['no entry', {}],
    ['more than entry and opening', { entry: {}, opening: {}, note: 1 }],
    ['an opening without salt', { entry: {}, opening: { payload: 1 } }],
    ['a salt of 31 bytes', { entry: {}, opening: { payload: 1, salt: toBase64(new Uint8Array(31)) } }],
    ['a salt that is a number', { entry: {}, opening: { payload: 1, salt: 1 } }],
  ])('are malformed with %s', (_, extra) => {
    const text = formatTlogProof({ ...parseTlogProof(receipt), extra: bytesOf(canonicalJson(extra)) });
    expect(verifyReceipt(text, KEYS)).toEqual({ ok: false, reason: 'RECEIPT_MALFORMED' });
  });

  it('are not read beyond 4 MiB, nor with nesting made to exhaust the stack', () => {
    expect(verifyReceipt('x'.repeat(4 * 1024 * 1024 + 1), KEYS)).toEqual({
      ok: false,
      reason: 'RECEIPT_MALFORMED',
    });
    const nested = bytesOf(`{"entry":${'['.repeat(200_000)}${']'.repeat(200_000)}}`);
    const text = formatTlogProof({ ...parseTlogProof(receipt), extra: nested });
    expect(verifyReceipt(text, KEYS)).toEqual({ ok: false, reason: 'VALUE_NOT_JSON' });
  });

  it('never throw on arbitrary input', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(verifyReceipt(bytes, KEYS).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyReceipt(text, KEYS).ok).toBe(false);
      }),
    );
  });
});
