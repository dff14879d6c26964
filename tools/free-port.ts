import { createServer } from 'node:net';
import { AppError } from '../server/src/platform/app-error.ts';
import { askYesNo, isInteractive, say } from './terminal.ts';
import type { StartOptions } from './start-options.ts';

type Probe = 'free' | 'busy';

/** Whether the port could be listened on now. @throws AppError SETUP_HOST_INVALID when the address is not ours. */
export async function probePort(host: string, port: number): Promise<Probe> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<Probe>();
  server.once('error', (cause: NodeJS.ErrnoException) => {
    if (cause.code === 'EADDRINUSE' || cause.code === 'EACCES') resolve('busy');
    else
      reject(
        new AppError({
          code: 'SETUP_HOST_INVALID',
          status: 400,
          params: { host, reason: cause.message },
          cause,
        }),
      );
  });
  server.listen(port, host, () => server.close(() => resolve('free')));
  return promise;
}

async function nextFreePort(host: string, from: number): Promise<number | undefined> {
  for (let port = from + 1; port <= Math.min(from + 100, 65_535); port += 1) {
    if ((await probePort(host, port)) === 'free') return port;
  }
  return undefined;
}

/**
 * The port to listen on. A busy one is said so and another offered: a person is asked; without one the next free
 * port is taken, unless the busy one was asked for by name.
 * @returns undefined when there is nothing to go on with.
 */
export async function choosePort(options: StartOptions): Promise<number | undefined> {
  const { host, port } = options;
  if ((await probePort(host, port)) === 'free') return port;
  say('SETUP_PORT_BUSY', { port });
  const other = await nextFreePort(host, port);
  if (other === undefined) return undefined;
  if (isInteractive())
    return (await askYesNo('SETUP_PORT_USE_OTHER', { port: other }, true)) ? other : undefined;
  if (options.portIsFixed) {
    say('SETUP_PORT_TRY_OTHER', { port: other });
    return undefined;
  }
  say('SETUP_PORT_TAKING_OTHER', { port: other });
  return other;
}
