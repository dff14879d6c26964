import { createPrivateKey, createPublicKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createVerifierKey,
  ED25519,
  formatVerifierKey,
  parseBase64,
  toBase64,
  type NoteSigner,
} from '@tandem/ledger';
import { ledgerError } from './errors.ts';

export interface LogSigner extends NoteSigner {
  /** The verifier key to give to those who check receipts. */
  verifierKey: string;
}

/** RFC 8410: what precedes the 32 bytes of an Ed25519 seed in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const SEED_BYTES = 32;

const keyPath = (dataDir: string) => join(dataDir, 'keys/ledger.key');
/** Where `npm run verify` finds the key of this installation. */
const verifierKeyPath = (dataDir: string) => join(dataDir, 'keys/ledger.vkey');

function publicBytes(privateKey: KeyObject): Uint8Array {
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  return Buffer.from(x, 'base64url');
}

function signerFrom(name: string, seed: Uint8Array): LogSigner {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const key = createVerifierKey({ name, type: ED25519, publicKey: publicBytes(privateKey) });
  const { keyId } = key;
  return { name, keyId, verifierKey: formatVerifierKey(key), sign: (text) => sign(null, text, privateKey) };
}

/** `PRIVATE+KEY+name+keyid+base64(type ‖ seed)`, as Go's sumdb/note writes signing keys. */
function formatSigningKey({ name, keyId }: LogSigner, seed: Uint8Array): string {
  return `PRIVATE+KEY+${name}+${keyId}+${toBase64(Uint8Array.of(ED25519, ...seed))}\n`;
}

function parseSigningKey(text: string): LogSigner | undefined {
  const [, name = '', keyId, encoded = ''] =
    /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+(\S+)\n?$/.exec(text) ?? [];
  const typeAndSeed = parseBase64(encoded);
  if (typeAndSeed?.length !== 1 + SEED_BYTES || typeAndSeed[0] !== ED25519) return undefined;
  const signer = signerFrom(name, typeAndSeed.subarray(1));
  return signer.keyId === keyId ? signer : undefined;
}

/**
 * The key that signs checkpoints, from `<dataDir>/keys/ledger.key`; undefined when there is none.
 * @throws AppError LEDGER_KEY_WRONG when the file is no signing key.
 */
export async function findSigner(dataDir: string): Promise<LogSigner | undefined> {
  const path = keyPath(dataDir);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const signer = parseSigningKey(text);
  if (!signer) throw ledgerError('LEDGER_KEY_WRONG', { params: { path } });
  return signer;
}

/**
 * Makes a new key under the name (mode 0600). A key that is there already is kept beside it, so that nothing is
 * lost; call it only where no other server can be doing the same.
 */
export async function makeSigner(dataDir: string, name: string): Promise<LogSigner> {
  const path = keyPath(dataDir);
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  const former = await readIfThere(path);
  if (former !== undefined)
    await rename(path, `${path}.${parseSigningKey(former)?.keyId ?? 'damaged'}.former`);
  const seed = randomBytes(SEED_BYTES);
  const signer = signerFrom(name, seed);
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, formatSigningKey(signer, seed), { mode: 0o600, flag: 'wx', flush: true });
  await link(draft, path);
  await rm(draft);
  return signer;
}

/** Lays the public key beside the private one. */
export async function publishVerifierKey(dataDir: string, { verifierKey }: LogSigner): Promise<void> {
  await replaceFile(verifierKeyPath(dataDir), `${verifierKey}\n`);
}

/** Writes a file whole or not at all. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    await writeFile(draft, text, { flag: 'wx' });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
