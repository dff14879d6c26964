import { type QueryClient, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { paths } from '../../generated/api.ts';
import { answer, api, rawCall } from '../../platform/api.ts';
import { isProblem } from '../../platform/problem.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type RequestDetail = Answer<'/api/v1/requests/{id}'>;
export type RequestRow = Answer<'/api/v1/requests'>['items'][number];
export type AgreementDetail = Answer<'/api/v1/agreements/{id}'>;
export type AgreementRow = Answer<'/api/v1/agreements'>['items'][number];
export type Step = RequestDetail['history'][number];
export type Clock = NonNullable<RequestDetail['replyClock']>;
export type StatementDraft = RequestDetail['statement'];
export type Scope = RequestDetail['scope'];
export type Mode = Scope['items'][number]['modes'][number];
export type DemandRow = Answer<'/api/v1/demands'>['items'][number];
export type CatalogueEntry = Answer<'/api/v1/catalogue/resources/{id}'>;

export const requestQuery = (id: string) =>
  queryOptions({
    queryKey: ['requests', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/requests/{id}', { params: { path: { id } }, signal })),
  });

export const agreementQuery = (id: string) =>
  queryOptions({
    queryKey: ['agreements', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/agreements/{id}', { params: { path: { id } }, signal })),
  });

/** The announced entry that is asked for; its items in the order of the catalogue. */
export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalogue', 'entry', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/catalogue/resources/{id}', { params: { path: { id } }, signal })),
    staleTime: 300_000,
  });

export interface Act {
  /** Address below `/api/v1/`, for example `requests/<id>/reply`. */
  path: string;
  version: number;
  body?: object;
}

export interface ActAnswer {
  id: string;
  version: number;
  state: string;
  number: string | null;
  entryId: string;
}

/** Sends one act with the version that was read; throws `ApiProblem`. */
export async function sendAct({ path, version, body = {} }: Act): Promise<ActAnswer> {
  const response = await rawCall(`/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'If-Match': `"${version}"` },
    body: JSON.stringify(body),
  });
  return (await response.json()) as ActAnswer;
}

/** Everything that an act on a request or an agreement may have changed on screen. */
export async function forgetStanding(queryClient: QueryClient): Promise<void> {
  const stale = ['requests', 'agreements', 'demands', 'inbox', 'ledger', 'overdue', 'basis-reviews'];
  await Promise.all(stale.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
}

/** Reads again what is on screen, after somebody else was faster. */
export function useReread(): () => Promise<void> {
  const queryClient = useQueryClient();
  return () => forgetStanding(queryClient);
}

/** Whether an act came too late: somebody else had changed what it was about. */
export const isOvertaken = (problem: unknown) => isProblem(problem, 'PLATFORM_VERSION_CHANGED');

/** An act as a mutation; what is on screen is read again afterwards. */
export function useAct() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: sendAct, onSuccess: () => forgetStanding(queryClient) });
}

/** What the server keeps of a draft: a row filter counts once it has a value. */
function kept(statement: StatementDraft): StatementDraft {
  const { rowFilter, ...rest } = statement;
  return rowFilter ? { ...rest, rowFilter: rowFilter.filter((filter) => filter.values.length > 0) } : rest;
}

/** The statement of a request, as a draft that saves itself. */
export const savedStatement = ({ id, version, statement }: RequestDetail) => ({
  value: statement,
  version,
  queryKey: requestQuery(id).queryKey,
  save: async ({ whole }: { whole: StatementDraft }, over: number) => {
    const { data } = await api.PATCH('/api/v1/requests/{id}', {
      params: { path: { id }, header: { 'if-match': `"${over}"` } },
      body: kept(whole),
    });
    return (data as { version: number }).version;
  },
});
