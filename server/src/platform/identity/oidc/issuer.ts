import * as client from 'openid-client';
import type { Config } from '../../config/config.ts';
import { identityError } from '../errors.ts';
import type { Identity } from '../identity.ts';

export type Issuer = Config['oidc'][number];

const DISCOVERY_TTL_MS = 10 * 60_000;
const TIMEOUT_SECONDS = 10;

interface Discovered {
  configuration: Promise<client.Configuration>;
  until: number;
}

/** What issuers say about themselves, remembered for ten minutes; ID tokens are held against their keys, which rotate within the library. */
const discovered = new Map<string, Discovered>();

/** @throws AppError IDENTITY_ISSUER_UNKNOWN */
export function getIssuer(identity: Identity, issuerId: string): Issuer {
  const issuer = identity.issuers.find(({ id }) => id === issuerId);
  if (!issuer) throw identityError('IDENTITY_ISSUER_UNKNOWN');
  return issuer;
}

/** @throws AppError IDENTITY_ISSUER_AWAY when the issuer does not answer as one */
export async function discover(issuer: Issuer): Promise<client.Configuration> {
  const key = `${issuer.issuer}\n${issuer.clientId}`;
  const known = discovered.get(key);
  if (known && known.until > performance.now()) return known.configuration;
  const configuration = ask(issuer);
  discovered.set(key, { configuration, until: performance.now() + DISCOVERY_TTL_MS });
  try {
    return await configuration;
  } catch (error) {
    discovered.delete(key);
    throw identityError('IDENTITY_ISSUER_AWAY', { cause: error, params: { label: issuer.label } });
  }
}

function ask(issuer: Issuer): Promise<client.Configuration> {
  const url = new URL(issuer.issuer);
  // Plain http is for an issuer on the same machine (trials, tests); anywhere else tokens would travel in the open.
  const execute = [client.enableNonRepudiationChecks];
  if (isThisMachine(url)) execute.push(client.allowInsecureRequests);
  return client.discovery(url, issuer.clientId, issuer.clientSecret, undefined, {
    execute,
    timeout: TIMEOUT_SECONDS,
  });
}

function isThisMachine(url: URL): boolean {
  return url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
}

export function callbackUrl(identity: Identity, issuerId: string): string {
  return new URL(`/api/v1/oidc/${issuerId}/callback`, identity.publicUrl).href;
}
