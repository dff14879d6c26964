import type { Tx } from '../database/transaction.ts';
import type { JobDefinition } from '../jobs/jobs.ts';
import type { Platform } from '../platform.ts';

const SWEEP: JobDefinition<object> = { name: 'identity-sweep', expireInSeconds: 300, retryLimit: 1 };

/** Forgets what can no longer matter: old nonces, ended sessions, counts of failures, unfinished sign-ins. */
export async function sweepIdentity(tx: Tx): Promise<void> {
  await tx.client.query('delete from identity.nonce where expires_at < clock_timestamp()');
  await tx.client.query(
    `delete from identity.session
      where expires_at < clock_timestamp() or last_seen_at < clock_timestamp() - interval '1 day'`,
  );
  await tx.client.query(`delete from identity.attempt where last_at < clock_timestamp() - interval '1 day'`);
  await tx.client.query(
    `delete from identity.oidc_attempt where created_at < clock_timestamp() - interval '1 hour'`,
  );
  await tx.client.query('select identity.forget_old_events()');
}

export async function identityJobs(platform: Platform): Promise<void> {
  await platform.jobs.every(SWEEP, '*/5 * * * *', (_payload, { transact }) => transact(sweepIdentity));
}
