-- Whom the asker of an extension stood in for: neither decides (platform.separation).
alter table catalogue.update_case add column extension_asked_for uuid;
comment on column catalogue.update_case.extension_asked_for is 'Whom the asker stood in for, if anybody: neither may decide.';
