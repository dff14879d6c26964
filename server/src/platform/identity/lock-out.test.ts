import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ADDRESS_POLICY, addressKey, lockSeconds, LOGIN_POLICY, loginKey } from './lock-out.ts';

test('the first failures are free, then each doubles the wait, up to a quarter of an hour', () => {
  const waits = Array.from({ length: 14 }, (_, index) => lockSeconds(LOGIN_POLICY, index + 1));
  expect(waits).toEqual([0, 0, 0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
  expect(lockSeconds(ADDRESS_POLICY, 59)).toBe(0);
  expect(lockSeconds(ADDRESS_POLICY, 60)).toBe(30);
});

test('waiting never shrinks with further failures and never becomes for ever', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), (failures) => {
      const now = lockSeconds(LOGIN_POLICY, failures);
      const next = lockSeconds(LOGIN_POLICY, failures + 1);
      return next >= now && next <= LOGIN_POLICY.longestSeconds;
    }),
  );
});

test('an address is one IPv4 address or one IPv6 network', () => {
  const same = (a: string, b: string) => addressKey(a).equals(addressKey(b));
  expect(same('203.0.113.7', '::ffff:203.0.113.7')).toBe(true);
  expect(same('203.0.113.7', '203.0.113.8')).toBe(false);
  expect(same('2001:db8:1:2:3:4:5:6', '2001:db8:1:2:ffff::1')).toBe(true);
  expect(same('2001:db8:1:2::1', '2001:db8:1:3::1')).toBe(false);
  expect(same('2001:db8::1', '2001:0db8:0:0::ffff')).toBe(true);
  expect(same('fe80::1%eth0', 'fe80::2%eth0')).toBe(true);
  expect(same('::1', '::2')).toBe(true);
});

test('logins and addresses never share a count', () => {
  expect(loginKey('203.0.113.7').equals(addressKey('203.0.113.7'))).toBe(false);
});
