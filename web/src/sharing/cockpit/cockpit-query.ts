import { queryOptions } from '@tanstack/react-query';
import type { paths } from '../../generated/api.ts';
import { answer, api } from '../../platform/api.ts';

export type Cockpit = paths['/api/v1/cockpit']['get']['responses'][200]['content']['application/json'];
export type DepartmentTimeliness = Cockpit['requests']['departments'][number];

export const cockpitQuery = queryOptions({
  queryKey: ['cockpit'],
  queryFn: (): Promise<Cockpit> => answer(api.GET('/api/v1/cockpit')),
  refetchInterval: 60_000,
});
