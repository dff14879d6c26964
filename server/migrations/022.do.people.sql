-- People, what they are entitled to, and who stands in for whom. Grants and delegations are never deleted.
create schema people;
grant usage on schema people to tandem_app;

create table people.person (
  id uuid primary key default uuidv7(),
  name text not null check (length(name) between 1 and 40),
  department_id uuid not null,
  position text not null default '' check (length(position) <= 40),
  deactivated_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1
);
comment on column people.person.position is '职务, as printed on records.';
create index person_department on people.person (department_id, name);

create table people.role_grant (
  id uuid primary key default uuidv7(),
  person_id uuid not null references people.person (id),
  department_id uuid not null,
  role text not null check (role in
    ('clerk', 'sharingOfficeHead', 'departmentHead', 'authorityOfficer', 'auditor', 'systemOperator')),
  granted_at timestamptz not null,
  granted_by uuid,
  granted_by_name text not null,
  revoked_at timestamptz,
  revoked_by uuid,
  revoked_by_name text
);
create unique index role_grant_once on people.role_grant (person_id, role) where revoked_at is null;
create index role_grant_department on people.role_grant (department_id, role) where revoked_at is null;

create table people.delegation (
  id uuid primary key default uuidv7(),
  department_id uuid not null,
  from_person_id uuid not null references people.person (id),
  from_person_name text not null,
  to_person_id uuid not null references people.person (id),
  to_person_name text not null,
  role text not null,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  reason text not null check (length(reason) between 2 and 200),
  filed_at timestamptz not null,
  filed_by uuid,
  filed_by_name text not null,
  ended_at timestamptz,
  ended_by_name text,
  check (from_person_id <> to_person_id)
);
comment on table people.delegation is 'While from_person is away, to_person may act in the role; both days are included.';
create index delegation_to on people.delegation (to_person_id, ends_on) where ended_at is null;
create index delegation_from on people.delegation (from_person_id, ends_on) where ended_at is null;

do $$
declare t text;
begin
  foreach t in array array['person', 'role_grant', 'delegation'] loop
    execute format('alter table people.%I enable row level security', t);
    execute format('alter table people.%I force row level security', t);
    execute format($p$create policy %I on people.%I for select to tandem_app
      using (department_id = platform.acting_department() or platform.has_role('systemOperator') or platform.sees_all())$p$,
      t || '_read', t);
  end loop;
end $$;
create policy person_write on people.person to tandem_app
  using (platform.has_role('systemOperator') or platform.is_job())
  with check (platform.has_role('systemOperator') or platform.is_job());
-- Nobody grants anything to themselves.
create policy role_grant_write on people.role_grant to tandem_app
  using ((platform.has_role('systemOperator') and person_id is distinct from platform.acting_person()) or platform.is_job())
  with check ((platform.has_role('systemOperator') and person_id is distinct from platform.acting_person()) or platform.is_job());
-- Whoever files a delegation does not receive it.
create policy delegation_file on people.delegation for insert to tandem_app
  with check (platform.is_job() or (to_person_id is distinct from platform.acting_person()
    and (from_person_id = platform.acting_person()
      or (department_id = platform.acting_department() and platform.has_role('departmentHead'))
      or platform.has_role('systemOperator'))));
create policy delegation_end on people.delegation for update to tandem_app
  using (from_person_id = platform.acting_person()
    or (department_id = platform.acting_department() and platform.has_role('departmentHead'))
    or platform.has_role('systemOperator') or platform.is_job());
grant select, insert, update on people.person to tandem_app;
grant select, insert on people.role_grant, people.delegation to tandem_app;
grant update (revoked_at, revoked_by, revoked_by_name) on people.role_grant to tandem_app;
grant update (ended_at, ended_by_name) on people.delegation to tandem_app;
