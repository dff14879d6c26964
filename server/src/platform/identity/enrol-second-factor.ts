import { appendEntry, type EntryActOf } from '../ledger/index.ts';
import { withTransaction, type Tx } from '../database/transaction.ts';
import {
  confirmSecret,
  getAccount,
  removeSecret,
  replaceRecoveryCodes,
  savePendingSecret,
  type AccountRow,
} from './account-store.ts';
import type { Actor } from './actor.ts';
import { identityError } from './errors.ts';
import { recordEvent } from './event-store.ts';
import type { Identity } from './identity.ts';
import { forgiveProof, proveOwnPassword } from './prove-password.ts';
import {
  makeRecoveryCodes,
  makeSecret,
  recoveryMark,
  sealSecret,
  takeCode,
  type NewSecret,
} from './second-factor.ts';
import { sessionOf } from './session-of.ts';

/**
 * Begins: a new secret, shown this once. Nobody is asked for codes until one was confirmed.
 * @throws AppError IDENTITY_PASSWORD_WRONG, IDENTITY_SECOND_FACTOR_ON, IDENTITY_DEMO_ACCOUNT
 */
export async function enrolSecondFactor(
  identity: Identity,
  actor: Actor,
  proof: { password: string; address: string },
): Promise<NewSecret> {
  const account = await proveOwnPassword(identity, actor, proof);
  await forgiveProof(identity, account, proof.address);
  if (account.isDemo) throw identityError('IDENTITY_DEMO_ACCOUNT');
  return withTransaction(identity.database, actor, async (tx) => {
    const { totpConfirmed } = await getAccount(tx, account.id);
    if (totpConfirmed) throw identityError('IDENTITY_SECOND_FACTOR_ON');
    const made = makeSecret(account, await platformName(tx));
    await savePendingSecret(tx, account.id, sealSecret(identity, account.id, made.secret));
    return made;
  });
}

async function platformName(tx: Tx): Promise<string> {
  const found = await tx.client.query<{ name: string }>('select name_en as name from platform.installation');
  return found.rows[0]?.name ?? 'Tandem';
}

/**
 * Turns the second factor on with a first code of the app.
 * @returns ten recovery codes, shown this once
 * @throws AppError IDENTITY_CODE_WRONG, IDENTITY_SECOND_FACTOR_ON, IDENTITY_SECOND_FACTOR_OFF (nothing was begun)
 */
export async function confirmSecondFactor(identity: Identity, actor: Actor, code: string): Promise<string[]> {
  return withTransaction(identity.database, actor, async (tx) => {
    const account = await getAccount(tx, sessionOf(actor).accountId);
    if (account.totpConfirmed) throw identityError('IDENTITY_SECOND_FACTOR_ON');
    if (!account.totpSecret) throw identityError('IDENTITY_SECOND_FACTOR_OFF');
    if ((await takeCode(tx, identity, { account, code })) !== 'app')
      throw identityError('IDENTITY_CODE_WRONG');
    await confirmSecret(tx, account.id);
    const codes = makeRecoveryCodes();
    await replaceRecoveryCodes(
      tx,
      account.id,
      codes.map((each) => recoveryMark(identity, account.id, each)),
    );
    await recordEvent(tx, { kind: 'secondFactorEnrolled', accountId: account.id });
    await recordChange(tx, account, 'second-factor-enrolled');
    return codes;
  });
}

/**
 * Turns the second factor off; password and a code are both needed, and wrong codes count as failed sign-ins.
 * @throws AppError IDENTITY_PASSWORD_WRONG, IDENTITY_CODE_WRONG, IDENTITY_SECOND_FACTOR_OFF
 */
export async function removeSecondFactor(
  identity: Identity,
  actor: Actor,
  proof: { password: string; code: string; address: string },
): Promise<void> {
  const proved = await proveOwnPassword(identity, actor, proof);
  await withTransaction(identity.database, actor, async (tx) => {
    const account = await getAccount(tx, proved.id);
    if (!account.totpConfirmed) throw identityError('IDENTITY_SECOND_FACTOR_OFF');
    if (!(await takeCode(tx, identity, { account, code: proof.code })))
      throw identityError('IDENTITY_CODE_WRONG');
    await removeSecret(tx, account.id);
    await recordEvent(tx, { kind: 'secondFactorRemoved', accountId: account.id, address: proof.address });
    await recordChange(tx, account, 'second-factor-removed');
  });
  await forgiveProof(identity, proved, proof.address);
}

async function recordChange(tx: Tx, account: AccountRow, what: EntryActOf<'account'>): Promise<void> {
  await appendEntry(tx, {
    kind: `account.${what}`,
    subject: `account:${account.id}`,
    payload: { login: account.login },
    owners: [account.departmentId],
  });
}
