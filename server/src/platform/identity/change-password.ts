import { withTransaction } from '../database/transaction.ts';
import { savePassword } from './account-store.ts';
import type { Actor } from './actor.ts';
import { identityError } from './errors.ts';
import { recordEvent } from './event-store.ts';
import type { Identity } from './identity.ts';
import { assertPasswordAcceptable } from './password-rules.ts';
import { hashPassword } from './password.ts';
import { forgiveProof, proveOwnPassword } from './prove-password.ts';
import { deleteSessions, insertSession } from './session-store.ts';

export interface ChangePasswordInput {
  current: string;
  next: string;
  address: string;
  userAgent: string;
}

/**
 * Replaces one's own password. Every session of the account ends, the asking one too: its token may have been
 * stolen. @returns the token of a new session
 * @throws AppError IDENTITY_PASSWORD_WRONG, IDENTITY_PASSWORD_WEAK, IDENTITY_DEMO_ACCOUNT, IDENTITY_LOCKED
 */
export async function changePassword(
  identity: Identity,
  actor: Actor,
  input: ChangePasswordInput,
): Promise<string> {
  const account = await proveOwnPassword(identity, actor, {
    password: input.current,
    address: input.address,
  });
  await forgiveProof(identity, account, input.address);
  if (account.isDemo) throw identityError('IDENTITY_DEMO_ACCOUNT');
  if (input.next === input.current) {
    throw identityError('IDENTITY_PASSWORD_WEAK', {
      errors: [{ field: '/next', code: 'IDENTITY_PASSWORD_SAME' }],
    });
  }
  const words = [account.login, account.name, account.departmentName];
  await assertPasswordAcceptable(input.next, { field: '/next', words });
  const passwordHash = await hashPassword(input.next);
  return withTransaction(identity.database, actor, async (tx) => {
    await savePassword(tx, { accountId: account.id, passwordHash, mustChange: false });
    await deleteSessions(tx, account.id);
    await recordEvent(tx, { kind: 'passwordChanged', accountId: account.id, address: input.address });
    const { address, userAgent } = input;
    return insertSession(tx, { accountId: account.id, personId: account.personId, address, userAgent });
  });
}
