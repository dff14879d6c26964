import * as client from 'openid-client';
import { appendEntry } from '../../ledger/index.ts';
import { withTransaction, type Tx } from '../../database/transaction.ts';
import { findAccountByLogin, findAccountBySubject, linkIssuer, type AccountRow } from '../account-store.ts';
import { JOB } from '../actor.ts';
import { identityError } from '../errors.ts';
import { recordEvent } from '../event-store.ts';
import type { Identity } from '../identity.ts';
import { normalizeLogin, openSession, type SignInClient } from '../sign-in.ts';
import { callbackUrl, discover, getIssuer, type Issuer } from './issuer.ts';
import { OIDC_MINUTES, stateHash } from './start-oidc.ts';

export interface OidcAnswer {
  issuerId: string;
  /** The callback's query string, with its question mark. */
  search: string;
  /** What this browser's cookie says the state is. */
  cookieState: string | undefined;
  client: SignInClient;
}

/**
 * Ends a sign-in at an issuer. The first time, the configured claim names the login to link; from then on the
 * issuer's subject alone decides. No account is ever made here. The issuer answers for its own second factor.
 * @returns the token of a new session, and the path the person was on the way to
 * @throws AppError IDENTITY_ISSUER_REFUSED (state, nonce, code or token not as they should be),
 *   IDENTITY_ISSUER_NOT_LINKED (no account, switched off, or linked to somebody else)
 */
export async function finishOidc(
  identity: Identity,
  answer: OidcAnswer,
): Promise<{ token: string; returnTo: string }> {
  const issuer = getIssuer(identity, answer.issuerId);
  const state = new URLSearchParams(answer.search).get('state') ?? '';
  if (state === '' || state !== answer.cookieState) throw identityError('IDENTITY_ISSUER_REFUSED');
  const begun = await withTransaction(identity.database, JOB, (tx) => takeBegun(tx, issuer.id, state));
  if (!begun) throw identityError('IDENTITY_ISSUER_REFUSED');
  const claims = await exchangeCode(identity, issuer, { answer, state, begun });
  const token = await withTransaction(identity.database, JOB, async (tx) => {
    const account = await findOrLink(tx, issuer, claims);
    return account?.active ? openSession(tx, account, answer.client) : undefined;
  });
  if (token === undefined)
    throw identityError('IDENTITY_ISSUER_NOT_LINKED', { params: { label: issuer.label } });
  return { token, returnTo: begun.return_to };
}

interface Begun {
  nonce: string;
  code_verifier: string;
  return_to: string;
}

/** Takes what `startOidc` kept: an answer can be used once. */
async function takeBegun(tx: Tx, issuerId: string, state: string): Promise<Begun | undefined> {
  const taken = await tx.client.query<Begun>(
    `delete from identity.oidc_attempt
      where state_hash = $1 and issuer_id = $2 and created_at > clock_timestamp() - make_interval(mins => $3)
      returning nonce, code_verifier, return_to`,
    [stateHash(state), issuerId, OIDC_MINUTES],
  );
  return taken.rows[0];
}

interface Claims {
  subject: string;
  login: string | undefined;
}

async function exchangeCode(
  identity: Identity,
  issuer: Issuer,
  given: { answer: OidcAnswer; state: string; begun: Begun },
): Promise<Claims> {
  const configuration = await discover(issuer);
  const url = new URL(callbackUrl(identity, issuer.id));
  url.search = given.answer.search;
  try {
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      expectedState: given.state,
      expectedNonce: given.begun.nonce,
      pkceCodeVerifier: given.begun.code_verifier,
      idTokenExpected: true,
    });
    const idToken = tokens.claims();
    if (!idToken) throw identityError('IDENTITY_ISSUER_REFUSED');
    const claims =
      issuer.accountClaim in idToken
        ? idToken
        : await client.fetchUserInfo(configuration, tokens.access_token, idToken.sub);
    return { subject: idToken.sub, login: loginFrom(claims, issuer.accountClaim) };
  } catch (error) {
    throw identityError('IDENTITY_ISSUER_REFUSED', { cause: error });
  }
}

/** A mail address counts only when the issuer says that it was verified. */
function loginFrom(claims: Record<string, unknown>, claim: string): string | undefined {
  const value = claims[claim];
  if (typeof value !== 'string' || value === '') return undefined;
  if (claim === 'email' && claims['email_verified'] !== true) return undefined;
  return normalizeLogin(value);
}

async function findOrLink(tx: Tx, issuer: Issuer, claims: Claims): Promise<AccountRow | undefined> {
  const known = await findAccountBySubject(tx, { issuerId: issuer.id, subject: claims.subject });
  if (known || claims.login === undefined) return known;
  const account = await findAccountByLogin(tx, claims.login);
  if (!account?.active) return undefined;
  const linked = await linkIssuer(tx, {
    accountId: account.id,
    issuerId: issuer.id,
    subject: claims.subject,
  });
  if (!linked) return undefined;
  await recordEvent(tx, { kind: 'issuerLinked', accountId: account.id });
  await appendEntry(tx, {
    kind: 'account.issuer-linked',
    subject: `account:${account.id}`,
    payload: { login: account.login, issuer: issuer.issuer },
    owners: [account.departmentId],
  });
  return account;
}
