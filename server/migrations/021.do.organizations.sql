-- Departments: who provides, who asks, and which of them is the data authority of its area.
create schema organizations;
grant usage on schema organizations to tandem_app, tandem_readonly;

create table organizations.department (
  id uuid primary key default uuidv7(),
  kind text not null check (kind in ('authority', 'department')),
  name text not null check (length(name) between 2 and 60),
  short_name text not null check (length(short_name) between 2 and 12),
  credit_code text not null constraint department_credit_code_taken unique check (credit_code ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'),
  level text not null check (level in ('nation', 'province', 'city', 'county', 'township')),
  division_code text not null check (division_code ~ '^\d{6}(\d{3})?$'),
  division_name text not null,
  sharing_office text not null check (length(sharing_office) between 2 and 60),
  deactivated_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  constraint department_name_taken unique (division_code, name)
);
comment on column organizations.department.sharing_office is '政务数据共享工作机构 (Art 11): which office of the department answers for sharing.';
comment on column organizations.department.credit_code is '统一社会信用代码 (GB 32100).';
create unique index department_one_authority on organizations.department (division_code)
  where kind = 'authority' and deactivated_at is null;
create index department_name_search on organizations.department using gin ((name || ' ' || short_name) gin_trgm_ops);

alter table organizations.department enable row level security;
alter table organizations.department force row level security;
create policy department_read on organizations.department for select to tandem_app, tandem_readonly
  using (platform.acting_kind() in ('person', 'system', 'job') or current_user = 'tandem_readonly');
create policy department_insert on organizations.department for insert to tandem_app
  with check (platform.has_role('systemOperator') or platform.is_job());
create policy department_update on organizations.department for update to tandem_app
  using (platform.has_role('systemOperator') or platform.is_job());
grant select, insert, update on organizations.department to tandem_app;
grant select on organizations.department to tandem_readonly;
