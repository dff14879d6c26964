import { randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verify } from 'otplib';
import type { Tx } from '../database/transaction.ts';
import { takeRecoveryCode, takeTimeStep, type AccountRow } from './account-store.ts';
import type { Identity } from './identity.ts';

/** RFC 6238 with the parameters every authenticator app knows: SHA-1, six digits, 30 seconds. */
const PERIOD_SECONDS = 30;
const RECOVERY_CODES = 10;

export interface NewSecret {
  /** Base32, to be typed where a picture cannot be taken. */
  secret: string;
  /** `otpauth://totp/…`, to be shown as a QR code. */
  uri: string;
}

export function makeSecret(account: { login: string }, issuer: string): NewSecret {
  const secret = generateSecret({ length: 20 });
  return { secret, uri: generateURI({ strategy: 'totp', issuer, label: account.login, secret }) };
}

/** Ten codes for the day the telephone is lost: 80 bits each, in groups of four. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => grouped(crockford(randomBytes(10))));
}

export function recoveryMark(identity: Identity, accountId: string, code: string): Buffer {
  return identity.dataKey.mark(code.replace(/[\s-]/g, '').toUpperCase(), `recovery ${accountId}`);
}

export function sealSecret(identity: Identity, accountId: string, secret: string): Buffer {
  return identity.dataKey.seal(secret, `totp ${accountId}`);
}

/** The kind of code that was taken, or undefined when it was wrong or had been taken before. */
export type TakenCode = 'app' | 'recovery' | undefined;

/**
 * Takes a code of the authenticator app (this period or one before or after) or a recovery code. Either works
 * once: the same code again is refused, also in a race.
 */
export async function takeCode(
  tx: Tx,
  identity: Identity,
  given: { account: AccountRow; code: string },
): Promise<TakenCode> {
  const { account, code } = given;
  if (!account.totpSecret) return undefined;
  if (/^\d{6}$/.test(code)) {
    const step = await matchingStep(identity.dataKey.open(account.totpSecret, `totp ${account.id}`), code);
    return step !== undefined && (await takeTimeStep(tx, account.id, step)) ? 'app' : undefined;
  }
  return (await takeRecoveryCode(tx, account.id, recoveryMark(identity, account.id, code)))
    ? 'recovery'
    : undefined;
}

/** The time step whose code this is. Security time: a demonstration city's clock does not matter here. */
async function matchingStep(secret: string, code: string): Promise<number | undefined> {
  const result = await verify({ secret, token: code, epochTolerance: PERIOD_SECONDS });
  if (!result.valid || !('timeStep' in result)) return undefined;
  return result.timeStep;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ten bytes as sixteen characters without I, L, O and U. */
function crockford(bytes: Uint8Array): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let at = 0; at < 16; at += 1) {
    text = `${CROCKFORD[Number(rest & 31n)] ?? ''}${text}`;
    rest >>= 5n;
  }
  return text;
}

function grouped(text: string): string {
  return text.match(/.{4}/g)?.join('-') ?? text;
}
