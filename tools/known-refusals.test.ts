import { expect, test } from 'vitest';
import { EXCHANGE_ERRORS } from '../server/src/sharing/exchange/errors.ts';
import { knownRefusals } from '../web/src/sharing/exchange/known-refusals.ts';

test('the guide lists every code of the exchange with its status, and no other', () => {
  const listed = Object.fromEntries(knownRefusals.map(({ code, status }) => [code, status]));
  expect(listed).toEqual(EXCHANGE_ERRORS);
});
