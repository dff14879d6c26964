import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const TRACE_PARENT = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/**
 * The trace that a request belongs to (W3C Trace Context): the caller's, else a new one, which the spans of this server
 * take from the same header. Logs, problems and spans name one id.
 */
export function traceIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = TRACE_PARENT.exec(String(headers['traceparent'] ?? ''))?.[1];
  if (given !== undefined && /[1-9a-f]/.test(given)) return given;
  const id = randomBytes(16).toString('hex');
  headers['traceparent'] = `00-${id}-${randomBytes(8).toString('hex')}-01`;
  return id;
}
