import { infiniteQueryOptions } from '@tanstack/react-query';
import { keysetPaging } from '../../design/keyset-rows.ts';
import { answer, api } from '../../platform/api.ts';
import type { agreementStates, decisions, requestStates, sides } from './standings.ts';

export interface RequestSearch {
  q?: string;
  side?: (typeof sides)[number];
  state?: (typeof requestStates)[number][];
  overdue?: boolean;
  resource?: string;
  provider?: string;
  /** The reply is late and still owed. */
  owed?: boolean;
  decision?: (typeof decisions)[number];
  /** Days of submission. */
  from?: string;
  to?: string;
  repliedFrom?: string;
  repliedTo?: string;
  /** Days that count for timeliness: of the reply, or the due day that passed without one. */
  judgedFrom?: string;
  judgedTo?: string;
  /** Days on which a matter ran late, done since or not. */
  lateFrom?: string;
  lateTo?: string;
  supplemented?: boolean;
  authority?: string;
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
