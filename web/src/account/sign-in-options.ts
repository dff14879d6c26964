import { queryOptions } from '@tanstack/react-query';
import { sessionApi } from '../platform/session-api.ts';

/** What this server offers before anybody is signed in. */
export const signInOptionsQuery = queryOptions({
  queryKey: ['session', 'options'],
  queryFn: ({ signal }) => sessionApi.options(signal),
  staleTime: Number.POSITIVE_INFINITY,
});
