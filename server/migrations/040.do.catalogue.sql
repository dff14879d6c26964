-- The unified catalogue (Arts 12–19): what data there is, whose, and in which share class.
create schema catalogue;
grant usage on schema catalogue to tandem_app, tandem_readonly;

-- The standard of classification that the authority keeps (Art 12): 类 1 digit, 项 2, 目 3, 细目 any number.
create table catalogue.classification (
  code text primary key check (code ~ '^[123](\d{2}(\d{3,12})?)?$'),
  parent_code text references catalogue.classification (code),
  name_zh text not null check (length(name_zh) between 1 and 60),
  name_en text not null check (length(name_en) between 1 and 120),
  added_by uuid,
  added_at timestamptz not null default clock_timestamp(),
  constraint classification_name_taken unique nulls not distinct (parent_code, name_zh)
);

create table catalogue.resource (
  id uuid primary key default uuidv7(),
  provider_id uuid not null,
  provider_name text not null,
  provider_short_name text not null,
  provider_credit_code text not null,
  authority_id uuid not null,
  authority_name text not null,
  division_code text not null,
  -- Given at the first publication, kept for good.
  code text constraint resource_code_taken unique,
  -- Number of the version that is announced; null before the first publication.
  published_version integer check (published_version > 0),
  received_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text check (length(withdrawn_reason) between 4 and 500),
  created_by uuid not null,
  created_at timestamptz not null
);
comment on table catalogue.resource is 'An entry of the catalogue through all its versions. Names of departments are copies, for lists.';
comment on column catalogue.resource.authority_id is '同级政务数据共享主管部门: reviews and announces.';
comment on column catalogue.resource.received_at is 'When the authority first received it; before that nobody outside the department sees it.';
create index resource_provider on catalogue.resource (provider_id, id);
create index resource_authority on catalogue.resource (authority_id, id);

create table catalogue.draft (
  resource_id uuid primary key references catalogue.resource (id),
  provider_id uuid not null,
  authority_id uuid not null,
  state text not null check (state in ('draft', 'returned', 'awaitingConsent', 'awaitingReview')),
  intent text not null check (intent in ('publish', 'withdraw')),
  cause text not null check (cause in ('first', 'law', 'decision', 'duty', 'other')),
  cause_basis text not null default '' check (length(cause_basis) <= 500),
  -- For If-Match: moves with every change of the row.
  version integer not null default 1,
  upcoming_version integer not null check (upcoming_version > 0),
  content jsonb not null,
  recollection_reason text check (length(recollection_reason) between 10 and 1000),
  -- What was similar when it was filed, as the authority sees it.
  similar_found jsonb not null default '[]',
  returned_stage text check (returned_stage in ('head', 'authority')),
  returned_reason text,
  filed_by uuid,
  filed_by_name text,
  filed_for uuid,
  filed_at timestamptz,
  consented_by uuid,
  consented_by_name text,
  consented_for uuid,
  consented_at timestamptz,
  update_clock_id uuid,
  review_clock_id uuid,
  copied_from uuid,
  import_id uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_by uuid not null,
  updated_at timestamptz not null,
  check (state in ('draft', 'returned') or filed_by is not null),
  check (state <> 'awaitingReview' or consented_by is not null),
  check ((state = 'returned') = (returned_stage is not null))
);
comment on table catalogue.draft is 'At most one change to an entry is under way. Gone once it is published; history and versions remain.';
comment on column catalogue.draft.filed_for is 'Whom the filer stood in for, if anybody: neither may approve.';
create index draft_provider on catalogue.draft (provider_id, state, updated_at desc);
create index draft_authority on catalogue.draft (authority_id, state) where state = 'awaitingReview';

create table catalogue.update_case (
  id uuid primary key default uuidv7(),
  resource_id uuid not null references catalogue.resource (id),
  resource_title text not null,
  provider_id uuid not null,
  provider_name text not null,
  authority_id uuid not null,
  cause text not null check (cause in ('law', 'decision', 'duty')),
  basis text not null check (length(basis) between 4 and 500),
  clock_id uuid not null,
  opened_at timestamptz not null,
  extension text not null default 'none' check (extension in ('none', 'asked', 'granted', 'refused')),
  extension_reason text check (length(extension_reason) between 10 and 500),
  extension_asked_by uuid,
  extension_asked_at timestamptz,
  decision_reason text,
  closed_at timestamptz,
  check (extension = 'none' or extension_reason is not null)
);
comment on table catalogue.update_case is 'Art 17: an entry that must be updated within its limit. One open case an entry.';
create unique index update_case_open on catalogue.update_case (resource_id) where closed_at is null;
create index update_case_asked on catalogue.update_case (authority_id) where extension = 'asked';

create table catalogue.resource_version (
  id uuid primary key default uuidv7(),
  resource_id uuid not null references catalogue.resource (id),
  number integer not null check (number > 0),
  cause text not null check (cause in ('first', 'law', 'decision', 'duty', 'other')),
  cause_basis text not null,
  -- All fields of Art 13 except the items.
  content jsonb not null,
  level text not null check (level in ('core', 'important', 'general')),
  grade smallint check (grade between 1 and 4),
  personal boolean not null,
  item_count integer not null check (item_count > 0),
  recollection_reason text,
  filed_by_name text not null,
  consented_by_name text not null,
  published_by uuid not null,
  published_by_name text not null,
  published_at timestamptz not null,
  constraint resource_version_number unique (resource_id, number),
  check ((level = 'general') = (grade is not null))
);
comment on table catalogue.resource_version is 'What was announced, version by version. Insert-only.';

create table catalogue.item (
  version_id uuid not null references catalogue.resource_version (id),
  position smallint not null check (position > 0),
  name text not null,
  column_name text not null,
  type text not null check (type in ('C', 'N', 'Y', 'D', 'T', 'L', 'M', 'G', 'B', 'I', 'F')),
  length integer check (length > 0),
  description text not null,
  personal boolean not null,
  level text not null check (level in ('core', 'important', 'general')),
  grade smallint check (grade between 1 and 4),
  is_key boolean not null,
  recognized text check (recognized in ('creditCode', 'residentId', 'divisionCode', 'phone')),
  primary key (version_id, position),
  constraint item_name_once unique (version_id, name),
  check ((level = 'general') = (grade is not null))
);
comment on table catalogue.item is 'Data items of announced versions. Insert-only.';

create table catalogue.assessment (
  id uuid primary key default uuidv7(),
  resource_id uuid not null references catalogue.resource (id),
  provider_id uuid not null,
  authority_id uuid not null,
  for_version integer not null,
  kind text not null check (kind in ('secrecy', 'privacyImpact', 'dataSecurity', 'other')),
  result text not null check (result in ('passed', 'passedWithMeasures', 'failed')),
  assessed_on date not null,
  assessed_by text not null check (length(assessed_by) between 2 and 60),
  findings text not null default '' check (length(findings) <= 2000),
  paper_name text not null check (length(paper_name) between 1 and 200),
  paper_hash text not null check (paper_hash ~ '^[0-9a-f]{64}$'),
  -- False: the paper stays in the department's own archive and only its hash is here.
  paper_stored boolean not null,
  recorded_by uuid not null,
  recorded_by_name text not null,
  recorded_at timestamptz not null,
  entry_id uuid not null
);
comment on table catalogue.assessment is 'Art 13: assessments before an entry. Insert-only; the newest of a kind counts.';
create index assessment_resource on catalogue.assessment (resource_id, for_version, kind, id desc);

create table catalogue.history (
  id uuid primary key default uuidv7(),
  resource_id uuid not null references catalogue.resource (id),
  provider_id uuid not null,
  authority_id uuid not null,
  version_number integer not null,
  act text not null check (act in ('created', 'filed', 'recalled', 'consented', 'returned', 'published', 'withdrawn',
    'withdrawalFiled', 'revisionOpened', 'extensionAsked', 'extensionGranted', 'extensionRefused', 'assessed',
    'discarded', 'sourceNamed')),
  actor_id uuid,
  actor_name text not null,
  actor_department_id uuid,
  actor_department_name text not null,
  at timestamptz not null,
  reason text not null default '',
  details jsonb not null default '{}',
  -- Receipt of the act; saving a draft has none.
  entry_id uuid,
  -- Announced to all departments, as against the department's and the authority's own steps.
  announced boolean not null
);
comment on table catalogue.history is 'Who did what to an entry, when and why. Insert-only.';
create index history_resource on catalogue.history (resource_id, id);
create index history_at on catalogue.history (at, act);

create table catalogue.source_designation (
  id uuid primary key default uuidv7(),
  authority_id uuid not null,
  subject text not null check (length(subject) between 2 and 100),
  department_id uuid not null,
  department_name text not null,
  source_resource_id uuid not null references catalogue.resource (id),
  item_names text[] not null default '{}',
  reason text not null check (length(reason) between 4 and 500),
  designated_by uuid not null,
  designated_by_name text not null,
  designated_at timestamptz not null,
  ended_at timestamptz,
  entry_id uuid not null
);
comment on table catalogue.source_designation is 'Art 19: which of several departments that hold the same data is its source (数源部门).';

create table catalogue.designated_resource (
  designation_id uuid not null references catalogue.source_designation (id),
  resource_id uuid not null references catalogue.resource (id),
  ended_at timestamptz,
  primary key (designation_id, resource_id)
);
create unique index designated_resource_once on catalogue.designated_resource (resource_id) where ended_at is null;

create table catalogue.code_sequence (
  classification text primary key references catalogue.classification (code),
  last bigint not null check (last > 0)
);
comment on table catalogue.code_sequence is 'Highest sequence given out under a classification: a code never comes back.';

-- Row-level security: announced entries are for everyone signed in, everything before that for those concerned.
do $$
declare t text;
begin
  foreach t in array array['classification', 'resource', 'draft', 'update_case', 'resource_version', 'item', 'assessment',
    'history', 'source_designation', 'designated_resource', 'code_sequence']
  loop
    execute format('alter table catalogue.%I enable row level security', t);
    execute format('alter table catalogue.%I force row level security', t);
  end loop;
end $$;

-- The officer acts for one authority; other areas' drafts are not hers to see.
create function catalogue.reviews_for(authority uuid) returns boolean
  language sql stable parallel safe
  return platform.has_role('authorityOfficer') and authority = platform.acting_department();

create policy classification_read on catalogue.classification for select to tandem_app, tandem_readonly using (true);
create policy classification_add on catalogue.classification for insert to tandem_app
  with check (platform.has_role('authorityOfficer') or platform.is_job());

create policy resource_read on catalogue.resource for select to tandem_app
  using (published_version is not null
    or provider_id = platform.acting_department()
    or (received_at is not null and catalogue.reviews_for(authority_id))
    or platform.has_role('auditor') or platform.is_job());
create policy resource_create on catalogue.resource for insert to tandem_app
  with check (provider_id = platform.acting_department() or platform.is_job());
create policy resource_move on catalogue.resource for update to tandem_app
  using (provider_id = platform.acting_department() or catalogue.reviews_for(authority_id) or platform.is_job());

create policy draft_read on catalogue.draft for select to tandem_app
  using (provider_id = platform.acting_department()
    or (catalogue.reviews_for(authority_id) and (state = 'awaitingReview' or returned_stage = 'authority'))
    or platform.has_role('auditor') or platform.is_job());
create policy draft_create on catalogue.draft for insert to tandem_app
  with check (provider_id = platform.acting_department() or platform.is_job());
create policy draft_move on catalogue.draft for update to tandem_app
  using (provider_id = platform.acting_department() or catalogue.reviews_for(authority_id) or platform.is_job());
create policy draft_close on catalogue.draft for delete to tandem_app
  using (provider_id = platform.acting_department() or catalogue.reviews_for(authority_id) or platform.is_job());

create policy update_case_read on catalogue.update_case for select to tandem_app
  using (provider_id = platform.acting_department() or catalogue.reviews_for(authority_id)
    or platform.has_role('auditor') or platform.is_job());
create policy update_case_open on catalogue.update_case for insert to tandem_app
  with check (provider_id = platform.acting_department());
create policy update_case_move on catalogue.update_case for update to tandem_app
  using (provider_id = platform.acting_department() or catalogue.reviews_for(authority_id) or platform.is_job());

create policy resource_version_read on catalogue.resource_version for select to tandem_app
  using (platform.acting_kind() in ('person', 'system', 'job'));
create policy resource_version_announce on catalogue.resource_version for insert to tandem_app
  with check (platform.has_role('authorityOfficer') or platform.is_job());
create policy item_read on catalogue.item for select to tandem_app
  using (platform.acting_kind() in ('person', 'system', 'job'));
create policy item_announce on catalogue.item for insert to tandem_app
  with check (platform.has_role('authorityOfficer') or platform.is_job());

create policy assessment_read on catalogue.assessment for select to tandem_app
  using (provider_id = platform.acting_department()
    or (catalogue.reviews_for(authority_id) and exists (select from catalogue.resource r where r.id = resource_id))
    or platform.has_role('auditor') or platform.is_job());
create policy assessment_record on catalogue.assessment for insert to tandem_app
  with check (provider_id = platform.acting_department());

create policy history_read on catalogue.history for select to tandem_app
  using (announced or provider_id = platform.acting_department()
    or (catalogue.reviews_for(authority_id) and exists (select from catalogue.resource r where r.id = resource_id))
    or platform.has_role('auditor') or platform.is_job());
create policy history_record on catalogue.history for insert to tandem_app
  with check (actor_department_id = platform.acting_department() or platform.is_job());

create policy source_designation_read on catalogue.source_designation for select to tandem_app
  using (platform.acting_kind() in ('person', 'system', 'job'));
create policy source_designation_name on catalogue.source_designation for insert to tandem_app
  with check (catalogue.reviews_for(authority_id));
create policy source_designation_end on catalogue.source_designation for update to tandem_app
  using (catalogue.reviews_for(authority_id));
create policy designated_resource_read on catalogue.designated_resource for select to tandem_app
  using (platform.acting_kind() in ('person', 'system', 'job'));
create policy designated_resource_name on catalogue.designated_resource for insert to tandem_app
  with check (platform.has_role('authorityOfficer'));
create policy designated_resource_end on catalogue.designated_resource for update to tandem_app
  using (platform.has_role('authorityOfficer'));

create policy code_sequence_give on catalogue.code_sequence to tandem_app
  using (platform.has_role('authorityOfficer') or platform.is_job());

grant select, insert on catalogue.classification, catalogue.resource_version, catalogue.item, catalogue.assessment,
  catalogue.history to tandem_app;
grant select, insert on catalogue.resource to tandem_app;
grant update (code, published_version, received_at, withdrawn_at, withdrawn_reason) on catalogue.resource to tandem_app;
grant select, insert, update, delete on catalogue.draft to tandem_app;
grant select, insert, update on catalogue.update_case, catalogue.code_sequence to tandem_app;
grant select, insert on catalogue.source_designation, catalogue.designated_resource to tandem_app;
grant update (ended_at) on catalogue.source_designation, catalogue.designated_resource to tandem_app;
grant select on catalogue.classification to tandem_readonly;
