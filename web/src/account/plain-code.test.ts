import { expect, test } from 'vitest';
import { plainCode } from './plain-code.ts';

test.each([
  ['123 456', '123456'],
  [' 123456\n', '123456'],
  ['１２３４５６', '123456'],
  ['FQ0B-CNPS-H2NT-QMQ8', 'FQ0BCNPSH2NTQMQ8'],
  ['fq0b cnps h2nt qmq8', 'fq0bcnpsh2ntqmq8'],
])('%j is read as %j', (typed, code) => {
  expect(plainCode(typed)).toBe(code);
});
