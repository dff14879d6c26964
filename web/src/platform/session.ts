import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import { answer, api } from './api.ts';
import { isProblem } from './problem.ts';

export const roles = [
  'clerk',
  'sharingOfficeHead',
  'departmentHead',
  'authorityOfficer',
  'auditor',
  'systemOperator',
] as const;
export type Role = (typeof roles)[number];

export interface Session {
  person: { id: string; name: string };
  department: {
    id: string;
    name: string;
    shortName: string;
    creditCode: string;
    level: string;
    divisionCode: string;
  };
  roles: readonly string[];
  language: string;
  mustChangePassword: boolean;
  /** The server holds the demonstration city: every page says so. */
  demo: boolean;
  /** The server's time when it answered; in the demonstration city it may be moved. */
  now: string;
  platformName: { zh: string; en: string };
}

/** What the server said, and when that was by this machine's clock. */
export interface KnownSession {
  session: Session;
  receivedAtMs: number;
}

async function fetchSession(): Promise<KnownSession | null> {
  try {
    const session: Session = await answer(api.GET('/api/v1/session'));
    return { session, receivedAtMs: Date.now() };
  } catch (problem) {
    if (isProblem(problem) && problem.status === 401) return null;
    throw problem;
  }
}

/** The signed-in person, or null when nobody is. */
export const sessionQuery = queryOptions({ queryKey: ['session'], queryFn: fetchSession, staleTime: 60_000 });

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

function subscribeToMinute(onTick: () => void): () => void {
  const timer = setInterval(onTick, 15_000);
  return () => clearInterval(timer);
}

const currentMinute = () => Math.floor(Date.now() / 60_000);

/** The server's time now, to the minute; drawn again each minute. Outside of a session, this machine's time. */
export function useNow(): Date {
  const known = use(SessionContext);
  const minute = useSyncExternalStore(subscribeToMinute, currentMinute);
  const offsetMs = known === null ? 0 : new Date(known.session.now).getTime() - known.receivedAtMs;
  return new Date(minute * 60_000 + offsetMs);
}

/** Signs out on the server and forgets everything this browser has read. */
export function useSignOut(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(async () => {
    await api.DELETE('/api/v1/session');
    queryClient.clear();
    queryClient.setQueryData(sessionQuery.queryKey, null);
  }, [queryClient]);
}
