import { systemCode } from './embedded-postgres-errors.ts';

/** How often it is looked whether PostgreSQL still runs; also the pause between tries to bring it back. */
const LOOK_EVERY_MS = 1_000;

export interface Watch {
  /** Looks no more; returns when a revival under way has ended. */
  end(): Promise<void>;
}

/** Whether no process has this number. Needs no file: a process without descriptors left can still tell. */
export function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}

/**
 * Calls `revive` whenever `hasEnded` says so, one call at a time, until the watch ends. A revival that throws is
 * tried again: what stood in its way (a full disk, processes that outlive their postmaster) goes by itself or by
 * somebody's hand.
 */
export function watchPostmaster(hasEnded: () => boolean, revive: () => Promise<void>): Watch {
  let underWay: Promise<void> | undefined;
  const look = () => {
    if (underWay !== undefined || !hasEnded()) return;
    underWay = revive()
      .catch(() => undefined)
      .finally(() => {
        underWay = undefined;
      });
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return {
    async end() {
      clearInterval(timer);
      await underWay;
    },
  };
}
