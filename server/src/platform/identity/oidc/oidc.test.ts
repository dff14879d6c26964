import { generateKeyPairSync } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserClient } from '../../../../test/client.ts';
import { startTestServer, type TestServerRun } from '../../../../test/server.ts';

const CLIENT = { id: 'tandem', secret: 'a-secret-of-the-client-that-is-long' };

/** What the issuer says of its people. */
const CLAIMS: Record<string, Record<string, unknown>> = {
  wang: { preferred_username: 'Tax.Clerk' },
  impostor: { preferred_username: 'tax.clerk' },
  stranger: { preferred_username: 'nobody.we.know' },
  nameless: {},
};

let run: TestServerRun;
const issuers: Server[] = [];

/** A real issuer over real HTTP: it shows a login form and a consent form, and issues signed tokens. It may publish other keys than it signs by. */
async function startIssuer(port: number, redirectUri: string, keys?: object[]): Promise<Server> {
  const provider = new Provider(`http://127.0.0.1:${port}`, {
    clients: [{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...CLAIMS[id] }) }),
  });
  const answer = provider.callback() as RequestListener;
  const server = createServer((request, response) => {
    if (request.url === '/jwks' && keys) response.end(JSON.stringify({ keys }));
    else answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return server;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

beforeAll(async () => {
  const port = await freePort();
  const otherPort = await freePort();
  const config = {
    label: '统一身份认证',
    clientId: CLIENT.id,
    clientSecret: CLIENT.secret,
    accountClaim: 'preferred_username',
  };
  const configured = [
    { ...config, id: 'gov', issuer: `http://127.0.0.1:${port}` },
    { ...config, id: 'away', issuer: `http://127.0.0.1:${await freePort()}` },
    { ...config, id: 'other-keys', issuer: `http://127.0.0.1:${otherPort}` },
  ];
  run = await startTestServer({ env: { TANDEM_OIDC: JSON.stringify(configured) } });
  issuers.push(await startIssuer(port, `${run.url}/api/v1/oidc/gov/callback`));
  const { keys } = (await (await fetch(`http://127.0.0.1:${port}/jwks`)).json()) as {
    keys: { kid: string }[];
  };
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const others = keys.map(({ kid }) => ({
    ...publicKey.export({ format: 'jwk' }),
    kid,
    alg: 'RS256',
    use: 'sig',
  }));
  issuers.push(await startIssuer(otherPort, `${run.url}/api/v1/oidc/other-keys/callback`, others));
});
afterAll(async () => {
  await run.stop();
  for (const issuer of issuers) await new Promise((resolve) => issuer.close(resolve));
});

/** A browser: keeps the cookies of both hosts (they differ by name), follows redirects by hand. */
class Browser {
  readonly cookies = new Map<string, string>();

  async open(url: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return response;
  }

  /** Follows redirects until `stop` says so; answers with the address reached. */
  async follow(
    url: string,
    stop: (url: URL) => boolean,
  ): Promise<{ url: URL; response: Response | undefined }> {
    let address = new URL(url);
    for (let step = 0; step < 12; step += 1) {
      if (stop(address)) return { url: address, response: undefined };
      const response = await this.open(address.href);
      const location = response.headers.get('location');
      if (!location) return { url: address, response };
      address = new URL(location, address);
    }
    throw new Error('too many redirects');
  }

  /** Goes through login and consent at the issuer, up to the address it sends the browser back to. */
  async signInAtIssuer(start: string, who: string): Promise<URL> {
    const isCallback = (url: URL) => url.pathname.endsWith('/callback');
    let { url, response } = await this.follow(start, isCallback);
    for (let form = 0; response && form < 3; form += 1) {
      const page = await response.text();
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? url.href;
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? 'login';
      const answered = await this.open(new URL(action, url).href, { prompt, login: who, password: 'any' });
      ({ url, response } = await this.follow(
        new URL(answered.headers.get('location') ?? '', url).href,
        isCallback,
      ));
    }
    return url;
  }
}

const START = '/api/v1/oidc/gov/start';

async function signInBy(who: string, start = START): Promise<{ browser: Browser; landed: string | null }> {
  const browser = new Browser();
  const callback = await browser.signInAtIssuer(new URL(start, run.url).href, who);
  const landed = (await browser.open(callback.href)).headers.get('location');
  return { browser, landed };
}

function sessionOf(browser: Browser) {
  return browserClient(run.url, `tandem_session=${browser.cookies.get('tandem_session')}`).get(
    '/api/v1/session',
  );
}

test('the sign-in page learns which issuers there are, and none of their secrets', async () => {
  const options = await run.anonymous.get('/api/v1/session/options');
  expect(options.body).toMatchObject({
    oidc: [{ id: 'gov', label: '统一身份认证' }, { id: 'away' }, { id: 'other-keys' }],
  });
  expect(JSON.stringify(options.body)).not.toContain(CLIENT.secret);
});

test('a person signs in by the issuer: the claim names the account, the link is recorded and kept', async () => {
  const { browser, landed } = await signInBy('wang', `${START}?next=/requests/7%3Ftab%3Dagreement`);
  expect(landed).toBe('/requests/7?tab=agreement');
  expect((await sessionOf(browser)).body).toMatchObject({ person: { id: run.person('tax.clerk').id } });
  const links = await run.owner('select issuer_id, subject from identity.external_identity');
  expect(links).toEqual([{ issuer_id: 'gov', subject: 'wang' }]);
  const entries = await run.owner(`select payload from ledger.entry where kind = 'account.issuer-linked'`);
  expect(entries).toMatchObject([{ payload: { login: 'tax.clerk' } }]);
  CLAIMS['wang'] = { preferred_username: 'somebody.else' };
  expect((await sessionOf((await signInBy('wang')).browser)).status).toBe(200);
});

test('another subject that claims a linked account is refused', async () => {
  const { browser, landed } = await signInBy('impostor');
  expect(landed).toBe('/sign-in?failure=IDENTITY_ISSUER_NOT_LINKED');
  expect(browser.cookies.has('tandem_session')).toBe(false);
});

test.each(['stranger', 'nameless'])('no account is made for %s', async (who) => {
  const [before] = await run.owner('select count(*) from identity.account');
  const { landed } = await signInBy(who);
  expect(landed).toBe('/sign-in?failure=IDENTITY_ISSUER_NOT_LINKED');
  expect(await run.owner('select count(*) from identity.account')).toEqual([before]);
});

test('an account that was switched off cannot come in this way either', async () => {
  const operator = await run.as('data.operator');
  const { accountId } = run.person('tax.clerk');
  await operator.post(`/api/v1/admin/accounts/${accountId}/disable`);
  expect((await signInBy('wang')).landed).toBe('/sign-in?failure=IDENTITY_ISSUER_NOT_LINKED');
  await operator.post(`/api/v1/admin/accounts/${accountId}/enable`);
});

test('an answer can be used once, and only by the browser that began', async () => {
  const victim = new Browser();
  const callback = await victim.signInAtIssuer(new URL(START, run.url).href, 'wang');
  const attacker = new Browser();
  expect((await attacker.open(callback.href)).headers.get('location')).toBe(
    '/sign-in?failure=IDENTITY_ISSUER_REFUSED',
  );
  const state = victim.cookies.get('tandem_oidc') ?? '';
  expect((await victim.open(callback.href)).headers.get('location')).toBe('/');
  victim.cookies.set('tandem_oidc', state);
  expect((await victim.open(callback.href)).headers.get('location')).toBe(
    '/sign-in?failure=IDENTITY_ISSUER_REFUSED',
  );
});

test('a code that was tampered with, and an error of the issuer, end on the sign-in page', async () => {
  const browser = new Browser();
  const callback = await browser.signInAtIssuer(new URL(START, run.url).href, 'wang');
  callback.searchParams.set('code', 'forged');
  expect((await browser.open(callback.href)).headers.get('location')).toBe(
    '/sign-in?failure=IDENTITY_ISSUER_REFUSED',
  );
  const denied = await browser.open(
    new URL('/api/v1/oidc/gov/callback?error=access_denied&state=x', run.url).href,
  );
  expect(denied.headers.get('location')).toBe('/sign-in?failure=IDENTITY_ISSUER_REFUSED');
});

test('a token that is signed by a key which the issuer does not publish signs nobody in', async () => {
  const { browser, landed } = await signInBy('wang', '/api/v1/oidc/other-keys/start');
  expect(landed).toBe('/sign-in?failure=IDENTITY_ISSUER_REFUSED');
  expect(browser.cookies.has('tandem_session')).toBe(false);
});

test('a crafted link cannot lead away after signing in', async () => {
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
    const { landed } = await signInBy('wang', `${START}?next=${encodeURIComponent(next)}`);
    expect(landed).toBe('/');
  }
});

test('an issuer that is away, or unknown, ends on the sign-in page', async () => {
  const open = async (path: string) =>
    (await new Browser().open(new URL(path, run.url).href)).headers.get('location');
  expect(await open('/api/v1/oidc/away/start')).toBe('/sign-in?failure=IDENTITY_ISSUER_AWAY');
  expect(await open('/api/v1/oidc/none/start')).toBe('/sign-in?failure=IDENTITY_ISSUER_UNKNOWN');
});
