import { queryOptions } from '@tanstack/react-query';
import type { paths } from '../../generated/api.ts';
import { answer, api } from '../../platform/api.ts';

type Body = paths['/api/v1/statute']['get']['responses']['200']['content']['application/json'];
export type StatuteRule = Body['rules'][number];
export type Statute = Body;

/** The rulebook changes with a release only. */
export const statuteQuery = queryOptions({
  queryKey: ['statute'],
  queryFn: (): Promise<Statute> => answer(api.GET('/api/v1/statute')),
  staleTime: Number.POSITIVE_INFINITY,
});
