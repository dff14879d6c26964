import { isUniqueViolation } from '../database/constraint.ts';
import type { Tx } from '../database/transaction.ts';
import { identityError } from './errors.ts';

/** What deciding about a sign-in needs of an account. */
export interface AccountRow {
  id: string;
  personId: string;
  login: string;
  name: string;
  departmentId: string;
  departmentName: string;
  passwordHash: string | undefined;
  mustChangePassword: boolean;
  isDemo: boolean;
  /** Neither the account nor its person is switched off. */
  active: boolean;
  totpSecret: Buffer | undefined;
  totpConfirmed: boolean;
}

interface SelectedRow extends Omit<AccountRow, 'passwordHash' | 'totpSecret'> {
  passwordHash: string | null;
  totpSecret: Buffer | null;
}

const SELECT = `select a.id, a.person_id as "personId", a.login, p.name, p.department_id as "departmentId",
    p.department_name as "departmentName", a.password_hash as "passwordHash",
    a.must_change_password as "mustChangePassword", a.is_demo as "isDemo",
    (a.disabled_at is null and p.active and p.department_active) as active,
    a.totp_secret as "totpSecret", a.totp_confirmed_at is not null as "totpConfirmed"
  from identity.account a join identity.principal p on p.id = a.person_id`;

function toAccount(row: SelectedRow | undefined): AccountRow | undefined {
  if (!row) return undefined;
  return { ...row, passwordHash: row.passwordHash ?? undefined, totpSecret: row.totpSecret ?? undefined };
}

export async function findAccountByLogin(tx: Tx, login: string): Promise<AccountRow | undefined> {
  const found = await tx.client.query<SelectedRow>(`${SELECT} where a.login = $1`, [login]);
  return toAccount(found.rows[0]);
}

/** Locks the row until the transaction ends. @throws AppError IDENTITY_ACCOUNT_MISSING */
export async function getAccount(tx: Tx, accountId: string): Promise<AccountRow> {
  const found = await tx.client.query<SelectedRow>(`${SELECT} where a.id = $1 for update of a`, [accountId]);
  const account = toAccount(found.rows[0]);
  if (!account) throw identityError('IDENTITY_ACCOUNT_MISSING');
  return account;
}

export async function findAccountBySubject(
  tx: Tx,
  identity: { issuerId: string; subject: string },
): Promise<AccountRow | undefined> {
  const found = await tx.client.query<SelectedRow>(
    `${SELECT} join identity.external_identity e on e.account_id = a.id where e.issuer_id = $1 and e.subject = $2`,
    [identity.issuerId, identity.subject],
  );
  return toAccount(found.rows[0]);
}

export interface NewAccount {
  personId: string;
  login: string;
  passwordHash: string | undefined;
  mustChangePassword: boolean;
  isDemo: boolean;
}

/** @throws AppError IDENTITY_LOGIN_TAKEN, IDENTITY_ACCOUNT_EXISTS (the person has one already) */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<string> {
  try {
    const inserted = await tx.client.query<{ id: string }>(
      `insert into identity.account (person_id, login, password_hash, must_change_password, is_demo)
       values ($1, $2, $3, $4, $5) returning id`,
      [
        account.personId,
        account.login,
        account.passwordHash ?? null,
        account.mustChangePassword,
        account.isDemo,
      ],
    );
    return inserted.rows[0]?.id ?? '';
  } catch (error) {
    if (isUniqueViolation(error, 'account_login_taken')) {
      throw identityError('IDENTITY_LOGIN_TAKEN', {
        errors: [{ field: '/login', code: 'IDENTITY_LOGIN_TAKEN' }],
      });
    }
    if (isUniqueViolation(error, 'account_person_id_key')) throw identityError('IDENTITY_ACCOUNT_EXISTS');
    throw error;
  }
}

export async function savePassword(
  tx: Tx,
  change: { accountId: string; passwordHash: string; mustChange: boolean },
): Promise<void> {
  await tx.client.query(
    `update identity.account set password_hash = $2, must_change_password = $3, version = version + 1 where id = $1`,
    [change.accountId, change.passwordHash, change.mustChange],
  );
}

/** Keeps a secret that nobody is asked about yet. */
export async function savePendingSecret(tx: Tx, accountId: string, sealed: Buffer): Promise<void> {
  await tx.client.query(
    `update identity.account set totp_secret = $2, totp_confirmed_at = null, totp_last_step = null where id = $1`,
    [accountId, sealed],
  );
}

export async function confirmSecret(tx: Tx, accountId: string): Promise<void> {
  await tx.client.query('update identity.account set totp_confirmed_at = clock_timestamp() where id = $1', [
    accountId,
  ]);
}

export async function removeSecret(tx: Tx, accountId: string): Promise<void> {
  await tx.client.query(
    'update identity.account set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where id = $1',
    [accountId],
  );
  await tx.client.query('delete from identity.recovery_code where account_id = $1', [accountId]);
}

/** Takes a time step once: of two sign-ins with the same code, in a row or in a race, only one gets it. */
export async function takeTimeStep(tx: Tx, accountId: string, step: number): Promise<boolean> {
  const taken = await tx.client.query(
    `update identity.account set totp_last_step = $2
      where id = $1 and (totp_last_step is null or totp_last_step < $2)`,
    [accountId, step],
  );
  return taken.rowCount === 1;
}

export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  marks: readonly Buffer[],
): Promise<void> {
  await tx.client.query('delete from identity.recovery_code where account_id = $1', [accountId]);
  await tx.client.query(
    'insert into identity.recovery_code (account_id, code_hash) select $1, unnest($2::bytea[])',
    [accountId, marks],
  );
}

/** @returns whether the code was one of the account's and not used before; it is used now. */
export async function takeRecoveryCode(tx: Tx, accountId: string, mark: Buffer): Promise<boolean> {
  const taken = await tx.client.query(
    `update identity.recovery_code set used_at = clock_timestamp()
      where account_id = $1 and code_hash = $2 and used_at is null`,
    [accountId, mark],
  );
  return taken.rowCount === 1;
}

export async function linkIssuer(
  tx: Tx,
  link: { accountId: string; issuerId: string; subject: string },
): Promise<boolean> {
  const linked = await tx.client.query(
    `insert into identity.external_identity (issuer_id, subject, account_id) values ($1, $2, $3)
     on conflict do nothing`,
    [link.issuerId, link.subject, link.accountId],
  );
  return linked.rowCount === 1;
}

export async function setDisabled(tx: Tx, accountId: string, disabled: boolean): Promise<void> {
  await tx.client.query(
    `update identity.account
        set disabled_at = case when $2 then coalesce(disabled_at, clock_timestamp()) end, version = version + 1
      where id = $1`,
    [accountId, disabled],
  );
}

export async function saveLanguage(tx: Tx, accountId: string, language: 'zh' | 'en'): Promise<void> {
  await tx.client.query('update identity.account set language = $2 where id = $1', [accountId, language]);
}

export interface AccountSettings {
  language: 'zh' | 'en';
  secondFactor: boolean;
}

/** @throws AppError IDENTITY_ACCOUNT_MISSING */
export async function getAccountSettings(tx: Tx, accountId: string): Promise<AccountSettings> {
  const found = await tx.client.query<AccountSettings>(
    `select language, totp_confirmed_at is not null as "secondFactor" from identity.account where id = $1`,
    [accountId],
  );
  const [settings] = found.rows;
  if (!settings) throw identityError('IDENTITY_ACCOUNT_MISSING');
  return settings;
}
