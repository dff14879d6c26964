-- A new version of an entry that raises the grade of an agreed item holds for agreements in force at once (Art 37).
alter table requests.agreement add column raised jsonb;
comment on column requests.agreement.raised is 'Agreed items that the entry grades higher by now, and since which of its versions. Enforced over the terms.';

alter table exchange.batch add column entry_version integer;
comment on column exchange.batch.entry_version is 'The entry''s version whose raised grades the file was made by; null where none were raised.';
