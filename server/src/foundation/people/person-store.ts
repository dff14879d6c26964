import { assertVersion } from '../../platform/http/version.ts';
import { decodeCursor, toPage, type Page } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { peopleError } from './errors.ts';
import type { GrantableRole, Person, RoleGrant } from './person.ts';

const COLUMNS = `id, name, position, department_id as "departmentId", deactivated_at is null as active, version`;

/** @throws AppError PEOPLE_PERSON_MISSING, also for people the actor may not see */
export async function getPerson(tx: Tx, id: string): Promise<Person> {
  const found = await tx.client.query<Person>(`select ${COLUMNS} from people.person where id = $1`, [id]);
  const [person] = found.rows;
  if (!person) throw peopleError('PEOPLE_PERSON_MISSING');
  return person;
}

/** Locks the row. @throws AppError PEOPLE_PERSON_MISSING, PLATFORM_VERSION_CHANGED */
export async function lockPerson(tx: Tx, id: string, expected?: number): Promise<Person> {
  const found = await tx.client.query<Person>(
    `select ${COLUMNS} from people.person where id = $1 for update`,
    [id],
  );
  const [person] = found.rows;
  if (!person) throw peopleError('PEOPLE_PERSON_MISSING');
  if (expected !== undefined) assertVersion(person.version, expected);
  return person;
}

export async function insertPerson(
  tx: Tx,
  person: { name: string; position: string; departmentId: string },
): Promise<Person> {
  const inserted = await tx.client.query<Person>(
    `insert into people.person (name, position, department_id, created_at, updated_at)
     values ($1, $2, $3, $4, $4) returning ${COLUMNS}`,
    [person.name, person.position, person.departmentId, tx.now],
  );
  return first(inserted.rows);
}

export async function savePerson(
  tx: Tx,
  person: Pick<Person, 'id' | 'name' | 'position' | 'departmentId' | 'active'>,
): Promise<Person> {
  const saved = await tx.client.query<Person>(
    `update people.person set name = $2, position = $3, department_id = $4, updated_at = $6, version = version + 1,
        deactivated_at = case when $5 then null else coalesce(deactivated_at, $6) end
      where id = $1 returning ${COLUMNS}`,
    [person.id, person.name, person.position, person.departmentId, person.active, tx.now],
  );
  return first(saved.rows);
}

function first(rows: readonly Person[]): Person {
  const [row] = rows;
  if (!row) throw peopleError('PEOPLE_PERSON_MISSING');
  return row;
}

export interface PersonFilter {
  q: string | undefined;
  departmentId: string | undefined;
  role: GrantableRole | undefined;
  all: boolean;
  limit: number;
  cursor: string | undefined;
}

export type PersonWithRoles = Person & { roles: RoleGrant[] };

const GRANTS = `coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'grantedAt', g.granted_at,
    'grantedBy', g.granted_by_name) order by g.granted_at, g.role)
  from people.role_grant g where g.person_id = p.id and g.revoked_at is null), '[]') as roles`;

/** People the actor may see, by department and name, with the roles they hold. */
export async function listPeople(tx: Tx, filter: PersonFilter): Promise<Page<PersonWithRoles>> {
  const after = decodeCursor(filter.cursor, ['uuid', 'text', 'uuid']) ?? [
    '00000000-0000-0000-0000-000000000000',
    '',
    null,
  ];
  const found = await tx.client.query<PersonWithRoles>(
    `select ${COLUMNS}, ${GRANTS} from people.person p
      where ($1::text is null or strpos(name || ' ' || position, $1) > 0)
        and ($2::uuid is null or department_id = $2)
        and ($3::text is null or exists (select from people.role_grant g
              where g.person_id = p.id and g.role = $3 and g.revoked_at is null))
        and ($4 or deactivated_at is null)
        and (department_id, name, id) > ($5::uuid, $6, coalesce($7::uuid, '00000000-0000-0000-0000-000000000000'))
      order by department_id, name, id limit $8`,
    [
      filter.q ?? null,
      filter.departmentId ?? null,
      filter.role ?? null,
      filter.all,
      ...after,
      filter.limit + 1,
    ],
  );
  return toPage(found.rows, filter.limit, (row) => [row.departmentId, row.name, row.id]);
}

/** Who holds a role in a department today; those standing in for a holder come with whose role it is. */
export async function listPeopleWithRole(
  tx: Tx,
  departmentId: string,
  role: GrantableRole,
): Promise<{ id: string; name: string; standsInFor: string | null }[]> {
  const found = await tx.client.query<{ id: string; name: string; standsInFor: string | null }>(
    `select p.id, p.name, null::uuid as "standsInFor" from people.role_grant g join people.person p on p.id = g.person_id
      where g.department_id = $1 and g.role = $2 and g.revoked_at is null and p.deactivated_at is null
     union all
     select d.to_person_id, d.to_person_name, d.from_person_id from people.delegation d
      where d.department_id = $1 and d.role = $2 and d.ended_at is null and $3::date between d.starts_on and d.ends_on
     order by 2, 1`,
    [departmentId, role, tx.today],
  );
  return found.rows;
}

/** Every grant a person had, the newest first. */
export interface PastGrant {
  role: GrantableRole;
  grantedAt: string;
  grantedBy: string;
  revokedAt: string | null;
  revokedBy: string | null;
}

export async function listGrants(tx: Tx, personId: string): Promise<PastGrant[]> {
  const found = await tx.client.query<
    Omit<PastGrant, 'grantedAt' | 'revokedAt'> & { granted: Date; revoked: Date | null }
  >(
    `select role, granted_at as granted, granted_by_name as "grantedBy", revoked_at as revoked,
        revoked_by_name as "revokedBy" from people.role_grant where person_id = $1 order by granted_at desc, id desc`,
    [personId],
  );
  return found.rows.map(({ granted, revoked, ...grant }) => ({
    ...grant,
    grantedAt: granted.toISOString(),
    revokedAt: revoked?.toISOString() ?? null,
  }));
}

export async function listRolesOf(tx: Tx, personId: string): Promise<GrantableRole[]> {
  const found = await tx.client.query<{ role: GrantableRole }>(
    'select role from people.role_grant where person_id = $1 and revoked_at is null order by granted_at, role',
    [personId],
  );
  return found.rows.map(({ role }) => role);
}

/** @returns false when the person has the role already */
export async function insertGrant(tx: Tx, person: Person, role: GrantableRole): Promise<boolean> {
  const inserted = await tx.client.query(
    `insert into people.role_grant (person_id, department_id, role, granted_at, granted_by, granted_by_name)
     values ($1, $2, $3, $4, $5, $6) on conflict (person_id, role) where revoked_at is null do nothing`,
    [person.id, person.departmentId, role, tx.now, tx.actor.personId ?? null, tx.actor.name],
  );
  return inserted.rowCount === 1;
}

/** Revokes one role, or every role. @returns what was revoked */
export async function revokeGrants(tx: Tx, personId: string, role?: GrantableRole): Promise<GrantableRole[]> {
  const revoked = await tx.client.query<{ role: GrantableRole }>(
    `update people.role_grant set revoked_at = $2, revoked_by = $3, revoked_by_name = $4
      where person_id = $1 and revoked_at is null and ($5::text is null or role = $5) returning role`,
    [personId, tx.now, tx.actor.personId ?? null, tx.actor.name, role ?? null],
  );
  return revoked.rows.map((row) => row.role);
}
