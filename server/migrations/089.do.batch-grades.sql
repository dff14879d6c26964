-- A file made by a former grade does not leave.
alter table exchange.batch add column entry_version integer;
comment on column exchange.batch.entry_version is 'The entry''s version whose raised grades the file was made by; null where none were raised.';
