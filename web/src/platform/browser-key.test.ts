import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { canMakeKeys, isPublicKey, makeKeyPair } from './browser-key.ts';

test('a key made in the browser is one that programs can read and the platform can verify with; none is made twice', async () => {
  expect(await canMakeKeys()).toBe(true);
  const { privateKey, publicKey } = await makeKeyPair();
  const signed = sign(null, Buffer.from('x'), createPrivateKey(privateKey));
  expect(verify(null, Buffer.from('x'), createPublicKey(publicKey), signed)).toBe(true);
  expect((await makeKeyPair()).privateKey).not.toBe(privateKey);
});

test('only a public key passes, in PEM or as a JWK; the private half does not in any form', async () => {
  const { privateKey, publicKey } = await makeKeyPair();
  const secret = createPrivateKey(privateKey);
  const jwkOf = (key: ReturnType<typeof createPublicKey>) => key.export({ format: 'jwk' });
  const open = jwkOf(createPublicKey(publicKey));
  const der = secret.export({ format: 'der', type: 'pkcs8' });
  const withD = jwkOf(secret);
  const isPassed = [publicKey, publicKey.replaceAll('\n', '\r\n'), `  ${publicKey} `, JSON.stringify(open)];
  expect(isPassed.map(isPublicKey)).toEqual(isPassed.map(() => true));
  const kept = [
    privateKey,
    privateKey.split('\n')[1] ?? '',
    `${publicKey}${privateKey}`,
    JSON.stringify(withD),
    `{kty:'OKP',crv:'Ed25519',d:'${withD.d}',x:'${withD.x}'}`,
    JSON.stringify({ ...open, seed: withD.d }),
    withD.d ?? '',
    Buffer.from(withD.d ?? '', 'base64url').toString('hex'),
    der.toString('base64'),
    der.toString('hex'),
    publicKey.replace('PUBLIC', 'PRIVATE'),
    privateKey.replaceAll('PRIVATE', 'PUBLIC'),
    '',
  ];
  expect(kept.map(isPublicKey)).toEqual(kept.map(() => false));
});
