-- How many entries of a kind a day has, counted by the sequencer as it integrates them: what figures are read from.
create table ledger.daily_count (
  -- In Asia/Shanghai, by the platform's clock.
  day date not null,
  kind text not null,
  entries bigint not null check (entries > 0),
  primary key (day, kind)
);
comment on table ledger.daily_count is 'Counted in the transaction that gives entries their index; an entry that waits is not counted yet.';
alter table ledger.daily_count enable row level security;
alter table ledger.daily_count force row level security;
create policy daily_count_public on ledger.daily_count for select using (true);
create policy daily_count_add on ledger.daily_count for insert to tandem_app with check (platform.is_job());
create policy daily_count_grow on ledger.daily_count for update to tandem_app using (platform.is_job());
grant select, insert on ledger.daily_count to tandem_app;
grant update (entries) on ledger.daily_count to tandem_app;
grant select on ledger.daily_count to tandem_readonly;
