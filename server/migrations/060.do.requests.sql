-- Share requests (Arts 20–22): what was asked, by whom, with whose consent, and every step since.
create schema requests;
grant usage on schema requests to tandem_app;

create table requests.counter (
  area_code text not null check (area_code ~ '^\d{6}(\d{3})?$'),
  kind text not null check (kind in ('SQ', 'GX')),
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  last integer not null check (last > 0),
  primary key (area_code, kind, month)
);
comment on table requests.counter is 'Numbers without gaps: taken in the transaction that uses them, so a rollback gives them back.';
grant select, insert, update on requests.counter to tandem_app;

create table requests.request (
  id uuid primary key default uuidv7(),
  version integer not null default 1,
  number text,
  state text not null default 'draft' check (state in (
    'draft', 'awaitingOfficeConsent', 'submitted', 'supplementNeeded', 'scopeProposed', 'awaitingReplyConsent',
    'granted', 'inForce', 'refused', 'withdrawn', 'ended')),
  resource_id uuid not null,
  resource_version integer not null,
  resource_title text not null check (length(resource_title) between 1 and 300),
  share_class text not null check (share_class in ('unconditional', 'conditional')),
  requester_id uuid not null,
  requester_name text not null,
  requester_short_name text not null,
  provider_id uuid not null,
  provider_name text not null,
  provider_short_name text not null,
  authority_id uuid not null,
  requester_authority_id uuid not null,
  area_code text not null,
  statement jsonb not null default '{}',
  accepted_scope jsonb,
  drafted_by uuid not null,
  drafted_by_name text not null,
  filed_by uuid,
  filed_by_name text,
  office_consent_by uuid,
  office_consent_by_name text,
  submitted_at timestamptz,
  supplement_notices smallint not null default 0 constraint request_one_supplement check (supplement_notices <= 1),
  reply jsonb,
  reply_drafted_by uuid,
  reply_consent_by uuid,
  reply_consent_by_name text,
  automatic boolean not null default false,
  replied_at timestamptz,
  reply_days integer,
  reply_late boolean,
  reply_clock_id uuid,
  supply_clock_id uuid,
  supplied_at timestamptz,
  overdue_since timestamptz,
  urged smallint not null default 0,
  closed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint request_number_taken unique (area_code, number),
  constraint request_not_from_itself check (requester_id <> provider_id),
  constraint request_submitted_with_consent check (submitted_at is null or (office_consent_by is not null and number is not null)),
  constraint request_granted_with_both_consents check (
    state not in ('granted', 'inForce', 'ended') or (submitted_at is not null and reply_consent_by is not null)),
  constraint request_refused_with_consent check (state <> 'refused' or reply_consent_by is not null),
  constraint request_filing_separate check (
    office_consent_by is null or office_consent_by not in (filed_by, drafted_by)),
  constraint request_reply_separate check (automatic or reply_consent_by is null or reply_consent_by <> reply_drafted_by)
);
comment on table requests.request is 'One application for one resource. Names of departments and resource are copied as they were.';
comment on column requests.request.statement is 'Art 20: legal basis, use case, purpose, scope, modes, term. Frozen once submitted, save what a supplement amends.';
comment on column requests.request.accepted_scope is 'A narrower scope that the provider proposed and the requester accepted.';
comment on column requests.request.authority_id is 'The data authority of the provider''s area: decides on extensions, urges.';
comment on column requests.request.overdue_since is 'Set once and never cleared: it stays on the provider''s record (Art 39).';
create index request_requester on requests.request (requester_id, id desc);
create index request_provider on requests.request (provider_id, id desc);
create index request_resource on requests.request (resource_id, state);
create index request_open on requests.request (state, provider_id) where closed_at is null;
create index request_supply_open on requests.request (resource_id) where supply_clock_id is not null and supplied_at is null;
create index request_replied on requests.request (replied_at) where replied_at is not null;
create index request_submitted on requests.request (submitted_at) where submitted_at is not null;
create index request_text on requests.request
  using gin ((resource_title || ' ' || requester_name || ' ' || provider_name || ' ' || coalesce(number, '')) gin_trgm_ops);

-- The parties see and change a request; a draft is its author's department's alone; auditors read.
alter table requests.request enable row level security;
alter table requests.request force row level security;
create policy request_requester on requests.request to tandem_app
  using (requester_id = platform.acting_department()) with check (requester_id = platform.acting_department());
create policy request_provider on requests.request to tandem_app
  using (submitted_at is not null and provider_id = platform.acting_department())
  with check (submitted_at is not null and provider_id = platform.acting_department());
create policy request_authority on requests.request to tandem_app
  using (submitted_at is not null and platform.has_role('authorityOfficer')
    and platform.acting_department() in (authority_id, requester_authority_id))
  with check (submitted_at is not null and platform.has_role('authorityOfficer')
    and platform.acting_department() in (authority_id, requester_authority_id));
create policy request_auditor on requests.request for select to tandem_app
  using (submitted_at is not null and platform.has_role('auditor'));
create policy request_job on requests.request to tandem_app using (platform.is_job()) with check (platform.is_job());
grant select, insert, update, delete on requests.request to tandem_app;
-- Only what was never filed may be deleted.
create policy request_delete on requests.request as restrictive for delete to tandem_app
  using (state = 'draft' and submitted_at is null);

create table requests.history (
  id uuid primary key default uuidv7(),
  request_id uuid not null,
  agreement_id uuid,
  at timestamptz not null,
  act text not null,
  from_state text not null,
  to_state text not null,
  actor_kind text not null,
  actor_person uuid,
  actor_name text not null,
  actor_department uuid,
  actor_department_name text,
  delegated_by uuid,
  reason text not null default '' check (length(reason) <= 4000),
  details jsonb not null default '{}',
  internal_to uuid,
  entry_id uuid not null
);
comment on table requests.history is 'Insert-only: each change of state with who, when, why, and its ledger entry.';
comment on column requests.history.internal_to is 'A step inside one department (a draft sent to its head, or sent back): the other side does not see it.';
create index history_request on requests.history (request_id, id);
create index history_act on requests.history (act, at);

create table requests.supplement (
  request_id uuid not null references requests.request (id),
  number smallint not null constraint supplement_once check (number = 1),
  missing jsonb not null,
  noticed_by uuid not null,
  noticed_by_name text not null,
  noticed_at timestamptz not null,
  answer text,
  answered_by_name text,
  answered_at timestamptz,
  constraint supplement_taken primary key (request_id, number)
);

create table requests.scope_proposal (
  id uuid primary key default uuidv7(),
  request_id uuid not null references requests.request (id),
  scope jsonb not null,
  reason text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  answer text check (answer in ('accepted', 'declined', 'lapsed')),
  answered_by_name text,
  answered_at timestamptz,
  note text not null default ''
);
create unique index scope_proposal_open on requests.scope_proposal (request_id) where answer is null;

create table requests.extension (
  id uuid primary key default uuidv7(),
  request_id uuid not null references requests.request (id),
  working_days smallint not null check (working_days between 1 and 10),
  reason text not null,
  asked_by uuid not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  due_before date,
  decision text check (decision in ('granted', 'refused', 'lapsed')),
  decided_days smallint check (decided_days between 1 and 10),
  decided_by_name text,
  decided_at timestamptz,
  due_after date,
  note text not null default ''
);
create unique index extension_open on requests.extension (request_id) where decision is null;

create table requests.attachment (
  id uuid primary key default uuidv7(),
  request_id uuid not null references requests.request (id),
  name text not null check (length(name) between 1 and 200),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null,
  added_by_name text not null,
  added_by_department uuid not null,
  added_at timestamptz not null
);
create index attachment_request on requests.attachment (request_id);

-- A child row is seen and written by whoever sees the request.
do $$
declare t text;
begin
  foreach t in array array['supplement', 'scope_proposal', 'extension', 'attachment'] loop
    execute format('alter table requests.%I enable row level security', t);
    execute format('alter table requests.%I force row level security', t);
    execute format($p$create policy %I on requests.%I to tandem_app
      using (exists (select from requests.request r where r.id = request_id))
      with check (exists (select from requests.request r where r.id = request_id))$p$, t || '_parties', t);
  end loop;
end $$;
alter table requests.history enable row level security;
alter table requests.history force row level security;
create policy history_parties on requests.history to tandem_app
  using (exists (select from requests.request r where r.id = request_id)
    and (internal_to is null or internal_to = platform.acting_department() or platform.is_job() or platform.has_role('auditor')))
  with check (exists (select from requests.request r where r.id = request_id));
grant select, insert on requests.history, requests.attachment to tandem_app;
grant select, insert on requests.supplement, requests.scope_proposal, requests.extension to tandem_app;
grant update (answer, answered_by_name, answered_at) on requests.supplement to tandem_app;
grant update (answer, answered_by_name, answered_at, note) on requests.scope_proposal to tandem_app;
grant update (decision, decided_days, decided_by_name, decided_at, due_after, note) on requests.extension to tandem_app;
