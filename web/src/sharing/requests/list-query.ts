import { infiniteQueryOptions } from '@tanstack/react-query';
import { keysetPaging } from '../../design/keyset-rows.ts';
import { answer, api } from '../../platform/api.ts';
import type { agreementStates, requestStates, sides } from './standings.ts';

export interface RequestSearch {
  q?: string;
  side?: (typeof sides)[number];
  state?: (typeof requestStates)[number][];
  overdue?: boolean;
  resource?: string;
}

export interface AgreementSearch {
  q?: string;
  side?: (typeof sides)[number];
  state?: (typeof agreementStates)[number][];
  undisposed?: boolean;
  resource?: string;
}

export const requestsQuery = (search: RequestSearch) =>
  infiniteQueryOptions({
    ...keysetPaging,
    queryKey: ['requests', 'list', search],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...search, limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      return answer(api.GET('/api/v1/requests', { params: { query }, signal }));
    },
  });

export const agreementsQuery = (search: AgreementSearch) =>
  infiniteQueryOptions({
    ...keysetPaging,
    queryKey: ['agreements', 'list', search],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...search, limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      return answer(api.GET('/api/v1/agreements', { params: { query }, signal }));
    },
  });

/** The same list as a CSV file of the server: all rows, not only those on screen. */
export function exportAddress(path: string, search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams({ format: 'csv' });
  for (const [name, value] of Object.entries(search)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      if (entry !== undefined) params.append(name, String(entry));
    }
  }
  return `${path}?${params.toString()}`;
}
