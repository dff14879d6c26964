-- How much an entry is used, as search shows it.
-- Everyone signed in may know these sums; the records behind them stay with their parties.

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
