-- What stands beside an entry in search: how good its rows are, how much it is used, how soon it is replied to.
-- Everyone signed in may know these sums; the records behind them stay with their parties.

alter table imports.dataset_version add column rows_rejected bigint;
comment on column imports.dataset_version.rows_rejected is 'Rows of the file that were refused and not corrected since; null where no file was imported.';
alter table imports.dataset_version no force row level security;
alter table imports.import no force row level security;
update imports.dataset_version v set rows_rejected = (i.report ->> 'rowsRejected')::bigint
  from imports.import i where i.dataset_version_id = v.id and i.report is not null;
alter table imports.dataset_version force row level security;
alter table imports.import force row level security;

create index daily_count_resource on exchange.daily_count (resource_id, day) where outcome = 'answered';
-- For the function below, which gives sums only.
create policy daily_count_sums on exchange.daily_count for select to current_user using (true);
create function exchange.use_of(resources uuid[], first_day date, last_day date)
returns table (resource_id uuid, calls bigint, departments integer)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select c.resource_id, sum(c.calls)::bigint, count(distinct c.requester_id)::integer
    from exchange.daily_count c
   where c.resource_id = any (resources) and c.outcome = 'answered' and c.day between first_day and last_day
   group by c.resource_id;
end;
comment on function exchange.use_of is 'Answered calls and how many departments made them, by resource.';
revoke all on function exchange.use_of(uuid[], date, date) from public;
grant execute on function exchange.use_of(uuid[], date, date) to tandem_app;

create index request_replied_resource on requests.request (resource_id, replied_at)
  include (share_class, reply_days) where replied_at is not null;
create index request_replied_provider on requests.request (provider_id, replied_at)
  include (share_class, reply_days) where replied_at is not null;
create policy request_sums on requests.request for select to current_user using (replied_at is not null);
create function requests.reply_times(resources uuid[], providers uuid[], since timestamptz)
returns table (id uuid, share_class text, replies integer, median_days float8)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.resource_id, r.share_class, count(*)::integer, percentile_cont(0.5) within group (order by r.reply_days)
    from requests.request r
   where r.resource_id = any (resources) and r.replied_at >= since group by r.resource_id, r.share_class
  union all
  select r.provider_id, r.share_class, count(*)::integer, percentile_cont(0.5) within group (order by r.reply_days)
    from requests.request r
   where r.provider_id = any (providers) and r.replied_at >= since group by r.provider_id, r.share_class;
end;
comment on function requests.reply_times is 'Median working days from receipt to reply, by resource and by provider, for each share class.';
revoke all on function requests.reply_times(uuid[], uuid[], timestamptz) from public;
grant execute on function requests.reply_times(uuid[], uuid[], timestamptz) to tandem_app;
