import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { canMakeKeys, makeKeyPair } from './make-key-pair.ts';

test('a pair made here is Ed25519 as programs read it, its halves belong together, and none is made twice', async () => {
  expect(canMakeKeys()).toBe(true);
  const [first, second] = [await makeKeyPair(), await makeKeyPair()];
  const key = createPrivateKey(first.privateKey);
  expect(key.asymmetricKeyType).toBe('ed25519');
  const derived = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  expect(derived).toBe(first.publicKey);
  expect(second.privateKey).not.toBe(first.privateKey);
});
