-- Notices: what a department is told, apart from what waits for it. Seen is kept per person.
create schema inbox;
grant usage on schema inbox to tandem_app;

create table inbox.notice (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  department_id uuid not null,
  -- Empty: everybody of the department.
  roles text[] not null default '{}',
  -- Message key and its parameters.
  kind text not null check (length(kind) between 3 and 80),
  params jsonb not null default '{}',
  href text not null check (href like '/%' and length(href) <= 300)
);
comment on table inbox.notice is 'Insert-only: reminders, decisions, lapses. Written by rooms in the transaction of what they tell.';
create index notice_department on inbox.notice (department_id, id desc);

create table inbox.notice_seen (
  notice_id uuid not null references inbox.notice (id),
  person_id uuid not null,
  seen_at timestamptz not null,
  primary key (notice_id, person_id)
);

alter table inbox.notice enable row level security;
alter table inbox.notice force row level security;
create policy notice_read on inbox.notice for select to tandem_app
  using (department_id = platform.acting_department()
    and (roles = '{}' or roles && string_to_array(coalesce(current_setting('tandem.roles', true), ''), ',')));
create policy notice_insert on inbox.notice for insert to tandem_app
  with check (platform.acting_kind() in ('person', 'system', 'job'));
grant select, insert on inbox.notice to tandem_app;

alter table inbox.notice_seen enable row level security;
alter table inbox.notice_seen force row level security;
create policy notice_seen_own on inbox.notice_seen to tandem_app
  using (person_id = platform.acting_person()) with check (person_id = platform.acting_person());
grant select, insert on inbox.notice_seen to tandem_app;
