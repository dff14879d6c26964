import { expect, test } from 'vitest';
import { explainFailure, isPortTaken } from './embedded-postgres-process.ts';

const at = '2026-11-23 21:21:44.016 UTC [4827]';

test.each([
  [
    `${at} FATAL:  could not extend file "base/1/2691": No space left on device`,
    'EMBEDDED_POSTGRES_DISK_FULL',
  ],
  [
    `${at} FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes\n${at} HINT:  Check free disk space.`,
    'EMBEDDED_POSTGRES_DISK_FULL',
  ],
  [`${at} PANIC:  could not locate a valid checkpoint record at 0/1`, 'EMBEDDED_POSTGRES_BROKEN'],
])('%s', (log, code) => {
  expect(explainFailure(log, '/data')).toMatchObject({ code, params: { path: '/data' } });
});

test('the reason is the last thing that PostgreSQL complained about', () => {
  const log = `${at} LOG:  starting\n${at} FATAL:  first\n${at} FATAL:  last\n${at} LOG:  database system is shut down\n`;
  expect(explainFailure(log, '/data')).toMatchObject({ params: { reason: 'last' } });
});

test('a taken port is told from other failures', () => {
  expect(isPortTaken(`${at} LOG:  could not bind IPv4 address "127.0.0.1": Address already in use`)).toBe(
    true,
  );
  expect(isPortTaken(`${at} FATAL:  lock file "postmaster.pid" already exists`)).toBe(false);
});
