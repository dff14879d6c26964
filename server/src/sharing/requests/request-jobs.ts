import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { expireAgreements } from './expire-agreements.ts';
import { sweepSupply } from './supply.ts';

const SWEEP: JobDefinition<Record<string, never>> = {
  name: 'requests-sweep',
  expireInSeconds: 300,
  retryLimit: 0,
};

/** Once a minute over all servers: terms that ended, data that arrived. */
export async function requestJobs({ jobs }: Platform): Promise<void> {
  await jobs.every(SWEEP, '* * * * *', async (_payload, { transact, log }) => {
    const expired = await expireAgreements(transact);
    const supplied = await sweepSupply(transact);
    if (expired + supplied > 0) log.info({ expired, supplied }, 'agreements swept');
  });
}
