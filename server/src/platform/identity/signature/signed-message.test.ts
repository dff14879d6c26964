import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDigest, signatureBase as clientBase, signatureParams } from '@tandem/sdk';
import { parseSignature, type SignatureInput } from './signature-input.ts';
import { assertCovered, assertDigest, signatureBase, type SignedMessage } from './signed-message.ts';

/** RFC 9421 appendix B.1.4 and B.2.6. */
const RFC_KEY = createPublicKey(`-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----`);
const RFC_PARAMS =
  '("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
const RFC_SIGNATURE = Buffer.from(
  'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==',
  'base64',
);
const RFC_MESSAGE: SignedMessage = {
  method: 'POST',
  target: '/foo?param=Value&Pet=dog',
  headers: {
    host: 'example.com',
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-length': '18',
  },
  bodySha256: undefined,
};

function inputOf(components: readonly string[], params: string): SignatureInput {
  return { components, params, keyId: '', nonce: '', created: 0, expires: 0, signature: new Uint8Array() };
}

test('the known answer of RFC 9421 appendix B.2.6 verifies', () => {
  const components = ['date', '@method', '@path', '@authority', 'content-type', 'content-length'];
  const base = signatureBase(RFC_MESSAGE, inputOf(components, RFC_PARAMS), 'https://example.com');
  expect(base.toString('latin1')).toBe(
    [
      '"date": Tue, 20 Apr 2021 02:07:55 GMT',
      '"@method": POST',
      '"@path": /foo',
      '"@authority": example.com',
      '"content-type": application/json',
      '"content-length": 18',
      `"@signature-params": ${RFC_PARAMS}`,
    ].join('\n'),
  );
  expect(verify(null, base, RFC_KEY, RFC_SIGNATURE)).toBe(true);
});

test('and is the answer that signing gives, Ed25519 being deterministic', () => {
  const key = createPrivateKey(`-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF
-----END PRIVATE KEY-----`);
  const components = ['date', '@method', '@path', '@authority', 'content-type', 'content-length'];
  const base = signatureBase(RFC_MESSAGE, inputOf(components, RFC_PARAMS), 'https://example.com');
  expect(sign(null, base, key).equals(RFC_SIGNATURE)).toBe(true);
});

test('what the SDK signs is what the platform rebuilds, for any path, query and purpose', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9._~%-]{0,12}$/);
  fc.assert(
    fc.property(part, fc.option(part), part, (path, query, purpose) => {
      const target = `/${path}${query === null ? '' : `?${query}`}`;
      const names = ['@method', '@target-uri', 'tandem-purpose'];
      const params = signatureParams(names, { created: 1, tag: 'tandem' });
      const signed = clientBase(
        [
          ['@method', 'GET'],
          ['@target-uri', `https://data.example${target}`],
          ['tandem-purpose', purpose],
        ],
        params,
      );
      const headers = { host: 'DATA.example', 'tandem-purpose': ` ${purpose} ` };
      const message: SignedMessage = { method: 'GET', target, headers, bodySha256: undefined };
      return signed.equals(signatureBase(message, inputOf(names, params), 'https://data.example'));
    }),
  );
});

const GOOD_PARAMS: Record<string, string | number> = {
  created: 1_800_000_000,
  expires: 1_800_000_300,
  nonce: 'abcdefghijklmnopqrst',
  keyid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  alg: 'ed25519',
  tag: 'tandem',
};
const GOOD_BYTES = `:${Buffer.alloc(64, 7).toString('base64')}:`;

function parse(
  params: Record<string, string | number>,
  names: readonly string[] = ['@method', '@target-uri'],
) {
  return parseSignature(`sig=${signatureParams(names, params)}`, `sig=${GOOD_BYTES}`);
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'passed';
  } catch (error) {
    const { code, params } = error as { code: string; params: Record<string, string> };
    return params['part'] === undefined ? code : `${code} ${params['part']}`;
  }
}

test('a signature in the profile is read', () => {
  expect(parse(GOOD_PARAMS)).toMatchObject({
    components: ['@method', '@target-uri'],
    keyId: GOOD_PARAMS['keyid'],
    created: 1_800_000_000,
  });
});

test.each(['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'])('without %s it is incomplete', (name) => {
  const { [name]: _left, ...rest } = GOOD_PARAMS;
  expect(codeOf(() => parse(rest))).toBe(`IDENTITY_SIGNATURE_INCOMPLETE ${name}`);
});

test.each([
  ['another algorithm', { alg: 'rsa-v1_5-sha256' }, 'IDENTITY_SIGNATURE_INCOMPLETE alg'],
  ['a short nonce', { nonce: 'short' }, 'IDENTITY_SIGNATURE_INCOMPLETE nonce'],
  ['a key id of another form', { keyid: '../../etc' }, 'IDENTITY_SIGNATURE_INCOMPLETE keyid'],
  ['a time with a fraction', { created: 1.5 }, 'IDENTITY_SIGNATURE_INCOMPLETE created'],
  ['a time as text', { created: '1800000000' }, 'IDENTITY_SIGNATURE_INCOMPLETE created'],
])('%s is refused', (_what, change, code) => {
  expect(codeOf(() => parse({ ...GOOD_PARAMS, ...change }))).toBe(code);
});

test.each([
  ['nothing', '', ''],
  ['no structured field', 'sig=("@method"', `sig=${GOOD_BYTES}`],
  ['a label without bytes', `sig=${signatureParams(['@method'], GOOD_PARAMS)}`, `other=${GOOD_BYTES}`],
  ['bytes of the wrong length', `sig=${signatureParams(['@method'], GOOD_PARAMS)}`, 'sig=:AAAA:'],
  [
    'a repeated component',
    `sig=${signatureParams(['@method', '@method'], GOOD_PARAMS)}`,
    `sig=${GOOD_BYTES}`,
  ],
  ['upper case', `sig=${signatureParams(['Content-Digest'], GOOD_PARAMS)}`, `sig=${GOOD_BYTES}`],
  [
    'component parameters',
    `sig=${signatureParams(['@method'], GOOD_PARAMS).replace('"@method"', '"@method";req')}`,
    `sig=${GOOD_BYTES}`,
  ],
  [
    'a header beyond measure',
    `sig=${signatureParams(['@method'], GOOD_PARAMS)}${' '.repeat(5000)}`,
    `sig=${GOOD_BYTES}`,
  ],
])('%s does not pass', (_what, input, signature) => {
  expect(codeOf(() => parseSignature(input, signature))).toMatch(
    /^IDENTITY_SIGNATURE_(MALFORMED|INCOMPLETE)/,
  );
});

test('of two signatures with our tag neither is taken; one of a proxy does not disturb', () => {
  const ours = signatureParams(['@method'], GOOD_PARAMS);
  const proxys = signatureParams(['@method'], { ...GOOD_PARAMS, tag: 'proxy' });
  const both = `a=${GOOD_BYTES}, b=${GOOD_BYTES}`;
  expect(codeOf(() => parseSignature(`a=${ours}, b=${ours}`, both))).toBe(
    'IDENTITY_SIGNATURE_INCOMPLETE tag',
  );
  expect(codeOf(() => parseSignature(`a=${proxys}, b=${ours}`, both))).toBe('passed');
});

const body = Buffer.from('{"a":1}');
const bodySha256 = Buffer.from(contentDigest(body).slice(9, -1), 'base64');

test.each<[string, string[], Partial<SignedMessage>, string]>([
  ['everything', ['@method', '@target-uri', 'content-digest'], { bodySha256 }, 'passed'],
  ['the address in three parts', ['@method', '@authority', '@path', '@query'], {}, 'passed'],
  ['no method', ['@target-uri'], {}, 'IDENTITY_SIGNATURE_INCOMPLETE @method'],
  ['no query', ['@method', '@authority', '@path'], {}, 'IDENTITY_SIGNATURE_INCOMPLETE @target-uri'],
  ['no host', ['@method', '@path', '@query'], {}, 'IDENTITY_SIGNATURE_INCOMPLETE @target-uri'],
  [
    'a body outside',
    ['@method', '@target-uri'],
    { bodySha256 },
    'IDENTITY_SIGNATURE_INCOMPLETE content-digest',
  ],
  [
    'a purpose outside',
    ['@method', '@target-uri'],
    { headers: { 'tandem-purpose': 'x' } },
    'IDENTITY_SIGNATURE_INCOMPLETE tandem-purpose',
  ],
  [
    'a key of repetition outside',
    ['@method', '@target-uri'],
    { headers: { 'idempotency-key': 'x' } },
    'IDENTITY_SIGNATURE_INCOMPLETE idempotency-key',
  ],
  [
    'a condition outside',
    ['@method', '@target-uri'],
    { headers: { 'if-match': '"1"' } },
    'IDENTITY_SIGNATURE_INCOMPLETE if-match',
  ],
])('covering %s', (_what, components, message, outcome) => {
  const whole: SignedMessage = {
    method: 'POST',
    target: '/',
    headers: {},
    bodySha256: undefined,
    ...message,
  };
  expect(codeOf(() => assertCovered(whole, inputOf(components, '')))).toBe(outcome);
});

test('the digest must be that of the bytes that came', () => {
  const message = (digest: string, sha: Buffer | undefined): SignedMessage => {
    return { method: 'POST', target: '/', headers: { 'content-digest': digest }, bodySha256: sha };
  };
  const good = contentDigest(body);
  expect(codeOf(() => assertDigest(message(good, bodySha256)))).toBe('passed');
  expect(codeOf(() => assertDigest(message(`sha-512=:AAAA:, ${good}`, bodySha256)))).toBe('passed');
  expect(codeOf(() => assertDigest(message(contentDigest(Buffer.alloc(0)), undefined)))).toBe('passed');
  expect(codeOf(() => assertDigest(message(good, undefined)))).toBe('IDENTITY_DIGEST_WRONG');
  expect(codeOf(() => assertDigest(message(contentDigest(Buffer.from('{"a":2}')), bodySha256)))).toBe(
    'IDENTITY_DIGEST_WRONG',
  );
  expect(codeOf(() => assertDigest(message('md5=:AAAA:', bodySha256)))).toBe('IDENTITY_DIGEST_WRONG');
});

test('a component that the message does not have cannot be covered', () => {
  const message: SignedMessage = {
    method: 'GET',
    target: '/',
    headers: { host: 'a' },
    bodySha256: undefined,
  };
  for (const name of ['@status', '@query-param', 'x-missing']) {
    expect(codeOf(() => signatureBase(message, inputOf([name], ''), 'https://a'))).toBe(
      `IDENTITY_SIGNATURE_INCOMPLETE ${name}`,
    );
  }
});
