-- Hosted data: each version of a resource's rows is a table of its own in schema hosted, sealed before it is read.
create schema imports;
create schema hosted;
grant usage on schema imports, hosted to tandem_app;

create table imports.dataset_version (
  id uuid primary key default uuidv7(),
  resource_id uuid not null,
  provider_id uuid not null,
  number integer not null check (number >= 1),
  state text not null check (state in ('loading', 'sealed', 'current', 'former', 'retired', 'abandoned')),
  table_name text,
  -- [{"item": text, "column": "c1", "type": text, "key": boolean}] in the order of the entry's items.
  columns jsonb not null,
  row_count bigint,
  byte_count bigint,
  loaded_by uuid,
  created_at timestamptz not null,
  switched_at timestamptz,
  retired_at timestamptz,
  unique (resource_id, number)
);
comment on table imports.dataset_version is 'An import is a new version of a resource''s data; exactly one is current, switched atomically.';
create unique index dataset_version_current on imports.dataset_version (resource_id) where state = 'current';
create index dataset_version_provider on imports.dataset_version (provider_id, resource_id, number desc);

alter table imports.dataset_version enable row level security;
alter table imports.dataset_version force row level security;
-- That a dataset exists, its shape and size are known to all departments; the rows are not (below).
create policy dataset_version_read on imports.dataset_version for select to tandem_app
  using (provider_id = platform.acting_department() or platform.sees_all() or state in ('current', 'former'));
create policy dataset_version_insert on imports.dataset_version for insert to tandem_app
  with check (provider_id = platform.acting_department() or platform.is_job());
create policy dataset_version_update on imports.dataset_version for update to tandem_app
  using (provider_id = platform.acting_department() or platform.is_job());
grant select, insert, update on imports.dataset_version to tandem_app;

create function imports.hosted_name(version uuid) returns text
  language sql immutable parallel safe
  return 'd_' || replace(version::text, '-', '');

-- Makes the empty table of a version. Columns: [{"column": "c1", "type": "text"}].
create function imports.create_hosted(version uuid, columns jsonb) returns text
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  name text := imports.hosted_name(version);
  definition text;
begin
  if exists (select from jsonb_to_recordset(columns) as c("column" text, type text)
             where c."column" !~ '^c[0-9]{1,4}$'
                or c.type not in ('text', 'bigint', 'numeric', 'date', 'timestamptz', 'boolean')) then
    raise exception using errcode = '22023', message = 'a column of a hosted table is not acceptable';
  end if;
  select string_agg(format('%I %s', c."column", c.type), ', ') into definition
    from jsonb_to_recordset(columns) as c("column" text, type text);
  -- Row numbers rise in the order of the file; their cache makes them cheap and may leave gaps.
  execute format('create table hosted.%I (row_no bigint generated always as identity (cache 1000), %s)', name, definition);
  execute format('grant select, insert on hosted.%I to tandem_app', name);
  return name;
end $$;

-- Closes a loaded table: no more inserts; rows only for the provider, for background work,
-- and for a disclosure that names this very version (see sharing/exchange).
create function imports.seal_hosted(version uuid, provider uuid, keys text[]) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
declare
  name text := imports.hosted_name(version);
  key text;
begin
  execute format('revoke insert on hosted.%I from tandem_app', name);
  execute format('alter table hosted.%I add primary key (row_no)', name);
  foreach key in array keys loop
    execute format('create index on hosted.%I (%I)', name, key);
  end loop;
  execute format('alter table hosted.%I enable row level security', name);
  execute format(
    'create policy rows on hosted.%I for select to tandem_app using (
       platform.acting_department() = %L or platform.is_job()
       or current_setting(''tandem.disclosing'', true) = %L)', name, provider, version::text);
  execute format('analyze hosted.%I', name);
end $$;

create function imports.drop_hosted(version uuid) returns void
  language plpgsql security definer set search_path = pg_catalog as $$
begin
  execute format('drop table if exists hosted.%I', imports.hosted_name(version));
end $$;

revoke all on function imports.create_hosted(uuid, jsonb), imports.seal_hosted(uuid, uuid, text[]), imports.drop_hosted(uuid) from public;
grant execute on function imports.create_hosted(uuid, jsonb), imports.seal_hosted(uuid, uuid, text[]), imports.drop_hosted(uuid) to tandem_app;
