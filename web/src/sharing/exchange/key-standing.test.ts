import { expect, test } from 'vitest';
import { keyStanding } from './key-standing.ts';

test('a key is good, then ending, then over; a revoked one is revoked whatever its term', () => {
  const now = new Date('2026-11-23T00:00:00Z');
  const key = (expiresAt: string, revokedAt: string | null = null) =>
    keyStanding({ expiresAt, revokedAt }, now);
  expect(key('2027-11-23T00:00:00Z')).toBe('good');
  expect(key('2026-12-20T00:00:00Z')).toBe('ending');
  expect(key('2026-11-22T00:00:00Z')).toBe('expired');
  expect(key('2027-11-23T00:00:00Z', '2026-11-01T00:00:00Z')).toBe('revoked');
});
