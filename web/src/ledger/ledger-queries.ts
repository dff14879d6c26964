import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { keysetPaging } from '../design/keyset-rows.ts';
import type { paths } from '../generated/api.ts';
import { answer, api, everyItem, rawCall } from '../platform/api.ts';
import { isProblem } from '../platform/problem.ts';

type Ok<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type LogHead = Ok<'/api/v1/ledger'>;
export type LedgerEntry = Ok<'/api/v1/ledger/entries'>['items'][number];

/** The log's name, keys and newest checkpoint; read again every few seconds, as it grows. */
export const logHeadQuery = queryOptions({
  queryKey: ['ledger', 'head'],
  queryFn: (): Promise<LogHead> => answer(api.GET('/api/v1/ledger')),
  refetchInterval: 10_000,
});

export interface EntryFilter {
  kind?: string | undefined;
  subject?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

/** Entries that the reader may open, newest first. */
export function entriesQuery({ kind, subject, from, to }: EntryFilter) {
  return infiniteQueryOptions({
    queryKey: ['ledger', 'entries', kind, subject, from, to],
    queryFn: ({ pageParam }) => {
      const query = {
        limit: 50,
        ...(kind ? { kind } : {}),
        ...(subject ? { subject } : {}),
        ...(from ? { from } : {}),
        ...(to ? { to } : {}),
        ...(pageParam ? { cursor: pageParam } : {}),
      };
      return answer(api.GET('/api/v1/ledger/entries', { params: { query } }));
    },
    ...keysetPaging,
  });
}

/** An entry that has no index yet is read again until it has one. */
export function entryQuery(id: string) {
  return queryOptions({
    queryKey: ['ledger', 'entry', id],
    queryFn: (): Promise<LedgerEntry> =>
      answer(api.GET('/api/v1/ledger/entries/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data?.index === null ? 1000 : false),
  });
}

/** The receipt as a file; waits while the entry is being given its index. */
export function receiptQuery(id: string) {
  return queryOptions({
    queryKey: ['ledger', 'receipt', id],
    queryFn: async () => (await rawCall(`/api/v1/ledger/receipts/${id}`)).text(),
    retry: (failures, error) => failures < 10 && isProblem(error, 'LEDGER_ENTRY_WAITS'),
    retryDelay: 700,
    staleTime: 60_000,
  });
}

/** Credit code → department, so that a leaf's code reads as a name. */
export const departmentNamesQuery = queryOptions({
  queryKey: ['ledger', 'departments'],
  queryFn: async (): Promise<ReadonlyMap<string, { name: string; shortName: string }>> => {
    const departments = await everyItem((at) =>
      answer(api.GET('/api/v1/departments', { params: { query: { limit: 200, ...at } } })),
    );
    return new Map(departments.map((department) => [department.creditCode, department]));
  },
  staleTime: 10 * 60_000,
});
