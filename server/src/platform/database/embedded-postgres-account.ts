import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { embeddedPostgresError } from './embedded-postgres-errors.ts';

/** As whom PostgreSQL runs. It refuses root, so root gets an account of its own for it. */
export interface Account {
  uid: number;
  gid: number;
}

const OWN_ACCOUNT = 'tandem-postgres';
/** Accounts that systems without `useradd` have; asked for in this order. */
const FALLBACK_ACCOUNTS = ['postgres', 'nobody'];

function findAccount(name: string): Account | undefined {
  try {
    const read = (flag: string) =>
      Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { uid: read('-u'), gid: read('-g') };
  } catch {
    return undefined; // `id` exits 1 where there is no such account
  }
}

function createAccount(): Account | undefined {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  try {
    execFileSync('useradd', [...options, '--shell', '/usr/sbin/nologin', OWN_ACCOUNT], { stdio: 'ignore' });
  } catch {
    return undefined; // no useradd, or a read-only /etc: the fallback accounts are next
  }
  return findAccount(OWN_ACCOUNT);
}

/**
 * The account to drop to, or undefined where the present one will do (it is not root).
 * As root: the owner of an existing cluster, else `tandem-postgres`, made where it is missing.
 */
export function postgresAccount(clusterDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  const account = findAccount(OWN_ACCOUNT) ?? createAccount() ?? firstOf(FALLBACK_ACCOUNTS);
  if (!account) throw embeddedPostgresError('EMBEDDED_POSTGRES_NO_ACCOUNT');
  return account;
}

function firstOf(names: readonly string[]): Account | undefined {
  for (const name of names) {
    const account = findAccount(name);
    if (account && account.uid !== 0) return account;
  }
  return undefined;
}
