import createClient, { type Middleware } from 'openapi-fetch';
import type { paths } from '../generated/api.ts';
import { currentLanguage } from './i18n.ts';
import { ApiProblem, parseProblem } from './problem.ts';
import { randomUuid } from './random-uuid.ts';
import { WritesUnderWay } from './writes-under-way.ts';

const writingMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
type Listener = () => void;
const expiryListeners = new Set<Listener>();
const otherListeners = new Set<Listener>();
let speaker: string | undefined;
let isOthers = false;

/** In whose name this page speaks from now on: the server refuses its calls once the browser is somebody else's. */
export function speakAs(name: string | undefined): void {
  speaker = name;
}

/** Whether the browser became somebody else's while this page was open. A store for `useSyncExternalStore`. */
export const otherPerson = {
  subscribe(listener: Listener): () => void {
    otherListeners.add(listener);
    return () => otherListeners.delete(listener);
  },
  read: (): boolean => isOthers,
};

/** Called when the server answers 401 to anything but a sign-in: the session ended elsewhere. Returns the way to stop. */
export function onSessionExpired(listener: Listener): () => void {
  expiryListeners.add(listener);
  return () => expiryListeners.delete(listener);
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const text = await response.text();
  if (!isJson) return parseProblem(response.status, undefined);
  try {
    return parseProblem(response.status, JSON.parse(text));
  } catch (cause) {
    return new ApiProblem(
      { status: response.status, code: 'CONSOLE_ANSWER_UNREADABLE', title: '', errors: [] },
      cause,
    );
  }
}

const sessionPath = '/api/v1/session';

/** Throws the problem of a refused call; a 401 to anything but a sign-in tells the listeners. */
async function throwIfRefused(response: Response, path: string): Promise<void> {
  if (response.ok) return;
  if (response.status === 401 && path !== sessionPath) for (const listener of expiryListeners) listener();
  const problem = await readProblem(response);
  if (problem.code === 'IDENTITY_OTHER_PERSON') {
    isOthers = true;
    for (const listener of otherListeners) listener();
  }
  throw problem;
}

function addConventions(headers: Headers, method: string): void {
  headers.set('Accept-Language', currentLanguage() === 'zh' ? 'zh-CN' : 'en');
  if (speaker !== undefined) headers.set('Tandem-Person', speaker);
  if (writingMethods.has(method) && !headers.has('Idempotency-Key'))
    headers.set('Idempotency-Key', randomUuid());
}

const writes = new WritesUnderWay();
const endings = new Map<string, () => void>();

/** Puts the key of a write on it; `body` is what tells it from others to the same address. */
function beginWrite(headers: Headers, target: string, body: string): () => void {
  const { key, end } = writes.begin(`${target} ${headers.get('If-Match') ?? ''} ${body}`);
  headers.set('Idempotency-Key', key);
  return end;
}

function endWrite(id: string): void {
  endings.get(id)?.();
  endings.delete(id);
}

const conventions: Middleware = {
  async onRequest({ request, id }) {
    const { headers, method, url } = request;
    if (writingMethods.has(method) && !headers.has('Idempotency-Key'))
      endings.set(id, beginWrite(headers, `${method} ${url}`, await request.clone().text()));
    addConventions(headers, method);
    return request;
  },
  async onResponse({ request, response, id }) {
    endWrite(id);
    await throwIfRefused(response, new URL(request.url).pathname);
    return response;
  },
  onError({ error, id }) {
    endWrite(id);
    return isAbort(error) ? error : unreachable(error);
  },
};

function isAbort(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'AbortError';
}

function unreachable(cause: unknown): ApiProblem {
  return new ApiProblem({ status: 0, code: 'CONSOLE_UNREACHABLE', title: '', errors: [] }, cause);
}

/**
 * The one client of the server. Every call either resolves with a 2xx answer or throws `ApiProblem`.
 * Writes carry an `Idempotency-Key` of their own unless the caller sets one (to repeat the same act safely);
 * edits pass `If-Match` in `params.header` or `headers`.
 */
export const api = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
api.use(conventions);

/** A file of the server, whole, under the name that it gives. @throws ApiProblem like every call */
export async function fetchFile(path: string): Promise<{ name: string; content: Blob }> {
  const headers = new Headers();
  addConventions(headers, 'GET');
  const response = await fetch(path, { headers, credentials: 'same-origin' }).catch((error: unknown) => {
    throw unreachable(error);
  });
  await throwIfRefused(response, path);
  const [, name = 'tandem'] =
    /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  return { name, content: await response.blob() };
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
export async function rawCall(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  const method = (init.method ?? 'GET').toUpperCase();
  const isText = typeof init.body === 'string' && writingMethods.has(method);
  const end =
    isText && !headers.has('Idempotency-Key')
      ? beginWrite(headers, `${method} ${path}`, init.body as string)
      : undefined;
  addConventions(headers, method);
  const response = await fetch(path, { ...init, method, headers, credentials: 'same-origin' })
    .catch((cause) => {
      throw isAbort(cause) ? cause : unreachable(cause);
    })
    .finally(end);
  await throwIfRefused(response, path);
  return response;
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
