-- Nobody approves what they wrote (platform.separation): who wrote what waits for approval, and whom they stood in for.
alter table catalogue.draft add column written_by uuid[] not null default '{}';
update catalogue.draft set written_by = array_remove(array[created_by, updated_by], null);

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
