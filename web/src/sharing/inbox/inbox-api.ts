import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { paths } from '../../generated/api.ts';
import { keysetPaging } from '../../design/keyset-rows.ts';
import { answer, api } from '../../platform/api.ts';

export type Inbox = paths['/api/v1/inbox']['get']['responses']['200']['content']['application/json'];
export type Group = Inbox['groups'][number];
export type Task = Group['tasks'][number];
export type TaskAction = Task['actions'][number];
export type Figure = Inbox['figures'][number];
export type Notice = Inbox['notices'][number];
export type OverdueBoard =
  paths['/api/v1/overdue-board']['get']['responses']['200']['content']['application/json'];
export type OverdueRow = OverdueBoard['late']['items'][number];

/** What waits for me; read again each minute, so that clocks and new work show without asking. */
export const inboxQuery = queryOptions({
  queryKey: ['inbox', 'all'],
  queryFn: ({ signal }) => answer(api.GET('/api/v1/inbox', { signal })),
  refetchInterval: 60_000,
});

export const noticesQuery = infiniteQueryOptions({
  ...keysetPaging,
  queryKey: ['inbox', 'notices'],
  queryFn: ({ pageParam, signal }) => {
    const query = pageParam === undefined ? {} : { cursor: pageParam };
    return answer(api.GET('/api/v1/inbox/notices', { params: { query }, signal }));
  },
});

/** Which matters of the board are shown, as its address says. */
export interface OverdueSearch {
  department?: string | undefined;
  kind?: string | undefined;
  urged?: 'true' | 'false' | undefined;
  year?: boolean | undefined;
}

export type OverduePage = OverdueBoard['late'] & Pick<OverdueBoard, 'record' | 'kinds'>;

export const overdueQuery = ({ department, kind, urged, year }: OverdueSearch) =>
  infiniteQueryOptions({
    ...keysetPaging,
    queryKey: ['overdue', department, kind, urged, year],
    queryFn: async ({ pageParam, signal }): Promise<OverduePage> => {
      const query = {
        ...(department === undefined ? {} : { department }),
        ...(kind === undefined ? {} : { kind }),
        ...(urged === undefined ? {} : { urged: urged === 'true' }),
        ...(year ? { year } : {}),
        ...(pageParam === undefined ? {} : { cursor: pageParam }),
      };
      const board = await answer(api.GET('/api/v1/overdue-board', { params: { query }, signal }));
      return { ...board.late, record: board.record, kinds: board.kinds };
    },
    placeholderData: keepPreviousData,
  });

export async function countInbox(signal: AbortSignal): Promise<number> {
  const { total } = await answer(api.GET('/api/v1/inbox/count', { signal }));
  return total;
}

export async function markNoticesSeen(ids: readonly string[]): Promise<void> {
  await api.POST('/api/v1/inbox/notices/seen', { body: { ids: [...ids] } });
}
