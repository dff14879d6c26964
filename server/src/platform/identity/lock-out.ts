import { createHash } from 'node:crypto';

/**
 * Guessing is slowed, never stopped for good: after `free` failures each further one locks for twice as long,
 * up to `longestSeconds`. An address may fail more often than a login: a whole office sits behind one.
 */
export interface LockPolicy {
  free: number;
  firstSeconds: number;
  longestSeconds: number;
  /** Failures older than this are forgotten. */
  memorySeconds: number;
}

export const LOGIN_POLICY: LockPolicy = {
  free: 7,
  firstSeconds: 30,
  longestSeconds: 900,
  memorySeconds: 86_400,
};
export const ADDRESS_POLICY: LockPolicy = {
  free: 59,
  firstSeconds: 30,
  longestSeconds: 900,
  memorySeconds: 3_600,
};

/** How long the `failures`-th failure in a row locks, in seconds; 0 while free. */
export function lockSeconds(policy: LockPolicy, failures: number): number {
  const beyond = failures - policy.free;
  if (beyond <= 0) return 0;
  return Math.min(policy.longestSeconds, policy.firstSeconds * 2 ** Math.min(beyond - 1, 30));
}

/** People type passwords into the wrong field, so what was typed is never kept, only its hash. */
export function loginKey(login: string): Buffer {
  return createHash('sha256').update(`login\n${login}`).digest();
}

/** One key for an IPv4 address or for a whole IPv6 /64, which one person can draw addresses from at will. */
export function addressKey(address: string): Buffer {
  return createHash('sha256')
    .update(`address\n${network(address)}`)
    .digest();
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
