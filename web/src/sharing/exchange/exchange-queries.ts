import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { keysetPaging } from '../../design/keyset-rows.ts';
import type { paths } from '../../generated/api.ts';
import { answer, api, everyItem } from '../../platform/api.ts';

type Ok<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type CallGuide = Ok<'/api/v1/exchange/agreements/{agreementId}'>;
export type CallableItem = CallGuide['items'][number];
export type AgreementRow = Ok<'/api/v1/agreements'>['items'][number];
export type DisclosureRow = Ok<'/api/v1/exchange/calls'>['items'][number];
export type BatchRow = Ok<'/api/v1/exchange/agreements/{agreementId}/batches/{batchId}'>;
export type SystemRow = Ok<'/api/v1/systems'>['items'][number];
export type SystemKey = SystemRow['keys'][number];

/** Agreements under which this department may call. */
export const callableAgreementsQuery = queryOptions({
  queryKey: ['exchange', 'agreements'],
  queryFn: (): Promise<AgreementRow[]> =>
    everyItem((at) => {
      const query = { limit: 200, side: 'outgoing' as const, state: ['inForce' as const], ...at };
      return answer(api.GET('/api/v1/agreements', { params: { query } }));
    }),
});

export function callGuideQuery(agreementId: string) {
  return queryOptions({
    queryKey: ['exchange', 'guide', agreementId],
    queryFn: (): Promise<CallGuide> =>
      answer(api.GET('/api/v1/exchange/agreements/{agreementId}', { params: { path: { agreementId } } })),
  });
}

export interface CallsFilter {
  side?: 'requester' | 'provider' | 'all' | undefined;
  outcome?: 'answered' | 'refused' | undefined;
  mode?: 'query' | 'verify' | 'batch' | undefined;
  sandbox?: 'true' | 'false' | undefined;
  agreement?: string | undefined;
  resource?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** The filter as the server names it; what is not set is left out. */
export function callsQueryOf({ agreement, resource, ...rest }: CallsFilter) {
  const query = { ...rest, agreementId: agreement, resourceId: resource };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));
}

export function callsQuery(filter: CallsFilter) {
  const query = callsQueryOf(filter);
  return infiniteQueryOptions({
    queryKey: ['exchange', 'calls', query],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/exchange/calls', {
          params: { query: { ...query, limit: 50, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    ...keysetPaging,
  });
}

export function batchesQuery(agreementId: string) {
  return queryOptions({
    queryKey: ['exchange', 'batches', agreementId],
    queryFn: async (): Promise<BatchRow[]> => {
      const params = { path: { agreementId }, query: { limit: 20 } };
      return (await answer(api.GET('/api/v1/exchange/agreements/{agreementId}/batches', { params }))).items;
    },
    refetchInterval: (query) =>
      query.state.data?.some(({ state }) => state === 'queued' || state === 'running') ? 1000 : false,
  });
}

export const systemsQuery = queryOptions({
  queryKey: ['exchange', 'systems'],
  queryFn: (): Promise<SystemRow[]> =>
    everyItem((at) => answer(api.GET('/api/v1/systems', { params: { query: { limit: 200, ...at } } }))),
});
