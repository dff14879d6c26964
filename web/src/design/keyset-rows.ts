import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

/** One page of a keyset-paged list as the server answers it. */
export interface KeysetPage<Row> {
  items: readonly Row[];
  next?: string | undefined;
  total?: number | undefined;
}

/**
 * What `DataTable` needs from an infinite query over keyset pages:
 * `<DataTable {...keysetRows(query)} … />`.
 */
export function keysetRows<Row>(query: UseInfiniteQueryResult<InfiniteData<KeysetPage<Row>>>) {
  const pages = query.data?.pages ?? [];
  return {
    rows: pages.flatMap((page) => page.items),
    total: pages[0]?.total,
    loading: query.isPending,
    problem: query.isError ? query.error : undefined,
    onRetry: () => void query.refetch(),
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    onMore: () => void query.fetchNextPage(),
  };
}

/** The two members every keyset query shares: where to start, and how a page names the next. */
export const keysetPaging = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: KeysetPage<unknown>) => page.next,
};
