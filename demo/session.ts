import { createHash } from 'node:crypto';

/** An answer of the public API. */
export interface ApiAnswer<T> {
  status: number;
  body: T;
  headers: Headers;
}

export interface ApiCall {
  body?: unknown;
  /** Version that is edited. */
  version?: number;
  headers?: Record<string, string>;
  bytes?: Uint8Array;
}

/** A refusal where a step of the demonstration city expected none. */
export class UnexpectedAnswer extends Error {
  constructor(call: string, status: number, text: string) {
    super(`${call} answered ${status}: ${text.slice(0, 600)}`);
    this.name = 'UnexpectedAnswer';
  }
}

/** Signed in as one person, as a browser is: a cookie, our own origin. */
export class Session {
  readonly login: string;
  readonly #url: string;
  readonly #cookie: string;

  constructor(url: string, login: string, cookie: string) {
    this.#url = url;
    this.login = login;
    this.#cookie = cookie;
  }

  /**
   * One call of the API. `key` makes a write repeatable: the same key gives the same result and does it once,
   * which is how loading a city goes on after it was interrupted.
   */
  async call<T>(
    method: string,
    path: string,
    options: ApiCall & { key?: string } = {},
  ): Promise<ApiAnswer<T>> {
    const { body, bytes, version, key } = options;
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        cookie: this.#cookie,
        'accept-language': 'zh',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(bytes === undefined ? {} : { 'content-type': 'application/octet-stream' }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(key === undefined
          ? {}
          : { 'idempotency-key': hashKey(`${this.login} ${method} ${path} ${key}`) }),
        ...options.headers,
      },
      ...(bytes === undefined ? {} : { body: new Uint8Array(bytes) }),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const json = (answer.headers.get('content-type') ?? '').includes('json');
    return { status: answer.status, headers: answer.headers, body: (json ? JSON.parse(text) : text) as T };
  }

  /** The same, for steps that must succeed. @throws UnexpectedAnswer */
  async must<T>(method: string, path: string, options: ApiCall & { key?: string } = {}): Promise<T> {
    const { status, body } = await this.call<T>(method, path, options);
    if (status >= 400)
      throw new UnexpectedAnswer(`${this.login} ${method} ${path}`, status, JSON.stringify(body));
    return body;
  }
}

function hashKey(text: string): string {
  return `demo-${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
}

/** Signs in people of the city once each. */
export class Sessions {
  readonly url: string;
  readonly #password: string;
  readonly #open = new Map<string, Promise<Session>>();

  constructor(url: string, password: string) {
    this.url = url.replace(/\/$/, '');
    this.#password = password;
  }

  as(login: string): Promise<Session> {
    let session = this.#open.get(login);
    if (session === undefined) {
      session = this.#signIn(login);
      this.#open.set(login, session);
    }
    return session;
  }

  async #signIn(login: string): Promise<Session> {
    const answer = await fetch(`${this.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: login, password: this.#password }),
    });
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (!answer.ok || cookie === undefined) {
      throw new UnexpectedAnswer(`sign-in of ${login}`, answer.status, await answer.text());
    }
    return new Session(this.url, login, cookie);
  }
}
