-- The key of an entry is unique in its hosted rows, and a row that was refused joins once.

create or replace function imports.create_hosted(version uuid, columns jsonb) returns text
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
  -- source_row: of a row that was refused, corrected and joined, "<import>:<row of its file>"; else null.
  execute format('create table hosted.%I (row_no bigint generated always as identity (cache 1000), %s, source_row text collate "C")',
                 name, definition);
  execute format('grant select, insert on hosted.%I to tandem_app', name);
  return name;
end $$;

do $$
declare
  name text;
begin
  for name in select tablename from pg_tables where schemaname = 'hosted' loop
    execute format('alter table hosted.%I add column source_row text collate "C"', name);
  end loop;
end $$;

-- identity: the columns that together tell rows apart. joined: refused rows have come back into it.
drop function imports.seal_hosted(uuid, uuid, text[]);
create function imports.seal_hosted(version uuid, provider uuid, keys text[], identity text[] default '{}', joined boolean default false)
  returns void language plpgsql security definer set search_path = pg_catalog as $$
declare
  name text := imports.hosted_name(version);
  key text;
begin
  execute format('revoke insert on hosted.%I from tandem_app', name);
  execute format('alter table hosted.%I add primary key (row_no)', name);
  if cardinality(identity) > 0 then
    execute format('create unique index on hosted.%I (%s)', name,
      (select string_agg(format('%I', part), ', ' order by place) from unnest(identity) with ordinality as i (part, place)));
  end if;
  if joined then
    execute format('create unique index on hosted.%I (source_row) where source_row is not null', name);
  end if;
  foreach key in array keys loop
    if key is distinct from identity[1] then
      execute format('create index on hosted.%I (%I)', name, key);
    end if;
  end loop;
  execute format('alter table hosted.%I enable row level security', name);
  execute format(
    'create policy rows on hosted.%I for select to tandem_app using (
       platform.acting_department() = %L or platform.is_job()
       or current_setting(''tandem.disclosing'', true) = %L)', name, provider, version::text);
  execute format('analyze hosted.%I', name);
end $$;
revoke all on function imports.seal_hosted(uuid, uuid, text[], text[], boolean) from public;
grant execute on function imports.seal_hosted(uuid, uuid, text[], text[], boolean) to tandem_app;
