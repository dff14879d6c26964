import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '../platform/api.ts';

export interface DemoAccount {
  account: string;
  password: string;
  name: string;
  department: string;
  role: string;
}

export interface Issuer {
  id: string;
  label: string;
}

/** What this server offers before anybody is signed in. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['session', 'options'],
  queryFn: ({ signal }): Promise<{ oidc: Issuer[]; demoAccounts: DemoAccount[] }> =>
    answer(api.GET('/api/v1/session/options', { signal })),
  staleTime: Number.POSITIVE_INFINITY,
});
