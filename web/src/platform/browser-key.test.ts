import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { canMakeKeys, isPrivateKey, makeKeyPair } from './browser-key.ts';

test('a key made in the browser is one that programs can read and the platform can verify with; none is made twice', async () => {
  expect(await canMakeKeys()).toBe(true);
  const { privateKey, publicKey } = await makeKeyPair();
  const signed = sign(null, Buffer.from('x'), createPrivateKey(privateKey));
  expect(verify(null, Buffer.from('x'), createPublicKey(publicKey), signed)).toBe(true);
  expect((await makeKeyPair()).privateKey).not.toBe(privateKey);
});

test('the private half is told from the public one in every form that it is pasted in', async () => {
  const { privateKey, publicKey } = await makeKeyPair();
  const jwkOf = (key: ReturnType<typeof createPublicKey>) => JSON.stringify(key.export({ format: 'jwk' }));
  const bare = privateKey.split('\n')[1] ?? '';
  const secret = [privateKey, bare, jwkOf(createPrivateKey(privateKey))];
  expect(secret.map(isPrivateKey)).toEqual([true, true, true]);
  expect([publicKey, jwkOf(createPublicKey(publicKey)), ''].map(isPrivateKey)).toEqual([false, false, false]);
});
