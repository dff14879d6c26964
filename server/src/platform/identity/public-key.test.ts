import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { parsePublicKey, thumbprint } from './public-key.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');

test('a public key reads the same from PEM and from JWK', () => {
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const jwk = publicKey.export({ format: 'jwk' });
  expect(parsePublicKey(pem)).toEqual(parsePublicKey(JSON.stringify(jwk)));
  expect(parsePublicKey(`\n${pem}\n`).raw).toEqual(Buffer.from(jwk.x ?? '', 'base64url'));
});

test('the name of a key is its thumbprint: the example of RFC 8037 appendix A.3', () => {
  const raw = Buffer.from('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', 'base64url');
  expect(thumbprint(raw)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});

test.each([
  ['a private key as PEM', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
  ['a private key as JWK', JSON.stringify(privateKey.export({ format: 'jwk' }))],
  [
    'another algorithm',
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .publicKey.export({ type: 'spki', format: 'pem' })
      .toString(),
  ],
  [
    'a JWK with a member of another kind',
    JSON.stringify({ ...publicKey.export({ format: 'jwk' }), seed: 'x' }),
  ],
  [
    'a public key beside another block',
    `${publicKey.export({ type: 'spki', format: 'pem' }).toString()}-----BEGIN SEED-----\nAAAA\n-----END SEED-----`,
  ],
  ['no key at all', 'hello'],
  ...['00'.repeat(32), `01${'00'.repeat(30)}80`, `ec${'ff'.repeat(31)}`].map((raw): [string, string] => [
    `a point of small order (${raw.slice(0, 4)}…)`,
    JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: Buffer.from(raw, 'hex').toString('base64url') }),
  ]),
  ['a JWK of the wrong length', JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'AAAA' })],
])('%s is refused', (_what, text) => {
  expect(() => parsePublicKey(text)).toThrow(expect.objectContaining({ code: 'IDENTITY_KEY_INVALID' }));
});
