import { createPrivateKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  COSIGNATURE_V1,
  createNoteSigner,
  createVerifierKey,
  ED25519,
  formatCheckpoint,
  formatVerifierKey,
  leafHash,
  openCheckpoint,
  openNote,
  parseBase64,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  signCheckpoint,
  signNote,
  toBase64,
  type NoteSigner,
} from './index.ts';
import { bytesOf } from './test/log-in-memory.ts';

const code = (code: string) => expect.objectContaining({ code });

/** From the C2SP signed-note specification. */
const C2SP_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const C2SP_NOTE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

/** From the Go package golang.org/x/mod/sumdb/note. */
const PETER = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const PETER_SEED = parseBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz')!.slice(1);
const PETER_TEXT =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const PETER_LINE =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const PETER_NOTE = `${PETER_TEXT}\n${PETER_LINE}`;

const log = createNoteSigner('tandem.example/ledger', new Uint8Array(32).fill(7));
const stranger = createNoteSigner('stranger.example', new Uint8Array(32).fill(8));

describe('known answers', () => {
  test('the note of the C2SP specification', () => {
    const { text, verified } = openNote(C2SP_NOTE, [parseVerifierKey(C2SP_KEY)]);
    expect(text).toBe('This is an example message.\n');
    expect(verified.map(({ key }) => key.name)).toEqual(['example.com/foo']);
  });

  test('Go’s key, signature for signature', () => {
    const signer = createNoteSigner('PeterNeumann', PETER_SEED);
    expect(formatVerifierKey(signer.verifierKey)).toBe(PETER);
    expect(signNote(PETER_TEXT, [signer])).toBe(PETER_NOTE);
  });

  test('the key ids of the Go checksum database and of a public witness', () => {
    for (const [text, name, type] of [
      ['sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', 'sum.golang.org', ED25519],
      [
        'remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2',
        'remora.n621.de',
        COSIGNATURE_V1,
      ],
    ] as const) {
      const key = parseVerifierKey(text);
      expect([key.name, key.type]).toEqual([name, type]);
      expect(formatVerifierKey(key)).toBe(text);
    }
  });
});

describe('verifier keys', () => {
  it('refuses every part of a key, and every byte changed', () => {
    for (let i = 0; i <= PETER.length; i++) {
      for (let j = i + 1; j <= PETER.length; j++) {
        if (j - i < PETER.length)
          expect(() => parseVerifierKey(PETER.slice(i, j))).toThrow(code('KEY_MALFORMED'));
      }
    }
    for (let i = 0; i < PETER.length; i++) {
      const changed = PETER.slice(0, i) + String.fromCharCode(PETER.charCodeAt(i) + 1) + PETER.slice(i + 1);
      expect(() => parseVerifierKey(changed)).toThrow(code('KEY_MALFORMED'));
    }
  });

  it('refuses wrong lengths, names and types', () => {
    const badLength = 'PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==';
    expect(() => parseVerifierKey(badLength)).toThrow(code('KEY_MALFORMED'));
    const badType = 'PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    expect(() => parseVerifierKey(badType)).toThrow(code('KEY_TYPE_UNKNOWN'));
    expect(() => parseVerifierKey(PETER.replace('c74f20a3', 'C74F20A3'))).toThrow(code('KEY_MALFORMED'));
    const publicKey = new Uint8Array(32);
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u3000b', 'a\nb', 'a\u0085b', 'a\ud800']) {
      expect(() => createVerifierKey({ name, type: ED25519, publicKey })).toThrow(code('KEY_MALFORMED'));
    }
  });
});

describe('notes', () => {
  const known = [log.verifierKey];

  it('opens what it signs, in any language', () => {
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1 }), (lines) => {
        const text = `${lines.join('\n')}\n`;
        expect(openNote(signNote(text, [log]), known).text).toBe(text);
      }),
      { numRuns: 30 },
    );
  });

  it('ignores signatures of strangers, and wants one it knows', () => {
    const note = signNote('text\n', [stranger, log]);
    expect(openNote(note, known).verified.map(({ key }) => key)).toEqual(known);
    expect(parseNote(note).signatures.map(({ name }) => name)).toEqual([stranger.name, log.name]);
    expect(() => openNote(signNote('text\n', [stranger]), known)).toThrow(
      code('NOTE_NOT_SIGNED_BY_KNOWN_KEY'),
    );
    const namesake = createNoteSigner(log.name, new Uint8Array(32).fill(9));
    expect(openNote(signNote('text\n', [namesake, log]), known).verified).toHaveLength(1);
    expect(() => openNote(signNote('text\n', [namesake]), known)).toThrow(
      code('NOTE_NOT_SIGNED_BY_KNOWN_KEY'),
    );
  });

  it('refuses the whole note when a signature in a known name fails', () => {
    const impostor: NoteSigner = { ...stranger, name: log.name, keyId: log.keyId };
    expect(() => openNote(signNote('text\n', [impostor]), known)).toThrow(code('SIGNATURE_INVALID'));
    expect(() => openNote(signNote('text\n', [log, impostor]), known)).toThrow(code('SIGNATURE_INVALID'));
    const short: NoteSigner = { ...log, sign: (text) => log.sign(text).slice(1) };
    expect(() => openNote(signNote('text\n', [short]), known)).toThrow(code('SIGNATURE_INVALID'));
  });

  test.each([
    ['no blank line', PETER_TEXT + PETER_LINE],
    ['no signature', `${PETER_TEXT}\n`],
    ['no last newline', PETER_NOTE.slice(0, -1)],
    ['an empty text', `\n${PETER_LINE}`],
    ['a carriage return', PETER_NOTE.replace(',\n', ',\r\n')],
    ['a NUL', PETER_NOTE.replace('If', 'I\0')],
    ['a lone surrogate', PETER_NOTE.replace('If', 'I\ud800')],
    ['a hyphen for the dash', PETER_NOTE.replace('—', '-')],
    ['two spaces', PETER_NOTE.replace('— ', '—  ')],
    ['a space at the end', PETER_NOTE.replace('=\n', '= \n')],
    ['base64 without padding', PETER_NOTE.replace('=\n', '\n')],
    ['base64 with stray bits', PETER_NOTE.replace('AM=\n', 'AN=\n')],
    ['base64url', PETER_NOTE.replace('/ZJ', '_ZJ')],
    ['a key id alone', `${PETER_TEXT}\n— PeterNeumann x08gow==\n`],
    ['text behind the signatures', `${PETER_NOTE}more\n`],
    ['101 signatures', `${PETER_TEXT}\n${PETER_LINE.repeat(101)}`],
  ])('refuses %s', (_, note) => {
    expect(() => openNote(note, [parseVerifierKey(PETER)])).toThrow(code('NOTE_MALFORMED'));
  });

  it('will not sign what it would not read', () => {
    for (const text of ['', 'no newline', 'a\ttab\n']) {
      expect(() => signNote(text, [log])).toThrow(code('NOTE_MALFORMED'));
    }
    expect(() => signNote('nobody\n', [])).toThrow(code('NOTE_MALFORMED'));
  });
});

describe('checkpoints', () => {
  const checkpoint = { origin: log.name, size: 20_852_163, root: leafHash(bytesOf('x')) };

  it('reads the C2SP example', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
    const parsed = parseCheckpoint(text);
    expect(parsed).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(formatCheckpoint(parsed)).toBe(text);
  });

  test.each([
    ['a leading zero', (text: string) => text.replace('2085', '02085')],
    ['a sign', (text: string) => text.replace('2085', '+2085')],
    ['a fraction', (text: string) => text.replace('2163', '2163.0')],
    ['a size beyond exact numbers', (text: string) => text.replace('20852163', '9007199254740993')],
    ['no size', (text: string) => text.replace('20852163', '')],
    ['a short root', (text: string) => text.replace(/.{4}\n$/, '\n')],
    ['an extension line', (text: string) => `${text}more\n`],
    ['an empty line', (text: string) => `${text}\n`],
    ['no last newline', (text: string) => text.slice(0, -1)],
    ['no origin', (text: string) => text.replace(log.name, '')],
  ])('refuses %s', (_, alter) => {
    expect(() => parseCheckpoint(alter(formatCheckpoint(checkpoint)))).toThrow(code('CHECKPOINT_MALFORMED'));
  });

  it('will not sign what it would not read', () => {
    for (const wrong of [
      { size: 1.5 },
      { size: -1 },
      { root: new Uint8Array(31) },
      { origin: 'two\nlines' },
    ]) {
      expect(() => signCheckpoint({ ...checkpoint, ...wrong }, [log])).toThrow(code('CHECKPOINT_MALFORMED'));
    }
  });

  it('is believed only when the log of that origin signed it', () => {
    expect(openCheckpoint(signCheckpoint(checkpoint, [log]), [log.verifierKey])).toEqual({
      ...checkpoint,
      witnesses: [],
    });
    const foreign = signCheckpoint({ ...checkpoint, origin: 'other.example' }, [log]);
    expect(() => openCheckpoint(foreign, [log.verifierKey])).toThrow(code('NOTE_NOT_SIGNED_BY_KNOWN_KEY'));
  });
});

describe('cosignatures of witnesses', () => {
  const seed = new Uint8Array(32).fill(3);
  const { publicKey } = createNoteSigner('w', seed).verifierKey;
  const witnessKey = createVerifierKey({ name: 'witness.example/w1', type: COSIGNATURE_V1, publicKey });
  /** RFC 8410: the fixed beginning of an Ed25519 private key in DER. */
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const witnessAt = (time: bigint): NoteSigner => ({
    ...witnessKey,
    sign: (text) => {
      const stamp = Buffer.alloc(8);
      stamp.writeBigUInt64BE(time);
      const message = Buffer.concat([bytesOf(`cosignature/v1\ntime ${time}\n`), text]);
      return Buffer.concat([stamp, sign(null, message, privateKey)]);
    },
  });
  const checkpoint = { origin: log.name, size: 1, root: leafHash(bytesOf('x')) };
  const keys = [log.verifierKey, witnessKey];

  it('are verified with their time', () => {
    const note = signCheckpoint(checkpoint, [log, witnessAt(1_679_315_147n)]);
    expect(openCheckpoint(note, keys).witnesses).toEqual([
      { name: 'witness.example/w1', time: 1_679_315_147 },
    ]);
    expect(openCheckpoint(note, [log.verifierKey]).witnesses).toEqual([]);
  });

  it('cover time and checkpoint, and do not replace the log’s own signature', () => {
    const note = signCheckpoint(checkpoint, [log, witnessAt(1_679_315_147n)]);
    const later = witnessAt(1n).sign(bytesOf(formatCheckpoint(checkpoint)));
    later[7] = 2;
    const altered = signCheckpoint(checkpoint, [log, { ...witnessKey, sign: () => later }]);
    expect(() => openCheckpoint(altered, keys)).toThrow(code('SIGNATURE_INVALID'));
    expect(() => openCheckpoint(note.replace('\n1\n', '\n2\n'), keys)).toThrow(code('SIGNATURE_INVALID'));
    const alone = signCheckpoint(checkpoint, [witnessAt(1n)]);
    expect(() => openCheckpoint(alone, keys)).toThrow(code('NOTE_NOT_SIGNED_BY_KNOWN_KEY'));
    const beyond = signCheckpoint(checkpoint, [log, witnessAt(2n ** 63n)]);
    expect(() => openCheckpoint(beyond, keys)).toThrow(code('SIGNATURE_INVALID'));
  });
});

describe('base64', () => {
  it('has one spelling for each value', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(parseBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
    for (const wrong of [
      'A',
      'AA',
      'AA=',
      'AB==',
      'AAB=',
      'AA==AA==',
      'AA= =',
      ' AAAA',
      'AAAA\n',
      'AA-_',
      '====',
      '=AAA',
    ]) {
      expect(parseBase64(wrong)).toBeUndefined();
    }
  });
});
