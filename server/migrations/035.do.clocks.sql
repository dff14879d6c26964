-- Statutory clocks (design law 4): the due day is data, swept by a job.
create schema clocks;
grant usage on schema clocks to tandem_app, tandem_readonly;

create table clocks.clock (
  id uuid primary key default uuidv7(),
  kind text not null check (kind ~ '^[a-z]+\.[a-z-]+$'),
  subject_id uuid not null,
  subject_title text not null,
  department_id uuid not null,
  counterpart_id uuid,
  rule_id text not null,
  reading jsonb not null,
  state text not null check (state in ('running', 'paused', 'stopped')),
  started_on date not null,
  due_at timestamptz,
  unpublished_year integer,
  -- What the sweep does next, and when. Null: nothing more to come.
  next_event text check (next_event in ('share-used', 'last-day', 'overdue')),
  next_at timestamptz,
  overdue_since timestamptz,
  stopped_at timestamptz,
  outcome text,
  created_at timestamptz not null
);
comment on column clocks.clock.reading is 'The calendar engine''s Clock: limit, extensions, running and paused segments, stop day.';
comment on column clocks.clock.department_id is 'Who must act.';
comment on column clocks.clock.counterpart_id is 'Who waits.';
comment on column clocks.clock.due_at is 'End of the due day in Asia/Shanghai; null while paused or while the calendar year is not published.';
comment on column clocks.clock.overdue_since is 'Set once by the sweep and never cleared: it stays on the department''s record (Art 39).';
create index clock_next on clocks.clock (next_at) where next_at is not null;
create index clock_department on clocks.clock (department_id, state, due_at);
create index clock_counterpart on clocks.clock (counterpart_id, state, due_at);
create index clock_subject on clocks.clock (subject_id);
create index clock_overdue on clocks.clock (overdue_since desc, id) where overdue_since is not null;
create index clock_created on clocks.clock (created_at);

alter table clocks.clock enable row level security;
alter table clocks.clock force row level security;
create policy clock_parties on clocks.clock to tandem_app
  using (department_id = platform.acting_department()
      or counterpart_id = platform.acting_department()
      or platform.sees_all());
grant select, insert, update on clocks.clock to tandem_app;
