-- What stands on a provider's record, as every request to it shows (Arts 21, 38, 39): the same for both parties.
-- Everyone signed in may know these sums; the records behind them stay with their parties.
create policy request_record_sums on requests.request for select to current_user using (submitted_at is not null);
create policy extension_sums on requests.extension for select to current_user using (true);
create index request_judged_provider on requests.request (provider_id, reply_judged_on)
  include (reply_missed_on) where reply_judged_on is not null;
create index extension_asked on requests.extension (asked_at) include (request_id, decision);
create function requests.provider_record(provider uuid, since timestamptz, first_day date)
returns table (extensions_asked integer, extensions_granted integer, replies_judged integer, replies_late integer)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select e.asked, e.granted, j.judged, j.late
    from (select count(*)::integer as asked, (count(*) filter (where x.decision = 'granted'))::integer as granted
            from requests.extension x join requests.request r on r.id = x.request_id
           where r.provider_id = provider and x.asked_at >= since) e,
         (select count(*)::integer as judged, count(r.reply_missed_on)::integer as late
            from requests.request r where r.provider_id = provider and r.reply_judged_on >= first_day) j;
end;
comment on function requests.provider_record is
  'Extensions asked and granted since a moment; replies given in time or fallen due since a day, and the late ones.';
revoke all on function requests.provider_record(uuid, timestamptz, date) from public;
grant execute on function requests.provider_record(uuid, timestamptz, date) to tandem_app;
