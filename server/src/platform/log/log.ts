import { openSync } from 'node:fs';
import { pino, type Logger, type LoggerOptions } from 'pino';

/** Keys whose values never reach a log, wherever they occur. */
const SECRET_KEYS = [
  'password',
  'newPassword',
  'oldPassword',
  'code',
  'secret',
  'clientSecret',
  'privateKey',
  'token',
  'authorization',
  'cookie',
  'signature',
  'residentId',
  'phone',
];

/**
 * Structured logs, one JSON object a line. Domain values (names, identifiers, rows) are never passed to it:
 * messages carry ids and codes only; the redaction here is the second net. Goes to standard output, or to `file`.
 */
export function createLog(level: string, file?: string): Logger {
  // Opened here and now: pino opens a file by its name later, and an early exit would find it unready.
  return pino(logOptions(level), openDestination(file === undefined ? 1 : openSync(file, 'a')));
}

/** Lines that wait while they can not be written; later ones are dropped. */
const WAITING_BYTES = 1 << 20;

/** A log that can not be written, as on a full disk, stops nothing and goes on with the first line that can. */
function openDestination(dest: number) {
  const destination = pino.destination({ dest, sync: true, maxLength: WAITING_BYTES });
  destination.on('error', () => undefined);
  return destination;
}

export function logOptions(level: string): LoggerOptions {
  return {
    level,
    base: { service: 'tandem' },
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '***' },
    serializers: { err: describeError },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
}

type Described = 'name' | 'stack' | 'code' | 'table' | 'constraint';

/** What a log says of an error, also of one that was copied into a plain object: no `detail` of a database error, which quotes row values. */
function describeError(error: unknown): object {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const { name, stack, code, table, constraint } = error as Partial<Record<Described, string>>;
  const frames = stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .join('\n');
  // Not as `code`, which a second factor's is called.
  return { name, errorCode: code, table, constraint, stack: frames };
}
