import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import type { Platform } from '../../platform/platform.ts';
import { settleUnpublishedClocks, sweepClocks, type ClockListener } from './sweep-clocks.ts';

const SWEEP: JobDefinition<Record<string, never>> = {
  name: 'clocks-sweep',
  expireInSeconds: 300,
  retryLimit: 0,
};

/** Sweeps every minute, once over all servers. Rooms hear of reminders and lapses through `listeners`. */
export async function clockJobs({ jobs }: Platform, listeners: readonly ClockListener[]): Promise<void> {
  await jobs.every(SWEEP, '* * * * *', async (_payload, { transact, log }) => {
    await settleUnpublishedClocks(transact, listeners);
    const events = await sweepClocks(transact, listeners);
    if (events > 0) log.info({ events }, 'clocks swept');
  });
}
