-- How good the rows are that stand beside an entry in search.

alter table imports.dataset_version add column rows_rejected bigint;
comment on column imports.dataset_version.rows_rejected is 'Rows of the file that were refused and not corrected since; null where no file was imported.';
alter table imports.dataset_version no force row level security;
alter table imports.import no force row level security;
update imports.dataset_version v set rows_rejected = (i.report ->> 'rowsRejected')::bigint
  from imports.import i where i.dataset_version_id = v.id and i.report is not null;
alter table imports.dataset_version force row level security;
alter table imports.import force row level security;
