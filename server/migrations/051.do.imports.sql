-- Imports: a file on its way into a hosted table, with what was found in it.
create table imports.import (
  id uuid primary key default uuidv7(),
  department_id uuid not null,
  resource_id uuid,
  -- As the entry was called when it was chosen: for lists.
  resource_title text,
  file_hash text not null,
  file_name text not null,
  file_bytes bigint not null,
  state text not null check (state in
    ('inspecting', 'inspected', 'loading', 'cancelling', 'loaded', 'switched', 'failed', 'cancelled')),
  mode text not null default 'replace' check (mode in ('replace', 'append')),
  -- How the file is read where the guess was wrong: {"sheet", "headerRow", "encoding", "delimiter", "titleRows", "header"}.
  reading jsonb not null default '{}',
  -- The import whose rejected rows this file brings back, corrected.
  correction_of uuid,
  -- Of an `append`: the version whose rows come first. It must still be the newest when the switch comes.
  base_version_id uuid,
  -- Of the edit: If-Match.
  version integer not null default 1,
  inspection jsonb,
  plan jsonb,
  progress jsonb,
  report jsonb,
  reject_hash text,
  problem jsonb,
  dataset_version_id uuid,
  -- Rows up to this number of the file are committed in the hosted table: where a restarted load goes on.
  committed_row bigint not null default 0,
  -- Number of the worker that may write: one that was taken for dead and goes on finds another number and stops.
  attempt integer not null default 0,
  -- Workers in a row that ended without having committed anything.
  failures integer not null default 0,
  -- By the machine's clock, not the platform's: signs of life of queue and worker.
  queued_at timestamptz,
  alive_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz
);
comment on table imports.import is 'One file becoming a version of a resource''s data: inspected, planned, loaded, switched to.';
create index import_department on imports.import (department_id, id desc);
create index import_at_work on imports.import (id) where state in ('inspecting', 'loading', 'cancelling');
create index import_resource on imports.import (resource_id, id desc) where resource_id is not null;

alter table imports.import enable row level security;
alter table imports.import force row level security;
create policy import_department on imports.import to tandem_app
  using (department_id = platform.acting_department() or platform.is_job())
  with check (department_id = platform.acting_department() or platform.is_job());
-- Auditors see that it happened and its figures.
create policy import_audit on imports.import for select to tandem_app using (platform.has_role('auditor'));
grant select, insert, update on imports.import to tandem_app;

-- The profile of what a resource's current data holds, for finding data that is collected twice. No values:
-- patterns, counts, and hashes of frequent values of columns that are not personal.
create table imports.value_profile (
  resource_id uuid primary key,
  provider_id uuid not null,
  columns jsonb not null,
  profiled_at timestamptz not null
);
alter table imports.value_profile enable row level security;
alter table imports.value_profile force row level security;
create policy value_profile_read on imports.value_profile for select to tandem_app using (platform.acting_kind() <> 'none');
create policy value_profile_write on imports.value_profile for all to tandem_app
  using (provider_id = platform.acting_department() or platform.is_job())
  with check (provider_id = platform.acting_department() or platform.is_job());
grant select, insert, update on imports.value_profile to tandem_app;
