select set_config('tandem.actor_kind', 'job', true);

-- Which values are in a sample is a secret of the installation, too: who could tell would fill a column with values that are
-- in none, and ask for single ones. Samples made before are comparable with nothing any more.
update imports.import set inspected_hashes = null, loaded_hashes = null
 where inspected_hashes is not null or loaded_hashes is not null;
delete from imports.value_sketch;

-- Frequent values are few: how many of them two columns share tells of single ones.
update imports.value_profile p set columns = (
  select coalesce(jsonb_object_agg(c.key, case when c.value ? 'topHashes' then c.value - 'topHashes'
                                               else c.value || '{"guarded": true}' end), '{}')
    from jsonb_each(p.columns) as c);

alter table imports.value_key add column sample_key bytea;
update imports.value_key set sample_key = substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 8);
alter table imports.value_key alter column sample_key set not null;
comment on column imports.value_key.sample_key is 'What the hashes of values begin with as files are read.';
create function imports.sample_key() returns bytea
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if not platform.is_job() then
    raise exception using errcode = '42501', message = 'the key of samples is for those who read files';
  end if;
  return (select k.sample_key from imports.value_key k);
end $$;
revoke all on function imports.sample_key() from public;
grant execute on function imports.sample_key() to tandem_app;

alter table imports.value_sketch
  add column more bigint[] not null default '{}',
  add column mark bytea not null;
comment on column imports.value_sketch.keys is 'Of the smallest hashes, by which entries are found.';
comment on column imports.value_sketch.more is 'Of the next ones, by which they are only compared.';
comment on column imports.value_sketch.mark is 'Of the whole sample: what an answer is blurred by.';

create or replace function imports.keep_sketches(resource uuid, provider uuid, sketches jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if provider is distinct from platform.acting_department() and not platform.is_job() then
    raise exception using errcode = '42501', message = 'values are those of another department';
  end if;
  delete from imports.value_sketch where resource_id = resource and provider_id = provider;
  insert into imports.value_sketch (resource_id, provider_id, item, telling, reach, keys, more, mark)
    select resource, provider, s.item, s.telling, s.reach, k.keys[:1024], k.keys[1025:],
           sha256(convert_to(array_to_string(k.keys, ','), 'UTF8'))
      from jsonb_to_recordset(sketches) as s (item text, telling boolean, reach bigint, hashes bigint[])
     cross join lateral (select imports.keyed_values(s.hashes) as keys) as k;
end $$;

-- How many of one's own values items of other departments hold, roughly and from half of them up: in steps of a twentieth,
-- at most 0.95, and only where 64 and more of one's own different values are compared. Where a step ends is nobody's to know:
-- the count is shifted by up to eight, ever the same for the same two samples and another with any other value in one.
-- Mine: [{"n", "hashes"}].
create or replace function imports.compare_values(mine jsonb, resources uuid[])
returns table (resource_id uuid, item text, telling boolean, n integer, share float8)
language sql stable security definer set search_path = pg_catalog
begin atomic
  with given as materialized (
    select g.n, array_agg(distinct u.hash order by u.hash) as hashes
      from jsonb_to_recordset(mine) as g (n integer, hashes bigint[]) cross join lateral unnest(g.hashes) as u (hash)
     group by g.n having count(distinct u.hash) >= 64),
  marked as materialized (
    select g.n, g.hashes, k.keys, sha256(convert_to(array_to_string(k.keys, ','), 'UTF8')) as mark
      from given g cross join lateral (select imports.keyed_values(g.hashes) as keys) as k),
  hashed as materialized (
    select m.n, u.hash, u.key from marked m cross join lateral unnest(m.hashes, m.keys) as u (hash, key)),
  same as (
    select s.resource_id, s.item, s.telling, s.reach, s.mark, h.n, count(*) as same
      from imports.value_sketch s cross join lateral unnest(s.keys || s.more) as k (key)
      join hashed h on h.key = k.key and (s.reach is null or h.hash <= s.reach)
     where s.resource_id = any (resources) and s.provider_id is distinct from platform.acting_department()
     group by s.resource_id, s.item, h.n having count(*) >= 24),
  compared as (
    select s.resource_id, s.item, s.telling, s.n, s.same, s.mark as theirs, m.mark as mine,
           case when s.reach is null then cardinality(m.hashes) else width_bucket(s.reach, m.hashes) end as of
      from same s join marked m on m.n = s.n)
  select c.resource_id, c.item, c.telling, c.n, least(0.95, floor(20.0 * b.same / c.of) / 20)::float8
    from compared c cross join imports.value_key k
   cross join lateral (
     select c.same + get_byte(sha256(k.key || c.mine || c.theirs), 0) % 17 - 8 as same) as b
   where c.of >= 64 and 2 * b.same >= c.of;
end;
