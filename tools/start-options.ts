import { parseArgs } from 'node:util';
import { AppError } from '../server/src/platform/app-error.ts';

export interface StartOptions {
  host: string;
  port: number;
  /** Asked for by flag or PORT: another one is then only offered. */
  portIsFixed: boolean;
  demo: boolean;
  reset: boolean;
  yes: boolean;
}

const DEFAULT_PORT = 8090;

const invalid = (reason: string, cause?: unknown) =>
  new AppError({ code: 'SETUP_OPTION_INVALID', status: 400, params: { reason }, cause });

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) throw invalid(`--port ${text}`);
  return port;
}

function parseFlags(parameters: readonly string[]) {
  try {
    return parseArgs({
      args: [...parameters],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'no-demo': { type: 'boolean' },
        reset: { type: 'boolean' },
        yes: { type: 'boolean' },
      },
    }).values;
  } catch (cause) {
    throw invalid(cause instanceof Error ? cause.message : String(cause), cause);
  }
}

/** @throws AppError SETUP_OPTION_INVALID */
export function parseStartOptions(
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): StartOptions {
  const flags = parseFlags(parameters);
  const port = flags.port ?? environment['PORT'];
  return {
    host: flags.host ?? environment['HOST'] ?? '127.0.0.1',
    port: port === undefined ? DEFAULT_PORT : parsePort(port),
    portIsFixed: port !== undefined,
    demo: flags['no-demo'] !== true,
    reset: flags.reset === true,
    yes: flags.yes === true,
  };
}
