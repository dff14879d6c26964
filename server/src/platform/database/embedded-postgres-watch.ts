/** How often it is looked whether PostgreSQL still runs; also the pause between tries to bring it back. */
const LOOK_EVERY_MS = 1_000;

export interface Watch {
  /** Looks no more; returns when a revival under way has ended. */
  end(): Promise<void>;
}

/**
 * Calls `revive` whenever `isRunning` says no, one call at a time, until the watch ends. A revival that throws is
 * tried again: what stood in its way (a full disk, processes that outlive their postmaster) goes by itself or by
 * somebody's hand.
 */
export function watchPostmaster(isRunning: () => boolean, revive: () => Promise<void>): Watch {
  let underWay: Promise<void> | undefined;
  const look = () => {
    if (underWay !== undefined || isRunning()) return;
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
