import type { App } from './app.ts';

/** How often connections are looked for whose last answer was taken since. */
const LOOK_EVERY_MS = 100;

/**
 * Refuses new requests and lets answers under way end; connections that have not taken theirs within `ms` are closed. What
 * was kept alive for more requests is closed as soon as it has its answer.
 */
export async function closeWithin(app: App, ms: number): Promise<void> {
  const looks = setInterval(() => app.server.closeIdleConnections(), LOOK_EVERY_MS);
  const limit = setTimeout(() => app.server.closeAllConnections(), ms);
  await app.close().finally(() => {
    clearInterval(looks);
    clearTimeout(limit);
  });
}
