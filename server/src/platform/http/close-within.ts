import type { App } from './app.ts';

/** Refuses new requests and lets answers under way end; connections that have not taken theirs within `ms` are closed. */
export async function closeWithin(app: App, ms: number): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), ms);
  await app.close().finally(() => clearTimeout(timer));
}
