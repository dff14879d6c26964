-- Names of stored files: whose they are. The content lies in the content-addressed store under its hash.
create schema files;
grant usage on schema files to tandem_app;

create table files.file (
  id uuid primary key default uuidv7(),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null check (size_bytes > 0),
  name text not null check (length(name) between 1 and 200),
  department_id uuid not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null
);
create index file_department on files.file (department_id, id desc);
alter table files.file enable row level security;
alter table files.file force row level security;
create policy file_department on files.file to tandem_app
  using (department_id = platform.acting_department() or platform.is_job())
  with check (department_id = platform.acting_department());
grant select, insert on files.file to tandem_app;
