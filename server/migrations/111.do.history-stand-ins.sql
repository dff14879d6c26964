-- Whom the actor stood in for: what was done in somebody's name is theirs, too (platform.separation).
alter table catalogue.history add column acted_for uuid;
