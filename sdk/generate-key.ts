#!/usr/bin/env node
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generateKeyPair } from './keys.ts';

/** `node generate-key.ts [FOLDER]`: writes a new pair and prints what to register. The folder is made; existing files stay. */
async function run(folder = '.'): Promise<void> {
  const { privateKey, publicKey, keyId } = generateKeyPair();
  const [privatePath, publicPath] = [join(folder, 'tandem-private.pem'), join(folder, 'tandem-public.pem')];
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(privatePath, privateKey, { mode: 0o600, flag: 'wx' });
  await writeFile(publicPath, publicKey, { flag: 'wx' });
  process.stdout.write(`private key  ${privatePath}  (keep it to the program; never send it)\n`);
  process.stdout.write(`public key   ${publicPath}  (register this)\n`);
  process.stdout.write(`key id       ${keyId}\n`);
}

await run(process.argv[2]);
