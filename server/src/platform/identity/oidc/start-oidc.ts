import { createHash } from 'node:crypto';
import * as client from 'openid-client';
import { withTransaction } from '../../database/transaction.ts';
import { JOB } from '../actor.ts';
import type { Identity } from '../identity.ts';
import { callbackUrl, discover, getIssuer } from './issuer.ts';

/** How long a person may take at the issuer. */
export const OIDC_MINUTES = 10;

export function stateHash(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}

/**
 * Begins a sign-in at an issuer: authorization code flow with PKCE, state and nonce.
 * @returns where to send the browser, and the state to leave with it in a cookie: only that browser may finish
 * @throws AppError IDENTITY_ISSUER_UNKNOWN, IDENTITY_ISSUER_AWAY
 */
export async function startOidc(
  identity: Identity,
  { issuerId, returnTo }: { issuerId: string; returnTo: string | undefined },
): Promise<{ redirectTo: string; state: string }> {
  const issuer = getIssuer(identity, issuerId);
  const configuration = await discover(issuer);
  const [state, nonce, codeVerifier] = [
    client.randomState(),
    client.randomNonce(),
    client.randomPKCECodeVerifier(),
  ];
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackUrl(identity, issuerId),
    scope: 'openid profile email',
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  await withTransaction(identity.database, JOB, async (tx) => {
    await tx.client.query(
      `insert into identity.oidc_attempt (state_hash, issuer_id, nonce, code_verifier, return_to)
       values ($1, $2, $3, $4, $5)`,
      [stateHash(state), issuerId, nonce, codeVerifier, ownPath(returnTo)],
    );
  });
  return { redirectTo: url.href, state };
}

/** A path of this platform and nothing else: a crafted link must not lead away after signing in. */
function ownPath(returnTo: string | undefined): string {
  const base = 'https://platform.invalid';
  const url = returnTo?.startsWith('/') ? URL.parse(returnTo, base) : null;
  return url?.origin === base ? `${url.pathname}${url.search}${url.hash}` : '/';
}
