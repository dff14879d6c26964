import { currentLanguage } from './i18n.ts';
import { ApiProblem, parseProblem } from './problem.ts';
import { randomUuid } from './random-uuid.ts';
import { WritesUnderWay } from './writes-under-way.ts';

const writingMethods = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const sessionPath = '/api/v1/session';
type Listener = () => void;
const expiryListeners = new Set<Listener>();
const otherListeners = new Set<Listener>();
const writes = new WritesUnderWay();
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

/** What the server answered; `problem` where it refused. The body of the response is not read yet. */
export interface Answered {
  response: Response;
  problem: ApiProblem | undefined;
}

/**
 * The one way from the page to the server: each call tells its language and in whose name it speaks, a write has its key
 * of repetition and is not sent twice at a time, and what a refusal says of the session is passed on. Nothing else in
 * the console may call by itself (`call-server.test.ts`).
 * @throws ApiProblem CONSOLE_UNREACHABLE when no answer came; the reason of an abort
 */
export async function callServer(request: Request): Promise<Answered> {
  const write = await nameOfWrite(request);
  return write === undefined ? send(request) : writes.send(write, () => send(request));
}

/** What tells a write from every other; undefined for what is no JSON, as that is not read for it. */
async function nameOfWrite(request: Request): Promise<string | undefined> {
  const { headers, method, url } = request;
  const isJson = headers.get('content-type')?.includes('json') ?? request.body === null;
  if (!writingMethods.has(method) || !isJson) return undefined;
  return JSON.stringify([method, url, ...headers, await request.clone().text()]);
}

async function send(request: Request): Promise<Answered> {
  addConventions(request.headers, request.method);
  const response = await fetch(request).catch((cause: unknown) => {
    throw isAbort(cause) ? cause : unreachable(cause);
  });
  return answered(response, new URL(request.url).pathname);
}

export interface UploadProgress {
  sentBytes: number;
  totalBytes: number;
  elapsedMs: number;
}

interface Upload {
  file: File;
  headers: Headers;
  onProgress: (progress: UploadProgress) => void;
  signal: AbortSignal;
}

/**
 * `callServer` for a file of any size: by XMLHttpRequest, as fetch does not tell how much was sent. The browser reads the
 * file as it sends it. @throws as `callServer`
 */
export async function uploadToServer(
  path: string,
  { file, headers, onProgress, signal }: Upload,
): Promise<Answered> {
  addConventions(headers, 'POST');
  const response = await new Promise<Response>((resolve, reject) => {
    const startedAtMs = performance.now();
    const request = new XMLHttpRequest();
    request.open('POST', path);
    for (const [name, value] of headers) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded }) =>
      onProgress({
        sentBytes: loaded,
        totalBytes: file.size,
        elapsedMs: performance.now() - startedAtMs,
      }),
    );
    request.addEventListener('load', () => resolve(toResponse(request)));
    request.addEventListener('error', () => reject(unreachable(undefined)));
    signal.addEventListener('abort', () => {
      request.abort();
      reject(signal.reason);
    });
    request.send(file);
  });
  return answered(response, path);
}

function toResponse(request: XMLHttpRequest): Response {
  const type = request.getResponseHeader('content-type') ?? 'application/octet-stream';
  const { status, responseText } = request;
  return new Response(responseText || null, { status, headers: { 'content-type': type } });
}

function addConventions(headers: Headers, method: string): void {
  headers.set('Accept-Language', currentLanguage() === 'zh' ? 'zh-CN' : 'en');
  if (speaker !== undefined) headers.set('Tandem-Person', speaker);
  if (writingMethods.has(method) && !headers.has('Idempotency-Key'))
    headers.set('Idempotency-Key', randomUuid());
}

async function answered(response: Response, path: string): Promise<Answered> {
  if (response.ok) return { response, problem: undefined };
  if (response.status === 401 && path !== sessionPath) for (const listener of expiryListeners) listener();
  const problem = await readProblem(response.clone());
  if (problem.code === 'IDENTITY_OTHER_PERSON') {
    isOthers = true;
    for (const listener of otherListeners) listener();
  }
  return { response, problem };
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

function isAbort(error: unknown): error is DOMException {
  return error instanceof DOMException && error.name === 'AbortError';
}

function unreachable(cause: unknown): ApiProblem {
  return new ApiProblem({ status: 0, code: 'CONSOLE_UNREACHABLE', title: '', errors: [] }, cause);
}
