-- How soon requests for an entry are replied to, as search shows it.
-- Everyone signed in may know these sums; the records behind them stay with their parties.

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
