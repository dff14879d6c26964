-- Whom the author stood in for, if anybody: neither may approve (platform.separation). The catalogue's drafts have it already.
alter table requests.request
  add column drafted_for uuid,
  add column filed_for uuid,
  add column reply_drafted_for uuid,
  add constraint request_filing_separate_for check (
    office_consent_by is null
    or (office_consent_by is distinct from drafted_for and office_consent_by is distinct from filed_for)),
  add constraint request_reply_separate_for check (
    automatic or reply_consent_by is null or reply_drafted_for is null or reply_consent_by <> reply_drafted_for);
comment on column requests.request.filed_for is 'Whom the filer stood in for, if anybody: neither may consent.';
alter table requests.extension add column asked_for uuid;
comment on column requests.extension.asked_for is 'Whom the asker stood in for, if anybody: neither may decide.';
alter table requests.agreement_version
  add column proposed_for uuid,
  add constraint agreement_version_separate_for check (
    requester_confirmed_by is null or proposed_for is null or requester_confirmed_by <> proposed_for);
comment on column requests.agreement_version.proposed_for is 'Whom the proposer stood in for, if anybody: neither may confirm.';
