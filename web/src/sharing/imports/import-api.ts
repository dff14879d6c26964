import {
  infiniteQueryOptions,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { keysetPaging } from '../../design/keyset-rows.ts';
import type { paths } from '../../generated/api.ts';
import { answer, answerWithEtag, api, everyItem } from '../../platform/api.ts';
import { useSession } from '../../platform/session.ts';

type Ok<Path extends keyof paths, Method extends 'get' | 'post'> =
  paths[Path] extends Record<Method, { responses: { 200: { content: { 'application/json': infer Body } } } }>
    ? Body
    : never;

export type ImportView = Ok<'/api/v1/imports/{id}', 'get'>;
export type ImportRow = Ok<'/api/v1/imports', 'get'>['items'][number];
export type Inspection = NonNullable<ImportView['inspection']>;
export type Guess = Inspection['columns'][number];
export type ColumnPlan = NonNullable<ImportView['plan']>['columns'][number];
export type ColumnType = ColumnPlan['type'];
export type Profile = Guess['profile'];
export type Report = NonNullable<ImportView['report']>;
export type Reading = ImportView['reading'];
export type Defects = Ok<'/api/v1/imports/{id}/defects', 'get'>;
export type DefectCount = Defects['counts'][number];
export type Estimate = Ok<'/api/v1/imports/{id}/estimate', 'post'>;
export type Version = Ok<'/api/v1/datasets/{id}/versions', 'get'>['versions'][number];
export type Step = 'load' | 'cancel' | 'discard';

const atWork = new Set(['inspecting', 'loading', 'cancelling']);

/** Somebody's machine is at it: the page looks again by itself. */
export function isAtWork(state: ImportView['state']): boolean {
  return atWork.has(state);
}

export const importsQuery = (resourceId: string | undefined) =>
  infiniteQueryOptions({
    ...keysetPaging,
    queryKey: ['imports', 'list', resourceId],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: 50,
        ...(resourceId === undefined ? {} : { resourceId }),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      return answer(api.GET('/api/v1/imports', { params: { query }, signal }));
    },
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((row) => isAtWork(row.state))) ? 2000 : false,
  });

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/imports/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data.state) ? 1000 : false),
  });

export const defectsQuery = (id: string, at: { rule?: string | undefined; column?: string | undefined }) =>
  queryOptions({
    queryKey: ['imports', 'defects', id, at],
    queryFn: ({ signal }) => {
      const query = {
        ...(at.rule === undefined ? {} : { rule: at.rule }),
        ...(at.column === undefined ? {} : { column: at.column }),
        limit: 1000,
      };
      return answer(api.GET('/api/v1/imports/{id}/defects', { params: { path: { id }, query }, signal }));
    },
  });

export const estimateQuery = (id: string, columns: ColumnPlan[], resourceId: string | null) =>
  queryOptions({
    queryKey: ['imports', 'estimate', id, resourceId, columns],
    queryFn: ({ signal }) => {
      const body = { columns, ...(resourceId === null ? {} : { resourceId }) };
      return answer(api.POST('/api/v1/imports/{id}/estimate', { params: { path: { id } }, body, signal }));
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export const versionsQuery = (resourceId: string) =>
  queryOptions({
    queryKey: ['imports', 'versions', resourceId],
    queryFn: async ({ signal }) =>
      (
        await answer(
          api.GET('/api/v1/datasets/{id}/versions', { params: { path: { id: resourceId } }, signal }),
        )
      ).versions,
  });

export const rowsQuery = (resourceId: string, versionId: string) =>
  infiniteQueryOptions({
    ...keysetPaging,
    queryKey: ['imports', 'rows', resourceId, versionId],
    queryFn: ({ pageParam, signal }) => {
      const query = { limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      const path = { id: resourceId, versionId };
      return answer(
        api.GET('/api/v1/datasets/{id}/versions/{versionId}/rows', { params: { path, query }, signal }),
      );
    },
  });

export interface OwnEntry {
  resourceId: string;
  title: string;
  titleEn: string;
  announced: boolean;
}

/** Entries that rows can be loaded for: announced ones of the department, and those being compiled. */
export const ownEntriesQuery = (departmentId: string) =>
  queryOptions({
    queryKey: ['imports', 'entries', departmentId],
    queryFn: async ({ signal }): Promise<OwnEntry[]> => {
      const provided = { provider: [departmentId], sort: 'title' as const, limit: 100, facets: false };
      const [announced, drafts] = await Promise.all([
        everyItem((at) =>
          answer(
            api.GET('/api/v1/catalogue/resources', { params: { query: { ...provided, ...at } }, signal }),
          ),
        ),
        everyItem((at) =>
          answer(api.GET('/api/v1/catalogue/drafts', { params: { query: { limit: 100, ...at } }, signal })),
        ),
      ]);
      const plain = (parts: readonly { text: string }[]) => parts.map(({ text }) => text).join('');
      const entries = announced.map(({ resourceId, title, titleEn }) => ({
        ...{ resourceId, announced: true },
        ...{ title: plain(title), titleEn: plain(titleEn) },
      }));
      const known = new Set(entries.map((entry) => entry.resourceId));
      const own = drafts.filter((draft) => draft.providerId === departmentId && !known.has(draft.resourceId));
      return [
        ...entries,
        ...own.map(({ resourceId, title, titleEn }) => ({ resourceId, title, titleEn, announced: false })),
      ];
    },
    staleTime: 30_000,
  });

/** One of the department's entries; undefined while they are read, and where it is none of them. */
export function useOwnEntry(resourceId: string | null): OwnEntry | undefined {
  const { department } = useSession();
  const entries = useQuery(ownEntriesQuery(department.id));
  return entries.data?.find((one) => one.resourceId === resourceId);
}

/** Puts what came back in place of what was known, and has the lists read again. */
function useKnown(): (view: ImportView) => void {
  const client = useQueryClient();
  return (view) => {
    const { queryKey } = importQuery(view.id);
    const before = client.getQueryData(queryKey);
    const sameTarget = before?.target !== undefined && before.resourceId === view.resourceId;
    client.setQueryData(queryKey, sameTarget && before.target ? { ...view, target: before.target } : view);
    void client.invalidateQueries({ queryKey: ['imports', 'list'] });
    if (!sameTarget) void client.invalidateQueries({ queryKey });
  };
}

const stepPaths = {
  load: '/api/v1/imports/{id}/load',
  cancel: '/api/v1/imports/{id}/cancel',
  discard: '/api/v1/imports/{id}/discard',
} as const;

/** After a step the run is another, and so may the versions of its data be. */
function useAfterStep(): (view: ImportView) => void {
  const keep = useKnown();
  const client = useQueryClient();
  return (view) => {
    keep(view);
    void client.invalidateQueries({ queryKey: ['imports', 'versions'] });
  };
}

export function useStep(id: string) {
  return useMutation({
    mutationFn: (step: Step) => answer(api.POST(stepPaths[step], { params: { path: { id } } })),
    onSuccess: useAfterStep(),
  });
}

/** `confirmEmpty`: the version has no rows, and is meant. */
export function useSwitch(id: string) {
  return useMutation({
    mutationFn: (query: { confirmEmpty?: boolean }) =>
      answer(api.POST('/api/v1/imports/{id}/switch', { params: { path: { id }, query } })),
    onSuccess: useAfterStep(),
  });
}

export function useInspectAgain(id: string) {
  const keep = useKnown();
  return useMutation({
    mutationFn: (reading: Reading) =>
      answer(api.POST('/api/v1/imports/{id}/inspect', { params: { path: { id } }, body: reading })),
    onSuccess: keep,
  });
}

export function useBeginImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { fileId: string; resourceId?: string; correctionOf?: string }) =>
      answer(api.POST('/api/v1/imports', { body })),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['imports', 'list'] }),
  });
}

export interface PlanChange {
  columns: ColumnPlan[];
  resourceId: string | null;
  mode: ImportView['mode'];
}

export function useSavePlan(id: string) {
  const keep = useKnown();
  return useMutation({
    mutationFn: async ({ change, version }: { change: PlanChange; version: number }) => {
      const params = { path: { id }, header: { 'if-match': `"${version}"` } };
      const { body } = await answerWithEtag(api.PUT('/api/v1/imports/{id}/plan', { params, body: change }));
      return body;
    },
    onSuccess: keep,
  });
}

export function useCompileEntry(importId: string) {
  return useMutation({
    mutationFn: async () => {
      const call = api.POST('/api/v1/catalogue/resources/from-import/{id}', {
        params: { path: { id: importId } },
      });
      return answer(call);
    },
  });
}

const versionPaths = {
  serve: '/api/v1/datasets/{id}/versions/{versionId}/serve',
  retire: '/api/v1/datasets/{id}/versions/{versionId}/retire',
} as const;

interface VersionAct {
  versionId: string;
  act: keyof typeof versionPaths;
  /** To serve a version without rows. */
  confirmEmpty?: boolean;
}

export function useVersionAct(resourceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ versionId, act, confirmEmpty }: VersionAct) => {
      const path = { id: resourceId, versionId };
      return act === 'serve'
        ? answer(
            api.POST(versionPaths.serve, { params: { path, query: confirmEmpty ? { confirmEmpty } : {} } }),
          )
        : answer(api.POST(versionPaths.retire, { params: { path } }));
    },
    onSuccess: ({ versions }) => client.setQueryData(versionsQuery(resourceId).queryKey, versions),
  });
}
