-- Whoever ordered a file answers for it, also where the platform makes it: the call log names them.
alter table exchange.batch
  add column requested_by_kind text check (requested_by_kind in ('person', 'system')),
  add column requested_by_name text;
comment on column exchange.batch.requested_by_name is 'Null for orders of before.';
alter table exchange.disclosure
  add column batch_id uuid,
  add column ordered_by_name text,
  add check (ordered_by_name is null or batch_id is not null);
comment on column exchange.disclosure.batch_id is 'The ordered file that left, or that could not be made; null for calls, and for files of before.';
comment on column exchange.disclosure.ordered_by_name is 'Who ordered the file. The caller is who fetched it; the same where it could not be made.';
