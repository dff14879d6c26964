-- A provider's standing consent for unconditional resources; demands for data nobody has catalogued; reviews of a basis.
create table requests.standing_consent (
  id uuid primary key default uuidv7(),
  resource_id uuid not null,
  resource_title text not null,
  provider_id uuid not null,
  given_by uuid not null,
  given_by_name text not null,
  given_at timestamptz not null,
  entry_id uuid not null,
  revoked_by_name text,
  revoked_at timestamptz
);
create unique index standing_consent_one on requests.standing_consent (resource_id) where revoked_at is null;
alter table requests.standing_consent enable row level security;
alter table requests.standing_consent force row level security;
-- That a resource is granted at once is known to everybody who may ask for it.
create policy standing_consent_read on requests.standing_consent for select to tandem_app
  using (platform.acting_kind() in ('person', 'job'));
create policy standing_consent_give on requests.standing_consent for insert to tandem_app
  with check (provider_id = platform.acting_department() and platform.has_role('sharingOfficeHead')
    and given_by = platform.acting_person());
create policy standing_consent_revoke on requests.standing_consent for update to tandem_app
  using (provider_id = platform.acting_department() and platform.has_role('sharingOfficeHead'));
grant select, insert on requests.standing_consent to tandem_app;
grant update (revoked_by_name, revoked_at) on requests.standing_consent to tandem_app;

create table requests.demand (
  id uuid primary key default uuidv7(),
  version integer not null default 1,
  state text not null default 'open' check (state in ('open', 'designated', 'answered', 'declined', 'withdrawn')),
  title text not null check (length(title) between 2 and 100),
  description text not null check (length(description) between 10 and 2000),
  legal_basis text not null check (length(legal_basis) between 2 and 400),
  items text[] not null,
  requester_id uuid not null,
  requester_name text not null,
  authority_id uuid not null,
  registered_by uuid not null,
  registered_by_name text not null,
  provider_id uuid,
  provider_name text,
  resource_id uuid,
  resource_title text,
  note text not null default '' check (length(note) <= 2000),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on table requests.demand is 'Data a department needs and finds in no entry; the authority names who shall provide it.';
create index demand_requester on requests.demand (requester_id, id desc);
create index demand_authority on requests.demand (authority_id, state);
create index demand_provider on requests.demand (provider_id, state);
alter table requests.demand enable row level security;
alter table requests.demand force row level security;
create policy demand_parties on requests.demand to tandem_app
  using (platform.acting_department() in (requester_id, provider_id)
    or (platform.has_role('authorityOfficer') and platform.acting_department() = authority_id) or platform.is_job())
  with check (platform.acting_department() in (requester_id, provider_id)
    or (platform.has_role('authorityOfficer') and platform.acting_department() = authority_id) or platform.is_job());
create policy demand_auditor on requests.demand for select to tandem_app using (platform.has_role('auditor'));
grant select, insert, update on requests.demand to tandem_app;

create table requests.basis_review (
  id uuid primary key default uuidv7(),
  version integer not null default 1,
  state text not null default 'open' check (state in ('open', 'upheld', 'toRevise')),
  resource_id uuid not null,
  resource_title text not null,
  basis text not null,
  requester_id uuid not null,
  requester_name text not null,
  provider_id uuid not null,
  provider_name text not null,
  authority_id uuid not null,
  reason text not null check (length(reason) between 10 and 2000),
  asked_by uuid not null,
  asked_by_name text not null,
  finding text check (length(finding) between 10 and 2000),
  decided_by_name text,
  decided_at timestamptz,
  created_at timestamptz not null
);
comment on table requests.basis_review is 'A withheld resource cannot be requested, but whether its stated basis holds can be reviewed (Arts 14, 15).';
create index basis_review_parties on requests.basis_review (authority_id, state);
alter table requests.basis_review enable row level security;
alter table requests.basis_review force row level security;
create policy basis_review_parties on requests.basis_review to tandem_app
  using (platform.acting_department() in (requester_id, provider_id)
    or (platform.has_role('authorityOfficer') and platform.acting_department() = authority_id))
  with check (platform.acting_department() in (requester_id, provider_id)
    or (platform.has_role('authorityOfficer') and platform.acting_department() = authority_id));
create policy basis_review_auditor on requests.basis_review for select to tandem_app using (platform.has_role('auditor'));
grant select, insert, update on requests.basis_review to tandem_app;
