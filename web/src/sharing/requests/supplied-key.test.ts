import { expect, test } from 'vitest';
import { suppliedKey } from './supplied-key.ts';

test('data is called supplied only where it may be used', () => {
  const suppliedAt = '2026-11-30T09:07:00+08:00';
  expect(suppliedKey({ state: 'pending', suppliedAt })).toBe('agreement.supplied.ready');
  expect(suppliedKey({ state: 'scheduled', suppliedAt })).toBe('agreement.supplied.scheduled');
  expect(suppliedKey({ state: 'inForce', suppliedAt })).toBeUndefined();
  expect(suppliedKey({ state: 'pending', suppliedAt: null })).toBe('agreement.supplied.not');
});
