import { rawCall } from './api.ts';

/** Somebody's right to act for an absent colleague. */
export interface Delegation {
  id: string;
  from: { id: string; name: string };
  role: string;
  /** Plain date, the last day. */
  endsOn: string;
}

export interface Session {
  person: { id: string; name: string };
  department: {
    id: string;
    name: string;
    shortName: string;
    creditCode: string;
    level: string;
    divisionCode: string;
    divisionName?: string;
    kind?: 'authority' | 'department';
  };
  roles: readonly string[];
  language: string;
  mustChangePassword: boolean;
  secondFactor?: boolean;
  /** The server holds the demonstration city: every page says so. */
  demo: boolean;
  /** The server's time when it answered; in the demonstration city it may be moved. */
  now: string;
  platformName: { zh: string; en: string };
  /** Absent colleagues this person may act for today. */
  delegations?: readonly Delegation[];
  /** The one this session acts for now. */
  acting?: Delegation | null;
}

export interface DemoAccount {
  account: string;
  password: string;
  name: string;
  department: string;
  role: string;
}

export interface SignInOptions {
  oidc: readonly { id: string; label: string }[];
  demoAccounts: readonly DemoAccount[];
}

export interface Credentials {
  account: string;
  password: string;
  /** Six figures of the second factor, or a recovery code. */
  code?: string;
}

/** One place where the own account is signed in. */
export interface SignedIn {
  id: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
  address: string;
  userAgent: string;
}

interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

async function call(path: string, { method = 'GET', body, signal }: Call = {}): Promise<unknown> {
  const response = await rawCall(`/api/v1/session${path}`, {
    method,
    ...(signal ? { signal } : {}),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return response.status === 204 ? undefined : response.json();
}

/** Calls about the person's own session and account. Each throws `ApiProblem` when refused. */
export const sessionApi = {
  read: () => call('') as Promise<Session>,
  options: (signal: AbortSignal) => call('/options', { signal }) as Promise<SignInOptions>,
  signIn: (body: Credentials) => call('', { method: 'POST', body }) as Promise<Session>,
  signOut: () => call('', { method: 'DELETE' }),
  changePassword: (body: { current: string; next: string }) => call('/password', { method: 'POST', body }),
  saveLanguage: (language: 'zh' | 'en') => call('/language', { method: 'POST', body: { language } }),
  list: (signal: AbortSignal) => call('/all', { signal }) as Promise<{ items: readonly SignedIn[] }>,
  endOthers: () => call('/all', { method: 'DELETE' }) as Promise<{ ended: number }>,
  beginSecondFactor: (password: string) =>
    call('/second-factor', { method: 'POST', body: { password } }) as Promise<{
      secret: string;
      uri: string;
    }>,
  confirmSecondFactor: (code: string) =>
    call('/second-factor/confirm', { method: 'POST', body: { code } }) as Promise<{
      recoveryCodes: readonly string[];
    }>,
  removeSecondFactor: (body: { password: string; code: string }) =>
    call('/second-factor/remove', { method: 'POST', body }),
  actFor: (delegationId: string | null) =>
    call('/acting', { method: 'POST', body: { delegationId } }) as Promise<Session>,
};
