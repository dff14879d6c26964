-- Agreements: what a granted request lets the requester use, in frozen versions, until disposal (Arts 22, 25, 27).
create table requests.agreement (
  id uuid primary key default uuidv7(),
  row_version integer not null default 1,
  number text not null,
  area_code text not null,
  request_id uuid not null unique references requests.request (id),
  resource_id uuid not null,
  resource_title text not null,
  share_class text not null check (share_class in ('unconditional', 'conditional')),
  requester_id uuid not null,
  requester_name text not null,
  requester_short_name text not null,
  provider_id uuid not null,
  provider_name text not null,
  provider_short_name text not null,
  authority_id uuid not null,
  requester_authority_id uuid not null,
  state text not null check (state in ('pending', 'inForce', 'suspended', 'ended', 'expired', 'declined')),
  version integer not null default 1,
  terms jsonb not null,
  term_from date not null,
  term_to date not null check (term_to >= term_from),
  in_force_at timestamptz,
  suspended_at timestamptz,
  suspended_by text check (suspended_by in ('provider', 'authority')),
  rectify_clock_id uuid,
  rectification jsonb,
  closed_at timestamptz,
  close_cause text check (close_cause in
    ('purposeAchieved', 'purposeImpossible', 'noLongerNeeded', 'providerCause', 'misuse', 'termOver', 'declined')),
  disposed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint agreement_number_taken unique (area_code, number),
  constraint agreement_closed_with_cause check ((closed_at is null) = (close_cause is null))
);
comment on column requests.agreement.terms is 'The terms of the current version, a copy of agreement_version: what the exchange reads in one statement.';
comment on column requests.agreement.version is 'Version of the terms in force; a renewal that waits for consent has a higher one in agreement_version.';
create index agreement_requester on requests.agreement (requester_id, id desc);
create index agreement_provider on requests.agreement (provider_id, id desc);
create index agreement_term on requests.agreement (term_to) where state in ('inForce', 'suspended');
create index agreement_resource on requests.agreement (resource_id);
create index agreement_text on requests.agreement
  using gin ((resource_title || ' ' || requester_name || ' ' || provider_name || ' ' || number) gin_trgm_ops);

create table requests.agreement_version (
  agreement_id uuid not null references requests.agreement (id),
  version integer not null check (version > 0),
  terms jsonb not null,
  reason text not null default '',
  proposed_by uuid,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  requester_confirmed_by uuid,
  requester_confirmed_by_name text,
  requester_confirmed_at timestamptz,
  provider_confirmed_by uuid,
  provider_confirmed_by_name text,
  provider_confirmed_at timestamptz,
  effective_at timestamptz,
  declined_at timestamptz,
  declined_reason text,
  primary key (agreement_id, version),
  constraint version_effective_with_both check (
    effective_at is null or (requester_confirmed_by is not null and provider_confirmed_by is not null)),
  constraint version_confirmed_separately check (
    requester_confirmed_by is null or proposed_by is null or requester_confirmed_by <> proposed_by)
);
comment on table requests.agreement_version is 'Terms never change: a renewal is a new version, in effect once both sides confirmed.';

create table requests.disposal (
  id uuid primary key default uuidv7(),
  agreement_id uuid not null references requests.agreement (id),
  method text not null check (method in ('deleted', 'returned', 'archived', 'anonymized')),
  disposed_on date not null,
  performed_by text not null check (length(performed_by) between 2 and 100),
  evidence text not null check (length(evidence) between 10 and 4000),
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  entry_id uuid not null
);
comment on table requests.disposal is 'Insert-only (Arts 27, 29): how, when and by whom the data was disposed of, and what proves it.';
create index disposal_agreement on requests.disposal (agreement_id);

alter table requests.agreement enable row level security;
alter table requests.agreement force row level security;
create policy agreement_parties on requests.agreement to tandem_app
  using (platform.acting_department() in (requester_id, provider_id)
    or (platform.has_role('authorityOfficer') and platform.acting_department() in (authority_id, requester_authority_id))
    or platform.is_job())
  with check (platform.acting_department() in (requester_id, provider_id)
    or (platform.has_role('authorityOfficer') and platform.acting_department() in (authority_id, requester_authority_id))
    or platform.is_job());
create policy agreement_auditor on requests.agreement for select to tandem_app using (platform.has_role('auditor'));
grant select, insert, update on requests.agreement to tandem_app;

do $$
declare t text;
begin
  foreach t in array array['agreement_version', 'disposal'] loop
    execute format('alter table requests.%I enable row level security', t);
    execute format('alter table requests.%I force row level security', t);
    execute format($p$create policy %I on requests.%I to tandem_app
      using (exists (select from requests.agreement a where a.id = agreement_id))
      with check (exists (select from requests.agreement a where a.id = agreement_id))$p$, t || '_parties', t);
  end loop;
end $$;
grant select, insert on requests.agreement_version, requests.disposal to tandem_app;
grant update (requester_confirmed_by, requester_confirmed_by_name, requester_confirmed_at, provider_confirmed_by,
  provider_confirmed_by_name, provider_confirmed_at, effective_at, declined_at, declined_reason)
  on requests.agreement_version to tandem_app;
