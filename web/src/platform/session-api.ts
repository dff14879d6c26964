import type { paths } from '../generated/api.ts';
import { answer, api } from './api.ts';

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

/** Calls about the person's own session and account. Each throws `ApiProblem` when refused. */
export const sessionApi = {
  /** Undefined when nobody is signed in. */
  read: (): Promise<Session | undefined> =>
    answer(api.GET('/api/v1/session', { params: { query: { optional: true } } })),
  options: (signal: AbortSignal) => answer(api.GET('/api/v1/session/options', { signal })),
  signIn: (body: Credentials) => answer(api.POST('/api/v1/session', { body })),
  signOut: () => api.DELETE('/api/v1/session'),
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
  actFor: (delegationId: string | null) =>
    answer(api.POST('/api/v1/session/acting', { body: { delegationId } })),
};
