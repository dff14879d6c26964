-- The governed exchange: every answer and every refusal is a disclosure row, written before it leaves.
create schema exchange;
grant usage on schema exchange to tandem_app, tandem_readonly;

create table exchange.disclosure (
  -- The ledger entry's id, which is also the receipt's.
  id uuid primary key,
  at timestamptz not null,
  agreement_id uuid,
  agreement_number text,
  agreement_version integer,
  requester_id uuid not null,
  requester_name text not null,
  provider_id uuid,
  provider_name text,
  resource_id uuid,
  resource_title text,
  dataset_version_id uuid,
  caller_kind text not null,
  caller_id uuid,
  caller_name text not null,
  mode text not null check (mode in ('query', 'verify', 'batch')),
  purpose text not null,
  outcome text not null check (outcome in ('answered', 'refused')),
  refusal_code text,
  -- What the refusal's sentence names (item, date, quota); never a value that was asked for.
  refusal_params jsonb,
  rule_id text,
  items text[] not null,
  row_count integer not null default 0,
  answer_digest bytea,
  check ((outcome = 'refused') = (refusal_code is not null)),
  check ((outcome = 'answered') = (answer_digest is not null))
);
comment on table exchange.disclosure is 'Insert-only. Who asked what for which purpose, and what left; values asked for and given are not in it.';
comment on column exchange.disclosure.answer_digest is 'SHA-256 of the answer''s bytes as they left.';
create index disclosure_agreement on exchange.disclosure (agreement_id, at desc, id desc);
create index disclosure_requester on exchange.disclosure (requester_id, at desc, id desc);
create index disclosure_provider on exchange.disclosure (provider_id, at desc, id desc);
create index disclosure_at on exchange.disclosure (at desc, id desc);

alter table exchange.disclosure enable row level security;
alter table exchange.disclosure force row level security;
create policy disclosure_read on exchange.disclosure for select to tandem_app
  using (requester_id = platform.acting_department() or provider_id = platform.acting_department() or platform.sees_all());
create policy disclosure_insert on exchange.disclosure for insert to tandem_app
  with check (requester_id = platform.acting_department() or platform.is_job());
grant select, insert on exchange.disclosure to tandem_app;

-- What has been used of an agreement's daily quota. One row an agreement and requester a day.
create table exchange.quota_use (
  agreement_id uuid not null,
  requester_id uuid not null,
  provider_id uuid not null,
  day date not null,
  calls integer not null,
  row_count bigint not null,
  primary key (agreement_id, requester_id, day)
);
alter table exchange.quota_use enable row level security;
alter table exchange.quota_use force row level security;
create policy quota_parties on exchange.quota_use to tandem_app
  using (requester_id = platform.acting_department() or provider_id = platform.acting_department() or platform.sees_all());
grant select, insert, update on exchange.quota_use to tandem_app;

-- Daily counts for the cockpit: kept by the same statement that inserts the disclosure, so that they add up.
-- By resource too, so that calls under different agreements do not wait for one another's row.
create table exchange.daily_count (
  day date not null,
  requester_id uuid not null,
  requester_name text not null,
  provider_id uuid,
  provider_name text,
  resource_id uuid,
  resource_title text,
  mode text not null,
  outcome text not null,
  calls bigint not null,
  row_count bigint not null,
  constraint daily_count_key unique nulls not distinct (day, requester_id, resource_id, mode, outcome)
);
comment on table exchange.daily_count is 'Calls of the sandbox are not in it. Names as they were at the first call of the day.';
alter table exchange.daily_count enable row level security;
alter table exchange.daily_count force row level security;
create policy daily_count_parties on exchange.daily_count to tandem_app
  using (requester_id = platform.acting_department() or provider_id = platform.acting_department() or platform.sees_all());
grant select, insert, update on exchange.daily_count to tandem_app;

create table exchange.batch (
  id uuid primary key default uuidv7(),
  agreement_id uuid not null,
  -- Terms and data as ordered, then as the file was made from them.
  agreement_version integer not null,
  requester_id uuid not null,
  provider_id uuid not null,
  resource_id uuid not null,
  dataset_version_id uuid not null,
  requested_by uuid,
  purpose text not null,
  items text[] not null,
  format text not null check (format in ('csv', 'xlsx', 'parquet')),
  state text not null check (state in ('queued', 'running', 'ready', 'failed', 'expired')),
  problem text,
  row_count integer,
  size_bytes bigint,
  file_hash text,
  requested_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  check (state <> 'ready' or file_hash is not null)
);
comment on table exchange.batch is 'A file ordered under an agreement. It leaves only by a recorded disclosure.';
create index batch_agreement on exchange.batch (agreement_id, id desc);
create index batch_expires on exchange.batch (expires_at) where state = 'ready';
create index batch_file on exchange.batch (file_hash) where state = 'ready';
alter table exchange.batch enable row level security;
alter table exchange.batch force row level security;
create policy batch_parties on exchange.batch to tandem_app
  using (requester_id = platform.acting_department() or provider_id = platform.acting_department() or platform.sees_all())
  with check (requester_id = platform.acting_department() or platform.is_job());
grant select, insert, update on exchange.batch to tandem_app;

-- The requester's own records of use (Art 29), open to provider and authority. Insert-only.
create table exchange.use_record (
  id uuid primary key default uuidv7(),
  agreement_id uuid not null,
  requester_id uuid not null,
  provider_id uuid not null,
  aspect text not null check (aspect in ('scenario', 'process', 'effect', 'storage', 'destruction')),
  statement text not null check (length(statement) between 4 and 2000),
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  keep_until date not null
);
create index use_record_agreement on exchange.use_record (agreement_id, id desc);
alter table exchange.use_record enable row level security;
alter table exchange.use_record force row level security;
create policy use_record_read on exchange.use_record for select to tandem_app
  using (requester_id = platform.acting_department() or provider_id = platform.acting_department() or platform.sees_all());
create policy use_record_insert on exchange.use_record for insert to tandem_app
  with check (requester_id = platform.acting_department());
grant select, insert on exchange.use_record to tandem_app;
