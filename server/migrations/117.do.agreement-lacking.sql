-- The data that are served by now may not be what was agreed (Art 22): both parties are told once.
alter table requests.agreement add column lacking jsonb;
comment on column requests.agreement.lacking is 'Agreed items, and items that choose the agreed rows, that the data served by now do not give. Null: none.';
