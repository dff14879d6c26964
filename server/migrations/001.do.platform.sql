-- Roles, the acting actor, the platform's clock, idempotency.
-- tandem_app: what the server runs as. tandem_readonly: reports and auditors' own tools.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tandem_app') then
    create role tandem_app nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  if not exists (select from pg_roles where rolname = 'tandem_readonly') then
    create role tandem_readonly nologin nosuperuser nobypassrls nocreatedb nocreaterole;
  end if;
  execute format('grant tandem_app to %I', current_user);
exception when duplicate_object or unique_violation then
  null; -- another database of this server is being migrated at the same moment
end $$;

create extension if not exists pg_trgm;

create schema platform;
grant usage on schema platform to tandem_app, tandem_readonly;

-- The acting actor, set per transaction by the server.
create function platform.acting_kind() returns text
  language sql stable parallel safe
  return coalesce(nullif(current_setting('tandem.actor_kind', true), ''), 'none');

create function platform.acting_person() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('tandem.person', true), '')::uuid;

create function platform.acting_department() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('tandem.department', true), '')::uuid;

create function platform.has_role(wanted text) returns boolean
  language sql stable parallel safe
  return wanted = any (string_to_array(coalesce(current_setting('tandem.roles', true), ''), ','));

-- The platform itself: sweeps, sequencer, background work.
create function platform.is_job() returns boolean
  language sql stable parallel safe
  return platform.acting_kind() = 'job';

-- Reads across departments: the data authority, auditors, and the platform itself.
create function platform.sees_all() returns boolean
  language sql stable parallel safe
  return platform.is_job() or platform.has_role('authorityOfficer') or platform.has_role('auditor');

create table platform.installation (
  singleton boolean primary key default true check (singleton),
  domain text not null,
  name_zh text not null,
  name_en text not null,
  demo boolean not null default false,
  clock_shift interval not null default interval '0',
  -- When the demonstration city was complete; null while it is being loaded.
  demo_loaded_at timestamptz,
  constraint installation_clock_moves_only_in_demo check (demo or clock_shift = interval '0')
);
comment on table platform.installation is 'One row: who this platform is. Only a demonstration city has a clock that moves.';
grant select on platform.installation to tandem_app, tandem_readonly;

create function platform.now() returns timestamptz
  language sql stable
  return clock_timestamp() + coalesce((select clock_shift from platform.installation), interval '0');

-- Moves the clock of a demonstration city forward; refuses anywhere else.
create function platform.move_clock(forward interval) returns timestamptz
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  if forward <= interval '0' then
    raise exception using errcode = 'TD002', message = 'the clock moves forward only';
  end if;
  update platform.installation set clock_shift = clock_shift + forward where demo;
  if not found then
    raise exception using errcode = 'TD001', message = 'only a demonstration city has a clock that moves';
  end if;
  return platform.now();
end $$;
revoke all on function platform.move_clock(interval) from public;
grant execute on function platform.move_clock(interval) to tandem_app;

create table platform.idempotency (
  actor_key text not null,
  key text not null check (length(key) between 8 and 100),
  request_hash bytea not null,
  result jsonb,
  created_at timestamptz not null default clock_timestamp(),
  primary key (actor_key, key)
);
comment on table platform.idempotency is 'Result of each keyed write, stored in the same transaction; swept after 48 hours.';
create index idempotency_created_at on platform.idempotency (created_at);
grant select, insert, update, delete on platform.idempotency to tandem_app;
