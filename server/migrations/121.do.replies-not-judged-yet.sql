-- A reply of which nobody can say yet whether it was in time (its days have no calendar) is judged when somebody can.
alter table requests.request alter column reply_judged_on set expression as (
  case when replied_at is not null and reply_late is null then reply_missed_on
       else coalesce(reply_missed_on, (replied_at at time zone 'Asia/Shanghai')::date) end);
