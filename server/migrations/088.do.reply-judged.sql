-- Timeliness counts each matter once: in time on the day of its reply, late on the due day that passed without one.
alter table requests.request add column reply_missed_on date;
comment on column requests.request.reply_missed_on is 'The due day that passed without a reply. Set once and never cleared (Art 39).';
update requests.request
   set reply_missed_on = (least(overdue_since, replied_at) at time zone 'Asia/Shanghai')::date - 1
 where reply_late or (overdue_since is not null and (replied_at is null or overdue_since < replied_at));

alter table requests.request add column reply_judged_on date
  generated always as (coalesce(reply_missed_on, (replied_at at time zone 'Asia/Shanghai')::date)) stored;
create index request_judged on requests.request (reply_judged_on, provider_id) where reply_judged_on is not null;
