import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { generateKeyPair, keyIdOf, readPrivateKey } from './keys.ts';
import { contentDigest, signatureBase, signatureParams, signRequest } from './sign-request.ts';

/** RFC 9421 appendix B.1.4. */
const RFC_PRIVATE_KEY = createPrivateKey(`-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----`);

test('the known answer of RFC 9421 appendix B.2.6', () => {
  const components = [
    ['date', 'Tue, 20 Apr 2021 02:07:55 GMT'],
    ['@method', 'POST'],
    ['@path', '/foo'],
    ['@authority', 'example.com'],
    ['content-type', 'application/json'],
    ['content-length', '18'],
  ] as const;
  const params = signatureParams(
    components.map(([name]) => name),
    { created: 1618884473, keyid: 'test-key-ed25519' },
  );
  const signature = sign(null, signatureBase(components, params), RFC_PRIVATE_KEY);
  expect(signature.toString('base64')).toBe(
    'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
  );
});

test('the known digest of RFC 9530 appendix B.1', () => {
  expect(contentDigest(Buffer.from('{"hello": "world"}\n'))).toBe(
    'sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:',
  );
});

test('a signed request covers method, address, digest and purpose, and differs each time', () => {
  const { privateKey, keyId } = generateKeyPair();
  const signer = { keyId, privateKey: createPrivateKey(privateKey) };
  const request = {
    method: 'POST',
    url: new URL('https://data.example.gov.cn/api/v1/x?a=1'),
    headers: { 'tandem-purpose': 'tax%20check', 'content-type': 'application/json' },
    body: Buffer.from('{}'),
  };
  const first = signRequest(request, signer, 1_800_000_000_500);
  const second = signRequest(request, signer, 1_800_000_000_500);
  expect(first['signature-input']).toMatch(
    /^tandem=\("@method" "@target-uri" "content-digest" "tandem-purpose" "content-type"\);created=1800000000;expires=1800000300;nonce="[A-Za-z0-9_-]{24}";keyid="[A-Za-z0-9_-]{43}";alg="ed25519";tag="tandem"$/,
  );
  expect(first['signature-input']).not.toBe(second['signature-input']);
  const params = (first['signature-input'] ?? '').slice('tandem='.length);
  const base = signatureBase(
    [
      ['@method', 'POST'],
      ['@target-uri', 'https://data.example.gov.cn/api/v1/x?a=1'],
      ['content-digest', contentDigest(Buffer.from('{}'))],
      ['tandem-purpose', 'tax%20check'],
      ['content-type', 'application/json'],
    ],
    params,
  );
  const signature = Buffer.from((first['signature'] ?? '').slice('tandem=:'.length, -1), 'base64');
  expect(verify(null, base, createPublicKey(signer.privateKey), signature)).toBe(true);
});

test('keys: the id is the thumbprint of the public half; other algorithms are refused', () => {
  const { privateKey, publicKey, keyId } = generateKeyPair();
  expect(keyIdOf(createPublicKey(publicKey))).toBe(keyId);
  expect(keyIdOf(readPrivateKey(privateKey))).toBe(keyId);
  expect(() => readPrivateKey(createPublicKey(publicKey))).toThrow(TypeError);
});
