import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { keysetPaging } from '../../design/keyset-rows.ts';
import type { paths } from '../../generated/api.ts';
import { answer, api, everyItem } from '../../platform/api.ts';

type Body<Responses> = Responses extends { 200: { content: { 'application/json': infer Content } } }
  ? Content
  : never;
type Read<Path extends keyof paths> = paths[Path] extends { get: { responses: infer Responses } }
  ? Body<Responses>
  : never;

export type Department = Read<'/api/v1/departments'>['items'][number];
export type Person = Read<'/api/v1/people'>['items'][number];
export type PersonHistory = Read<'/api/v1/people/{id}'>;
export type Delegation = Read<'/api/v1/delegations'>['items'][number];
export type Account = Read<'/api/v1/admin/accounts'>['items'][number];
export type SystemClient = Read<'/api/v1/systems'>['items'][number];
export type SystemKey = SystemClient['keys'][number];
export type GrantableRole = Person['roles'][number]['role'];

/** Every query of the area begins with this, so that one act refreshes all that it may have changed. */
export const administrationKey = ['administration'] as const;

const withId = (id: string) => ({ path: { id } });
/** What is edited, in the version that was read. */
const asRead = (id: string, version: number) => ({
  path: { id },
  header: { 'if-match': `"${version}"` },
});

export interface DepartmentFilter {
  q?: string | undefined;
  all?: boolean | undefined;
}

export function departmentsQuery({ q, all }: DepartmentFilter) {
  return infiniteQueryOptions({
    queryKey: [...administrationKey, 'departments', { q, all }],
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = {
        limit: 50,
        ...(q ? { q } : {}),
        ...(all ? { all } : {}),
        ...(cursor ? { cursor } : {}),
      };
      return answer(api.GET('/api/v1/departments', { params: { query }, signal }));
    },
    ...keysetPaging,
  });
}

/** For choosing one: as many as fit a list that a person looks through; typing narrows it. */
export function departmentChoicesQuery(q: string) {
  return queryOptions({
    queryKey: [...administrationKey, 'departmentChoices', q],
    queryFn: async ({ signal }) => {
      const query = { limit: 100, ...(q ? { q } : {}) };
      return (await answer(api.GET('/api/v1/departments', { params: { query }, signal }))).items;
    },
  });
}

export function departmentQuery(id: string) {
  return queryOptions({
    queryKey: [...administrationKey, 'department', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/departments/{id}', { params: withId(id), signal })),
  });
}

export function divisionChoicesQuery(q: string) {
  return queryOptions({
    queryKey: ['divisions', q],
    queryFn: async ({ signal }) => {
      const query = { q, limit: 20 };
      return (await answer(api.GET('/api/v1/divisions', { params: { query }, signal }))).items;
    },
    enabled: q !== '',
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface PersonFilter {
  q?: string | undefined;
  department?: string | undefined;
  role?: GrantableRole | undefined;
  all?: boolean | undefined;
}

function personQueryOf({ q, department, role, all }: PersonFilter) {
  return {
    ...(q ? { q } : {}),
    ...(department ? { departmentId: department } : {}),
    ...(role ? { role } : {}),
    ...(all ? { all } : {}),
  };
}

export function peopleQuery(filter: PersonFilter) {
  return infiniteQueryOptions({
    queryKey: [...administrationKey, 'people', filter],
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = { limit: 50, ...personQueryOf(filter), ...(cursor ? { cursor } : {}) };
      return answer(api.GET('/api/v1/people', { params: { query }, signal }));
    },
    ...keysetPaging,
  });
}

export function peopleChoicesQuery(filter: PersonFilter) {
  return queryOptions({
    queryKey: [...administrationKey, 'peopleChoices', filter],
    queryFn: async ({ signal }) => {
      const query = { limit: 100, ...personQueryOf(filter) };
      return (await answer(api.GET('/api/v1/people', { params: { query }, signal }))).items;
    },
  });
}

export function personQuery(id: string) {
  return queryOptions({
    queryKey: [...administrationKey, 'person', id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/people/{id}', { params: withId(id), signal })),
  });
}

export const delegationsQuery = infiniteQueryOptions({
  queryKey: [...administrationKey, 'delegations'],
  queryFn: ({ signal, pageParam: cursor }) => {
    const query = { limit: 50, ...(cursor ? { cursor } : {}) };
    return answer(api.GET('/api/v1/delegations', { params: { query }, signal }));
  },
  ...keysetPaging,
});

/** Accounts that an operator looks after, as figures of the inbox count them. */
export const standings = ['locked', 'withoutSecondFactor'] as const;
export type Standing = (typeof standings)[number];

export function accountsQuery(filter: { q?: string | undefined; standing?: Standing | undefined }) {
  return infiniteQueryOptions({
    queryKey: [...administrationKey, 'accounts', filter],
    queryFn: ({ signal, pageParam: cursor }) => {
      const query = {
        limit: 50,
        ...(filter.q ? { q: filter.q } : {}),
        ...(filter.standing ? { standing: filter.standing } : {}),
        ...(cursor ? { cursor } : {}),
      };
      return answer(api.GET('/api/v1/admin/accounts', { params: { query }, signal }));
    },
    ...keysetPaging,
  });
}

/** A person's account, or null when there is none yet. */
export function accountOfQuery(personId: string) {
  return queryOptions({
    queryKey: [...administrationKey, 'accountOf', personId],
    queryFn: async ({ signal }) => {
      const query = { personId, limit: 1 };
      const page = await answer(api.GET('/api/v1/admin/accounts', { params: { query }, signal }));
      return page.items[0] ?? null;
    },
  });
}

export function systemsQuery(filter: { department?: string | undefined; expiring?: boolean | undefined }) {
  return queryOptions({
    queryKey: [...administrationKey, 'systems', filter],
    queryFn: ({ signal }) =>
      everyItem((at) => {
        const query = { ...systemsQueryOf(filter), limit: 200, ...at };
        return answer(api.GET('/api/v1/systems', { params: { query }, signal }));
      }),
  });
}

/** The filter as the server names it. */
export function systemsQueryOf(filter: { department?: string | undefined; expiring?: boolean | undefined }) {
  const { department, expiring } = filter;
  return { ...(department ? { departmentId: department } : {}), ...(expiring ? { expiring } : {}) };
}

export interface DepartmentStatement {
  kind: Department['kind'];
  name: string;
  shortName: string;
  nameEn?: string;
  shortNameEn?: string;
  creditCode: string;
  divisionCode: string;
  sharingOffice: string;
}

export interface DelegationStatement {
  fromPersonId: string;
  toPersonId: string;
  role: GrantableRole;
  startsOn: string;
  endsOn: string;
  reason: string;
}

interface Versioned {
  id: string;
  version: number;
}

/** What an administrator can do. Each throws `ApiProblem` when refused. */
export const acts = {
  createDepartment: (body: DepartmentStatement) => answer(api.POST('/api/v1/admin/departments', { body })),
  updateDepartment: ({ id, version }: Versioned, body: Partial<DepartmentStatement>) =>
    answer(api.PATCH('/api/v1/admin/departments/{id}', { params: asRead(id, version), body })),
  switchDepartment: ({ id, version, active }: Versioned & { active: boolean }) => {
    const given = { params: asRead(id, version) };
    return active
      ? answer(api.POST('/api/v1/admin/departments/{id}/reactivate', given))
      : answer(api.POST('/api/v1/admin/departments/{id}/deactivate', given));
  },
  addPerson: (body: { name: string; position: string; departmentId: string }) =>
    answer(api.POST('/api/v1/admin/people', { body })),
  updatePerson: (
    { id, version }: Versioned,
    body: { name?: string; position?: string; departmentId?: string },
  ) => answer(api.PATCH('/api/v1/admin/people/{id}', { params: asRead(id, version), body })),
  switchPerson: ({ id, version, active }: Versioned & { active: boolean }) => {
    const given = { params: asRead(id, version) };
    return active
      ? answer(api.POST('/api/v1/admin/people/{id}/reactivate', given))
      : answer(api.POST('/api/v1/admin/people/{id}/deactivate', given));
  },
  grantRole: (path: { id: string; role: GrantableRole }) =>
    answer(api.PUT('/api/v1/admin/people/{id}/roles/{role}', { params: { path } })),
  revokeRole: (path: { id: string; role: GrantableRole }) =>
    answer(api.DELETE('/api/v1/admin/people/{id}/roles/{role}', { params: { path } })),
  fileDelegation: (body: DelegationStatement) => answer(api.POST('/api/v1/delegations', { body })),
  endDelegation: (id: string) => answer(api.POST('/api/v1/delegations/{id}/end', { params: withId(id) })),
  createAccount: (body: { personId: string; login: string }) =>
    answer(api.POST('/api/v1/admin/accounts', { body })),
  resetAccount: ({ id, secondFactor }: { id: string; secondFactor: boolean }) =>
    answer(api.POST('/api/v1/admin/accounts/{id}/reset', { params: withId(id), body: { secondFactor } })),
  switchAccount: ({ id, enabled }: { id: string; enabled: boolean }) =>
    enabled
      ? answer(api.POST('/api/v1/admin/accounts/{id}/enable', { params: withId(id) }))
      : answer(api.POST('/api/v1/admin/accounts/{id}/disable', { params: withId(id) })),
  unlockAccount: (id: string) =>
    answer(api.POST('/api/v1/admin/accounts/{id}/unlock', { params: withId(id) })),
  registerSystem: (body: { departmentId: string; name: string; description: string }) =>
    answer(api.POST('/api/v1/systems', { body })),
  switchSystem: ({ id, enabled }: { id: string; enabled: boolean }) =>
    enabled
      ? answer(api.POST('/api/v1/systems/{id}/enable', { params: withId(id) }))
      : answer(api.POST('/api/v1/systems/{id}/disable', { params: withId(id) })),
  registerKey: ({ id, ...body }: { id: string; publicKey: string; label: string; days: number }) =>
    answer(api.POST('/api/v1/systems/{id}/keys', { params: withId(id), body })),
  revokeKey: (path: { id: string; keyId: string }) =>
    answer(api.POST('/api/v1/systems/{id}/keys/{keyId}/revoke', { params: { path } })),
} as const;
