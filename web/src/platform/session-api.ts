import type { paths } from '../generated/api.ts';
import { answer, api } from './api.ts';
import { speakAs } from './call-server.ts';

type Content<Responses> = Responses extends { 200: { content: { 'application/json': infer Body } } }
  ? Body
  : never;
type Read<Path extends keyof paths> = paths[Path] extends { get: { responses: infer Responses } }
  ? Content<Responses>
  : never;

/** Who is signed in, for which department and in which roles; whether this is the demonstration city; the server's time. */
export type Session = Read<'/api/v1/session'>;
export type SignInOptions = Read<'/api/v1/session/options'>;
export type DemoAccount = SignInOptions['demoAccounts'][number];
/** One place where the own account is signed in. */
export type SignedIn = Read<'/api/v1/session/all'>['items'][number];

export interface Credentials {
  account: string;
  password: string;
  /** Six figures of the second factor, or a recovery code. */
  code?: string;
}

/** The page speaks for whom the server says it is, until it is loaded again. */
function known<S extends Session | undefined>(session: S): S {
  speakAs(session && [session.person.id, ...(session.acting ? [session.acting.id] : [])].join(' '));
  return session;
}

/** Calls about the person's own session and account. Each throws `ApiProblem` when refused. */
export const sessionApi = {
  /** Undefined when nobody is signed in. */
  read: async (): Promise<Session | undefined> =>
    known(await answer(api.GET('/api/v1/session', { params: { query: { optional: true } } }))),
  options: (signal: AbortSignal) => answer(api.GET('/api/v1/session/options', { signal })),
  signIn: async (body: Credentials) => {
    known(undefined);
    return known(await answer(api.POST('/api/v1/session', { body })));
  },
  signOut: async () => {
    await api.DELETE('/api/v1/session');
    known(undefined);
  },
  changePassword: (body: { current: string; next: string }) => api.POST('/api/v1/session/password', { body }),
  saveLanguage: (language: 'zh' | 'en') => api.POST('/api/v1/session/language', { body: { language } }),
  list: (signal: AbortSignal) => answer(api.GET('/api/v1/session/all', { signal })),
  endOthers: () => answer(api.DELETE('/api/v1/session/all')),
  beginSecondFactor: (password: string) =>
    answer(api.POST('/api/v1/session/second-factor', { body: { password } })),
  confirmSecondFactor: (code: string) =>
    answer(api.POST('/api/v1/session/second-factor/confirm', { body: { code } })),
  removeSecondFactor: (body: { password: string; code: string }) =>
    api.POST('/api/v1/session/second-factor/remove', { body }),
  actFor: async (delegationId: string | null) =>
    known(await answer(api.POST('/api/v1/session/acting', { body: { delegationId } }))),
};
