-- Row-level security binds the owner, too: what is filled in is the platform's own doing.
select set_config('tandem.actor_kind', 'job', true);

-- Timeliness counts each matter once: in time on the day of its reply, late on the due day that passed without one.
alter table requests.request add column reply_missed_on date;
comment on column requests.request.reply_missed_on is 'The due day that passed without a reply. Set once and never cleared (Art 39).';
update requests.request
   set reply_missed_on = (least(overdue_since, replied_at) at time zone 'Asia/Shanghai')::date - 1
 where reply_late or (overdue_since is not null and (replied_at is null or overdue_since < replied_at));

alter table requests.request add column reply_judged_on date
  generated always as (coalesce(reply_missed_on, (replied_at at time zone 'Asia/Shanghai')::date)) stored;
create index request_judged on requests.request (reply_judged_on, provider_id) where reply_judged_on is not null;

-- A new version of an entry that raises the grade of an agreed item holds for agreements in force at once (Art 37).
alter table requests.agreement add column raised jsonb;
comment on column requests.agreement.raised is 'Agreed items that the entry grades higher by now, and since which of its versions. Enforced over the terms.';

-- Nobody approves what they wrote (platform.separation): who wrote what waits for approval, and whom they stood in for.
alter table requests.request
  add column written_by uuid[] not null default '{}',
  add column supplemented_by uuid[] not null default '{}',
  add column scope_by uuid[] not null default '{}',
  add column reply_by uuid[] not null default '{}';
comment on column requests.request.written_by is 'Who wrote statements or added papers before the office consented.';
comment on column requests.request.supplemented_by is 'Who added to it since: answers to a supplement notice, papers.';
comment on column requests.request.scope_by is 'Who of the provider proposed a narrower scope.';
comment on column requests.request.reply_by is 'Who drafted the reply that waits, or was sent.';
update requests.request
   set written_by = array_remove(array[drafted_by, filed_by], null), reply_by = array_remove(array[reply_drafted_by], null);
alter table requests.request drop constraint request_filing_separate, drop constraint request_reply_separate;
alter table requests.request
  add constraint request_filing_separate check (
    office_consent_by is null or (office_consent_by not in (filed_by, drafted_by) and office_consent_by <> all (written_by))),
  add constraint request_reply_separate check (
    automatic or reply_consent_by is null
    or (reply_consent_by <> reply_drafted_by and reply_consent_by <> all (reply_by)));

alter table requests.agreement_version add column proposed_for uuid;
comment on column requests.agreement_version.proposed_for is 'Whom the proposer stood in for, if anybody: neither may confirm.';

-- Whether a stored content is a paper of a request.
create index attachment_hash on requests.attachment (hash);
