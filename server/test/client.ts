import { createPrivateKey } from 'node:crypto';
import { signRequest, type Signer } from '@tandem/sdk';

/** What came back. `body` is parsed where it was JSON, otherwise text; `bytes` are the body as it came. */
export interface TestResponse<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
  bytes: Uint8Array;
}

type SendHeaders = Readonly<Record<string, string>>;
type Send = (
  method: string,
  path: string,
  given: { body: unknown; headers: SendHeaders },
) => Promise<Response>;

/** Somebody who calls the server over HTTP. Objects are sent as JSON, text and bytes as they are. */
export interface TestClient {
  get<T = Record<string, unknown>>(path: string, headers?: SendHeaders): Promise<TestResponse<T>>;
  delete<T = Record<string, unknown>>(path: string, headers?: SendHeaders): Promise<TestResponse<T>>;
  post<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: SendHeaders,
  ): Promise<TestResponse<T>>;
  put<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: SendHeaders,
  ): Promise<TestResponse<T>>;
  patch<T = Record<string, unknown>>(
    path: string,
    body?: unknown,
    headers?: SendHeaders,
  ): Promise<TestResponse<T>>;
  /** For streams and anything unusual: the response as fetch gives it. */
  fetch(method: string, path: string, given?: { body?: unknown; headers?: SendHeaders }): Promise<Response>;
}

export function makeClient(send: Send): TestClient {
  const call = async <T>(method: string, path: string, body: unknown, headers: SendHeaders = {}) =>
    read<T>(await send(method, path, { body, headers }));
  return {
    get: (path, headers) => call('GET', path, undefined, headers),
    delete: (path, headers) => call('DELETE', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    put: (path, body, headers) => call('PUT', path, body, headers),
    patch: (path, body, headers) => call('PATCH', path, body, headers),
    fetch: (method, path, given = {}) =>
      send(method, path, { body: given.body, headers: given.headers ?? {} }),
  };
}

async function read<T>(response: Response): Promise<TestResponse<T>> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  const body = (isJson && text !== '' ? JSON.parse(text) : text) as T;
  return { status: response.status, headers: response.headers, body, bytes };
}

interface Encoded {
  body: string | Uint8Array<ArrayBuffer> | undefined;
  headers: Record<string, string>;
}

function encode(given: { body: unknown; headers: SendHeaders }): Encoded {
  const { body } = given;
  if (body === undefined) return { body: undefined, headers: { ...given.headers } };
  const type = typeof body === 'string' ? 'text/plain' : 'application/octet-stream';
  if (typeof body === 'string' || body instanceof Uint8Array) {
    return { body: body as string, headers: { 'content-type': type, ...given.headers } };
  }
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...given.headers } };
}

/** A browser with these cookies (`name=value; …`), on a page of the platform itself. */
export function browserClient(baseUrl: string, cookie: string | undefined): TestClient {
  return makeClient(async (method, path, given) => {
    const { body, headers } = encode(given);
    const own = cookie === undefined ? {} : { cookie, 'sec-fetch-site': 'same-origin' };
    return fetch(new URL(path, baseUrl), {
      method,
      headers: { ...own, ...headers },
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
  });
}

/** A program that signs each request with its key, as the SDK does. */
export function signedClient(baseUrl: string, key: { keyId: string; privateKey: string }): TestClient {
  const signer: Signer = { keyId: key.keyId, privateKey: createPrivateKey(key.privateKey) };
  return makeClient(async (method, path, given) => {
    const { body, headers } = encode(given);
    const url = new URL(path, baseUrl);
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const signed = signRequest({ method, url, headers, body: bytes }, signer);
    return fetch(url, {
      method,
      headers: signed,
      redirect: 'manual',
      ...(body === undefined ? {} : { body }),
    });
  });
}
