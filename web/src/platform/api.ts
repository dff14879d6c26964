import createClient from 'openapi-fetch';
import type { paths } from '../generated/api.ts';
import { callServer } from './call-server.ts';

async function call(request: Request): Promise<Response> {
  const { response, problem } = await callServer(request);
  if (problem) throw problem;
  return response;
}

/**
 * The one client of the server. Every call either resolves with a 2xx answer or throws `ApiProblem`.
 * Writes carry an `Idempotency-Key` of their own unless the caller sets one (to repeat the same act safely);
 * edits pass `If-Match` in `params.header` or `headers`.
 */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin', fetch: call });

/** A file of the server, whole, under the name that it gives. @throws ApiProblem like every call */
export async function fetchFile(path: string): Promise<{ name: string; content: Blob }> {
  const response = await rawCall(path);
  const disposition = response.headers.get('content-disposition') ?? '';
  const [, encoded] = /filename\*=UTF-8''([^;]+)/.exec(disposition) ?? [];
  const [, plain = 'tandem'] = /filename="([^"]+)"/.exec(disposition) ?? [];
  return {
    name: encoded === undefined ? plain : decodeURIComponent(encoded),
    content: await response.blob(),
  };
}

/** The body of a call: `await answer(api.GET('/api/v1/…'))`. */
export async function answer<Body>(call: Promise<{ data?: Body | undefined }>): Promise<Body> {
  const { data } = await call;
  return data as Body;
}

/** Body and entity tag, for edits that must send `If-Match` later. */
export async function answerWithEtag<Body>(
  call: Promise<{ data?: Body | undefined; response: Response }>,
): Promise<{ body: Body; etag: string | undefined }> {
  const { data, response } = await call;
  return { body: data as Body, etag: response.headers.get('etag') ?? undefined };
}

/**
 * Calls a path that the OpenAPI document does not describe (uploads of files, downloads as a stream).
 * Same headers and problems as `api`.
 */
export function rawCall(path: string, init: RequestInit = {}): Promise<Response> {
  return call(new Request(path, { ...init, credentials: 'same-origin' }));
}

interface Page<Item> {
  items: readonly Item[];
  next?: string | undefined;
}

/** Lists that a person chooses from end here; longer ones are searched on the server. */
const MOST_PAGES = 50;

/** All items of a keyset-paged list, for choosing among them: page after page, each from where the last one ended. */
export async function everyItem<Item>(
  read: (at: { cursor?: string }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const page = await read(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.next;
    if (cursor === undefined) break;
  }
  return items;
}
