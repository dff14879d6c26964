import { hash, parseOptions } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { DECOY_HASH, hashPassword, isOutdated, makeOneTimePassword, verifyPassword } from './password.ts';

test('passwords are hashed by argon2id with the parameters OWASP asks for', async () => {
  const stored = await hashPassword('correct horse battery');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, 'correct horse battery')).toBe(true);
  expect(await verifyPassword(stored, 'correct horse batterx')).toBe(false);
});

test('a login without a hash costs the same work as one with: the decoy has the same parameters', async () => {
  const { memoryCost, timeCost, parallelism, outputLen, saltLen } = parseOptions(await hashPassword('x'));
  expect(parseOptions(DECOY_HASH)).toMatchObject({ memoryCost, timeCost, parallelism, outputLen, saltLen });
  expect(await verifyPassword(undefined, 'whatever')).toBe(false);
});

test('a password is the same however its characters were typed', async () => {
  const composed = await hashPassword('caf\u00e9-boulevard');
  expect(await verifyPassword(composed, 'cafe\u0301-boulevard')).toBe(true);
  expect(await verifyPassword(await hashPassword('ABCdef123456'), 'ＡＢＣdef１２３４５６')).toBe(true);
});

test('hashes made under weaker parameters are recognized', async () => {
  expect(isOutdated(await hash('x', { algorithm: 2, memoryCost: 4096, timeCost: 2 }))).toBe(true);
  expect(isOutdated(await hashPassword('x'))).toBe(false);
});

test('one-time passwords are long, legible and never twice the same', () => {
  const made = Array.from({ length: 200 }, makeOneTimePassword);
  expect(new Set(made).size).toBe(200);
  expect(made.every((password) => /^[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}$/.test(password))).toBe(true);
});
