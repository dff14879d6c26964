import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { signRequest, type Signer } from './sign-request.ts';
import { errorFrom, TandemError, UNREACHABLE } from './tandem-error.ts';

export interface Transport {
  url: URL;
  signer: Signer;
  language: 'zh' | 'en';
  /** Further tries after a failure that may pass: connection, 429, 502, 503, 504. */
  retries: number;
  /** Until an answer begins. */
  timeoutMs: number;
}

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  /** Stated with the call; percent-encoded on the wire. */
  purpose?: string;
  body?: unknown;
}

const MAY_PASS = new Set([429, 502, 503, 504]);
const FIRST_PAUSE_MS = 250;

/**
 * Sends one call. Each try is signed anew (a signature is good once); all tries of a write carry the same
 * `Idempotency-Key`, so that it is done once however often it is sent.
 * @throws TandemError
 */
export async function send(transport: Transport, call: Call): Promise<Response> {
  const idempotencyKey = call.method === 'POST' ? randomUUID() : undefined;
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await trySend(transport, call, idempotencyKey);
    if (outcome instanceof Response && outcome.ok) return outcome;
    const error = outcome instanceof Response ? await errorFrom(outcome) : outcome;
    const mayPass = error.code === UNREACHABLE || MAY_PASS.has(error.status);
    if (!mayPass || attempt >= transport.retries) throw error;
    await pause(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random()));
  }
}

async function trySend(
  transport: Transport,
  call: Call,
  idempotencyKey: string | undefined,
): Promise<Response | TandemError> {
  const url = new URL(call.path, transport.url);
  const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
  const headers = signRequest(
    {
      method: call.method,
      url,
      body,
      headers: {
        'accept-language': transport.language,
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(call.purpose === undefined ? {} : { 'tandem-purpose': encodeURIComponent(call.purpose) }),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      },
    },
    transport.signer,
  );
  // The time is for the answer to begin: a long file may take longer to arrive.
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), transport.timeoutMs);
  try {
    const { signal } = late;
    return await fetch(url, {
      method: call.method,
      headers,
      signal,
      redirect: 'error',
      ...(body ? { body } : {}),
    });
  } catch (cause) {
    return new TandemError(
      { code: UNREACHABLE, title: `no answer from ${url.origin}` },
      { status: 0, cause },
    );
  } finally {
    clearTimeout(timer);
  }
}
