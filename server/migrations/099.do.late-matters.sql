-- What the board says of a late matter besides its clock: its number, and how often the authority urged (Art 38).
alter table clocks.clock
  add column subject_number text,
  add column urged smallint not null default 0,
  add column urged_at timestamptz,
  add column urged_by text,
  add constraint clock_urged check ((urged = 0) = (urged_at is null));
comment on column clocks.clock.subject_number is 'By which people know the matter, where it has a number.';
comment on column clocks.clock.urged is 'How often the authority urged whoever must act; urged_at and urged_by are of the last time.';
create index clock_late on clocks.clock (due_at, id) where overdue_since is not null and state <> 'stopped';
