import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the server encrypts at rest with its own key: second-factor secrets, and marks of recovery codes. */
export interface DataKey {
  /** AES-256-GCM; `context` must be given again to open, so a sealed value cannot be moved to another row. */
  seal(plain: string, context: string): Buffer;
  /** @throws when the value was altered, moved, or sealed under another key. */
  open(sealed: Uint8Array, context: string): string;
  /** HMAC-SHA-256: recognizes a secret without keeping it, and without letting a stolen table be searched. */
  mark(secret: string, context: string): Buffer;
}

const FORMAT = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Reads the data key from `<dataDir>/keys/data.key` (32 bytes, mode 0600), making it on the first start.
 * Every replica needs the same file; losing it means that second factors must be enrolled anew.
 */
export async function openDataKey(dataDir: string): Promise<DataKey> {
  const folder = join(dataDir, 'keys');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return dataKeyFrom(await readOrMake(join(folder, 'data.key')));
}

/** Two servers starting at once agree on one key: a name can be linked only once. */
async function readOrMake(path: string): Promise<Buffer> {
  const found = await readKey(path);
  if (found) return found;
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, randomBytes(32), { mode: 0o600, flag: 'wx', flush: true });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  const made = await readKey(path);
  if (!made) throw new Error(`the data key ${path} could not be kept`);
  return made;
}

async function readKey(path: string): Promise<Buffer | undefined> {
  try {
    const key = await readFile(path);
    if (key.length !== 32) throw new Error(`the data key ${path} is damaged: ${key.length} bytes, not 32`);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function dataKeyFrom(master: Uint8Array): DataKey {
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `tandem ${purpose}`, 32));
  const sealing = derive('seal');
  const marking = derive('mark');
  return {
    seal: (plain, context) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), body]);
    },
    open: (sealed, context) => {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== FORMAT) throw new Error('sealed value of an unknown format');
      const [iv, tag, body] = cut(bytes.subarray(1), IV_BYTES, TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', sealing, iv, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    },
    mark: (secret, context) => createHmac('sha256', marking).update(`${context}\n${secret}`).digest(),
  };
}

function cut(bytes: Buffer, first: number, second: number): [Buffer, Buffer, Buffer] {
  return [bytes.subarray(0, first), bytes.subarray(first, first + second), bytes.subarray(first + second)];
}
