import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import { chooseLanguage, type Language } from './i18n.ts';
import { toProblem } from './problem.ts';
import { type Session, sessionApi } from './session-api.ts';

export type { Session } from './session-api.ts';

export const roles = [
  'clerk',
  'sharingOfficeHead',
  'departmentHead',
  'authorityOfficer',
  'auditor',
  'systemOperator',
] as const;
export type Role = (typeof roles)[number];

/** What the server said, and when that was by this machine's clock. */
export interface KnownSession {
  session: Session;
  receivedAtMs: number;
}

export function knownNow(session: Session): KnownSession {
  return { session, receivedAtMs: Date.now() };
}

async function fetchSession(): Promise<KnownSession | null> {
  const session = await sessionApi.read();
  return session ? knownNow(session) : null;
}

/** The signed-in person, or null when nobody is. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: fetchSession, staleTime: 60_000 });

/** Whether somebody was signed in in this window and did not sign out. */
let wasSignedIn = false;

/** Who is signed in; `hasEnded` where nobody is any longer though nobody signed out: the session ran out, or elsewhere. */
export async function readSession(
  queryClient: QueryClient,
): Promise<{ known: KnownSession | null; hasEnded: boolean }> {
  const known = await queryClient.ensureQueryData(sessionQuery);
  wasSignedIn ||= known !== null;
  return { known, hasEnded: known === null && wasSignedIn };
}

const SessionContext = createContext<KnownSession | null>(null);
export const SessionProvider = SessionContext.Provider;

function useKnownSession(): KnownSession {
  const known = use(SessionContext);
  if (known === null) throw new Error('useSession outside of the signed-in part of the console');
  return known;
}

/** The signed-in person. Only for components below the console's own route. */
export function useSession(): Session {
  return useKnownSession().session;
}

export function useHasRole(...wanted: Role[]): boolean {
  const { roles: held } = useSession();
  return wanted.some((role) => held.includes(role));
}

/** Authority and auditors see every department's matters; all others those that their department is a party to. */
export function useSeesAll(): boolean {
  return useHasRole('authorityOfficer', 'auditor');
}

function subscribeToMinute(onTick: () => void): () => void {
  const timer = setInterval(onTick, 15_000);
  return () => clearInterval(timer);
}

const currentMinute = () => Math.floor(Date.now() / 60_000);

/** Moments of this machine's clock as the server's clock tells them. Outside of a session, as they are. */
export function useCityTime(): (machineMs: number) => Date {
  const known = use(SessionContext);
  const offsetMs = known === null ? 0 : new Date(known.session.now).getTime() - known.receivedAtMs;
  return useCallback((machineMs) => new Date(machineMs + offsetMs), [offsetMs]);
}

/** The server's time now, to the minute; drawn again each minute. Outside of a session, this machine's time. */
export function useNow(): Date {
  const cityTime = useCityTime();
  return cityTime(useSyncExternalStore(subscribeToMinute, currentMinute) * 60_000);
}

/** Signs out on the server and forgets everything this browser has read. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await sessionApi.signOut();
    wasSignedIn = false;
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, null);
  }, [queryClient]);
}

/** Acts for an absent colleague, or with null for oneself again. What was read under the other role is forgotten. */
export function useActFor(): (delegationId: string | null) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    async (delegationId) => {
      // What is still asked in the former name would be refused.
      await queryClient.cancelQueries();
      const session = await sessionApi.actFor(delegationId);
      queryClient.setQueryData(sessionQuery.queryKey, knownNow(session));
      await queryClient.resetQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
    },
    [queryClient],
  );
}

/** Shows the console in a language, and keeps it with the account where somebody is signed in. */
export function useChooseLanguage(): (language: Language) => Promise<void> {
  const isSignedIn = use(SessionContext) !== null;
  return useCallback(
    async (language) => {
      await chooseLanguage(language);
      if (isSignedIn) await sessionApi.saveLanguage(language).catch(toProblem);
    },
    [isSignedIn],
  );
}
