-- Administrative divisions, nation to township, with their real codes.
create schema divisions;
grant usage on schema divisions to tandem_app, tandem_readonly;

create table divisions.division (
  code text primary key check (code ~ '^\d{6}(\d{3})?$'),
  name text not null,
  level text not null check (level in ('nation', 'province', 'city', 'county', 'township')),
  parent_code text references divisions.division (code) deferrable initially deferred,
  -- Names from the province down, for search and for telling two of the same name apart.
  full_name text not null
);
comment on table divisions.division is 'Six digits down to the county, nine for townships; 000000 is the nation.';
create index division_parent on divisions.division (parent_code, code);

create table divisions.history (
  code text not null check (code ~ '^\d{6}$'),
  since smallint not null,
  until smallint,
  name text not null,
  level text not null check (level in ('province', 'city', 'county')),
  status text not null check (status in ('current', 'changed', 'retired')),
  -- '110101', 'A;B' or 'A[2001];B'; empty where the source names none. See engines/identifiers.
  successor text not null default '',
  source text not null,
  primary key (code, since)
);
comment on table divisions.history is 'One row for each life of a code: codes in old records are read by it.';

create table divisions.edition (
  part text primary key check (part in ('divisions', 'history')),
  edition text not null,
  loaded_at timestamptz not null default clock_timestamp()
);

-- Public knowledge, so no row-level security: everyone reads, only the owner of the schema writes (at load).
grant select on divisions.division, divisions.history, divisions.edition to tandem_app, tandem_readonly;
