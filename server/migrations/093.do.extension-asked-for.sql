-- Whom the asker of more time stood in for, if anybody: neither decides (platform.separation).
alter table requests.extension add column asked_for uuid;
comment on column requests.extension.asked_for is 'Whom the asker stood in for, if anybody: neither may decide.';
