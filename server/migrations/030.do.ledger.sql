-- The transparency ledger: what happened, committed to with a salt, in the transaction in which it happened.
create schema ledger;
grant usage on schema ledger to tandem_app, tandem_readonly;

create table ledger.entry (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z]+\.[a-z]+(-[a-z]+)*$'),
  subject text not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_person uuid,
  -- Whose place the person acted in, while standing in for a colleague.
  actor_delegated_by uuid,
  actor_department uuid,
  actor_credit_code text,
  owners uuid[] not null,
  payload jsonb not null,
  salt bytea not null check (length(salt) = 32)
);
comment on table ledger.entry is 'Insert-only. payload and salt open the commitment in the public leaf; only owners, the authority and auditors see a row.';
create index entry_subject on ledger.entry (subject, id);
create index entry_owners on ledger.entry using gin (owners);

alter table ledger.entry enable row level security;
alter table ledger.entry force row level security;
create policy entry_owners_read on ledger.entry for select to tandem_app
  using (platform.acting_department() = any (owners) or platform.sees_all());
-- Nobody can record an act in another's name.
create policy entry_insert on ledger.entry for insert to tandem_app with check (
  actor_kind = platform.acting_kind()
  and actor_person is not distinct from platform.acting_person()
  and actor_department is not distinct from platform.acting_department());
grant select, insert on ledger.entry to tandem_app;

-- Entries that wait for their index. The sequencer takes and deletes them.
create table ledger.unsequenced (
  number bigint generated always as identity primary key,
  entry_id uuid not null,
  leaf bytea not null check (length(leaf) between 1 and 65535)
);
comment on column ledger.unsequenced.leaf is 'The bytes of the leaf: canonical JSON without personal data; see engines/ledger.';
alter table ledger.unsequenced enable row level security;
alter table ledger.unsequenced force row level security;
create policy unsequenced_insert on ledger.unsequenced for insert to tandem_app with check (true);
create policy unsequenced_take on ledger.unsequenced for all to tandem_app using (platform.is_job());
grant select, insert, delete on ledger.unsequenced to tandem_app;
