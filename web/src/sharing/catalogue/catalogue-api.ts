import {
  type QueryClient,
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { keysetPaging } from '../../design/keyset-rows.ts';
import type { paths } from '../../generated/api.ts';
import { answer, api, rawCall } from '../../platform/api.ts';

type Answer<Path extends keyof paths> = paths[Path] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
type Sent<Path extends keyof paths> = paths[Path] extends {
  post: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type SearchAnswer = Answer<'/api/v1/catalogue/resources'>;
export type Hit = SearchAnswer['items'][number];
export type EntryFacts = Hit['facts'];
export type Counts = NonNullable<SearchAnswer['counts']>;
export type Segment = Hit['title'][number];
export type Entry = Answer<'/api/v1/catalogue/resources/{id}'>;
export type Version = NonNullable<Entry['version']>;
export type Draft = Answer<'/api/v1/catalogue/drafts/{id}'>;
export type Content = Draft['content'];
export type Item = Content['items'][number];
export type Similar = Draft['similarFound'][number];
export type Diff = NonNullable<Draft['changes']>;
export type FieldChange = Diff['fields'][number];
export type DraftRow = Answer<'/api/v1/catalogue/drafts'>['items'][number];
export type HistoryLine = Answer<'/api/v1/catalogue/resources/{id}/history'>['items'][number];
export type SpreadsheetReport = Sent<'/api/v1/catalogue/resources/import-spreadsheet'>;
export type CellProblem = SpreadsheetReport['lost'][number];

export interface SearchWish {
  q?: string | undefined;
  shareClass?: Hit['shareClass'][] | undefined;
  provider?: string[] | undefined;
  cycle?: Hit['cycle'][] | undefined;
  mode?: Hit['modes'][number][] | undefined;
  level?: Hit['level'][] | undefined;
  personal?: boolean | undefined;
  announced?: 'first' | 'recollected' | undefined;
  from?: string | undefined;
  to?: string | undefined;
  sort?: 'relevance' | 'newest' | 'title' | undefined;
  synonyms?: boolean | undefined;
}

const known = <T extends object>(wish: T) =>
  Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** Pages of hits; only the first one is counted. */
export const searchQuery = (wish: SearchWish) =>
  infiniteQueryOptions({
    queryKey: ['catalogue', 'search', wish],
    queryFn: ({ signal, pageParam }) => {
      const page = pageParam === undefined ? {} : { cursor: pageParam, facets: false };
      return answer(
        api.GET('/api/v1/catalogue/resources', { params: { query: { ...known(wish), ...page } }, signal }),
      );
    },
    ...keysetPaging,
    placeholderData: keepPreviousData,
  });

export const suggestionsQuery = (q: string) =>
  queryOptions({
    queryKey: ['catalogue', 'suggestions', q],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/catalogue/suggestions', { params: { query: { q } }, signal })),
    enabled: q.trim() !== '',
    staleTime: 60_000,
  });

export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalogue', 'resource', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/catalogue/resources/{id}', { params: { path: { id } }, signal })),
  });

export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalogue', 'draft', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/catalogue/drafts/{id}', { params: { path: { id } }, signal })),
  });

export const versionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['catalogue', 'versions', id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/catalogue/resources/{id}/versions', { params: { path: { id } }, signal })),
  });

export const diffQuery = (id: string, number: number, other: number) =>
  queryOptions({
    queryKey: ['catalogue', 'diff', id, number, other],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/catalogue/resources/{id}/versions/{number}/diff/{other}', {
          params: { path: { id, number, other } },
          signal,
        }),
      ),
    staleTime: Infinity,
  });

export const historyQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['catalogue', 'history', id],
    queryFn: ({ signal, pageParam }) => {
      const query = pageParam === undefined ? {} : { cursor: pageParam };
      return answer(
        api.GET('/api/v1/catalogue/resources/{id}/history', { params: { path: { id }, query }, signal }),
      );
    },
    ...keysetPaging,
  });

export const classificationQuery = queryOptions({
  queryKey: ['catalogue', 'classification'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/catalogue/classification', { signal })),
  staleTime: 600_000,
});

export const draftsQuery = () =>
  infiniteQueryOptions({
    queryKey: ['catalogue', 'drafts'],
    queryFn: ({ signal, pageParam }) => {
      const query = pageParam === undefined ? {} : { cursor: pageParam };
      return answer(api.GET('/api/v1/catalogue/drafts', { params: { query }, signal }));
    },
    ...keysetPaging,
  });

/** Entries of other departments that hold much the same as what is being written. */
export const similarQuery = (sought: { resourceId: string; title: string; items: Item[] }) =>
  queryOptions({
    queryKey: ['catalogue', 'similar', sought],
    queryFn: ({ signal }) =>
      answer(api.POST('/api/v1/catalogue/resources/similar', { body: sought, signal })),
    enabled: sought.title.trim() !== '' || sought.items.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

export interface Act {
  /** Address below `/api/v1/catalogue/`. */
  path: string;
  /** Absent for acts that name no version. */
  version?: number | undefined;
  body?: object | undefined;
  method?: 'POST' | 'DELETE';
}

export interface ActAnswer {
  resourceId: string;
  version: number;
  code?: string;
  receipt?: string;
}

/** Sends one act, with the version that was read; throws `ApiProblem`. */
export async function sendAct({ path, version, body, method = 'POST' }: Act): Promise<ActAnswer> {
  const response = await rawCall(`/api/v1/catalogue/${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (await response.json()) as ActAnswer;
}

/** Everything that an act on an entry may have changed on screen. */
export async function forgetCatalogue(queryClient: QueryClient): Promise<void> {
  const stale = ['catalogue', 'inbox', 'ledger', 'cockpit'];
  await Promise.all(stale.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
}

/** An act as a mutation; what is on screen is read again afterwards. */
export function useAct() {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn: sendAct, onSuccess: () => forgetCatalogue(queryClient) });
}

export interface Upload {
  id: string;
  hash: string;
  name: string;
  sizeBytes: number;
}

/** Stores a file of the own department. */
export async function uploadFile(file: File): Promise<Upload> {
  const response = await rawCall('/api/v1/files', {
    method: 'POST',
    headers: {
      'content-type': 'application/octet-stream',
      'tandem-file-name': encodeURIComponent(file.name),
    },
    body: file,
  });
  return (await response.json()) as Upload;
}

/** A change under way, as a draft that saves itself: only what changed. */
export const savedDraft = ({ resourceId: id, version, content }: Draft) => ({
  value: content,
  version,
  queryKey: draftQuery(id).queryKey,
  save: async ({ patch }: { patch: Partial<Content> }, over: number) => {
    const saved = await answer(
      api.PATCH('/api/v1/catalogue/drafts/{id}', {
        params: { path: { id }, header: { 'if-match': `"${over}"` } },
        body: patch,
      }),
    );
    return saved.version;
  },
});
