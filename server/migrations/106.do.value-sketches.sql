-- Samples of the values of open columns, by hash: whether rows of another department hold the same is told by them,
-- whatever the columns are called.

-- Of an import's own columns, {"column": [hash, …]}: for its department, like the frequent values in the report.
alter table imports.import add column inspected_hashes jsonb, add column loaded_hashes jsonb;

-- What hashes are keyed with below. Nobody but the functions below reads it, so that nobody can guess values by hashes.
create table imports.value_key (
  one boolean primary key default true check (one),
  key bytea not null
);
insert into imports.value_key (key)
  select sha256(convert_to(string_agg(gen_random_uuid()::text, ''), 'UTF8')) from generate_series(1, 4);
alter table imports.value_key enable row level security;

create table imports.value_sketch (
  resource_id uuid not null,
  provider_id uuid not null,
  item text not null,
  -- Names or codes, nearly each row's its own: the same ones are the same things.
  telling boolean not null,
  -- Hashes up to here are all kept; null: those of all values.
  reach bigint,
  keys bigint[] not null,
  primary key (resource_id, item)
);
comment on table imports.value_sketch is
  'Of the served rows of an entry, the smallest hashes of each open item''s values, keyed. Read by functions alone.';
alter table imports.value_sketch enable row level security;
create index value_sketch_keys on imports.value_sketch using gin (keys) where telling;

create function imports.keyed_values(hashes bigint[]) returns bigint[]
language sql stable security definer set search_path = pg_catalog
begin atomic
  select coalesce(array_agg(('x' || encode(substr(sha256(k.key || int8send(u.hash)), 1, 8), 'hex'))::bit(64)::bigint order by u.n), '{}')
    from imports.value_key k cross join unnest(hashes) with ordinality as u (hash, n);
end;
revoke all on function imports.keyed_values(bigint[]) from public;

-- Replaces what is kept of an entry. Sketches: [{"item", "telling", "reach", "hashes"}].
create function imports.keep_sketches(resource uuid, provider uuid, sketches jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if provider is distinct from platform.acting_department() and not platform.is_job() then
    raise exception using errcode = '42501', message = 'values are those of another department';
  end if;
  delete from imports.value_sketch where resource_id = resource and provider_id = provider;
  insert into imports.value_sketch (resource_id, provider_id, item, telling, reach, keys)
    select resource, provider, s.item, s.telling, s.reach, imports.keyed_values(s.hashes)
      from jsonb_to_recordset(sketches) as s (item text, telling boolean, reach bigint, hashes bigint[]);
end $$;
revoke all on function imports.keep_sketches(uuid, uuid, jsonb) from public;
grant execute on function imports.keep_sketches(uuid, uuid, jsonb) to tandem_app;

-- Items that may not be compared by values any more.
create function imports.forget_sketches(resource uuid, items text[]) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  delete from imports.value_sketch
   where resource_id = resource and item = any (items)
     and (provider_id = platform.acting_department() or platform.is_job() or platform.has_role('authorityOfficer'));
end;
revoke all on function imports.forget_sketches(uuid, text[]) from public;
grant execute on function imports.forget_sketches(uuid, text[]) to tandem_app;

-- Entries of other departments some of whose telling items hold some of these values; those that hold most of them first.
-- Some of each column's holders: of two tables with the same rows, one column at least is in few others.
-- Mine: [{"n", "hashes"}], 64 different ones of each.
create function imports.find_holders(mine jsonb, most integer) returns setof uuid
language sql stable security definer set search_path = pg_catalog
-- The limit makes reading the whole table look cheap, as if holders were many.
set enable_seqscan = off set enable_indexscan = off
begin atomic
  with given as materialized (
    select g.n, imports.keyed_values(array_agg(distinct u.hash)) as keys
      from jsonb_to_recordset(mine) as g (n integer, hashes bigint[]) cross join lateral unnest(g.hashes) as u (hash)
     group by g.n having count(distinct u.hash) >= 64),
  found as (
    select distinct on (h.resource_id, h.item) h.resource_id, h.keys
      from given g
     cross join lateral (
       select s.resource_id, s.item, s.keys from imports.value_sketch s
        where s.telling and s.keys && g.keys and s.provider_id is distinct from platform.acting_department()
        limit 60) as h)
  select f.resource_id
    from found f cross join lateral unnest(f.keys) as k (key)
    join (select distinct unnest(g.keys) as key from given g) as u on u.key = k.key
   group by f.resource_id having count(*) >= 6
   order by count(*) desc, f.resource_id limit most;
end;
revoke all on function imports.find_holders(jsonb, integer) from public;
grant execute on function imports.find_holders(jsonb, integer) to tandem_app;

-- How many of one's own values items of other departments hold, roughly and from half of them up: in steps of a twentieth,
-- at most 0.95, and only of samples of 64 different values and more, so that nobody asks for one value.
-- Mine: [{"n", "hashes"}].
create function imports.compare_values(mine jsonb, resources uuid[])
returns table (resource_id uuid, item text, telling boolean, n integer, share float8)
language sql stable security definer set search_path = pg_catalog
begin atomic
  with given as materialized (
    select g.n, array_agg(distinct u.hash order by u.hash) as hashes
      from jsonb_to_recordset(mine) as g (n integer, hashes bigint[]) cross join lateral unnest(g.hashes) as u (hash)
     group by g.n having count(distinct u.hash) >= 64),
  hashed as materialized (
    select g.n, u.hash, u.key
      from given g cross join lateral unnest(g.hashes, imports.keyed_values(g.hashes)) as u (hash, key)),
  same as (
    select s.resource_id, s.item, s.telling, s.reach, h.n, count(*) as same
      from imports.value_sketch s cross join lateral unnest(s.keys) as k (key)
      join hashed h on h.key = k.key and (s.reach is null or h.hash <= s.reach)
     where s.resource_id = any (resources) and s.provider_id is distinct from platform.acting_department()
     group by s.resource_id, s.item, h.n having count(*) >= 6)
  select s.resource_id, s.item, s.telling, s.n, least(0.95, floor(20.0 * s.same / o.of) / 20)::float8
    from same s join given g on g.n = s.n
   cross join lateral (
     select case when s.reach is null then cardinality(g.hashes) else width_bucket(s.reach, g.hashes) end as of) as o
   where 2 * s.same >= o.of;
end;
revoke all on function imports.compare_values(jsonb, uuid[]) from public;
grant execute on function imports.compare_values(jsonb, uuid[]) to tandem_app;
