-- Row-level security binds the owner, too: what is filled in is the platform's own doing.
select set_config('tandem.actor_kind', 'job', true);

-- Nobody approves what they wrote (platform.separation): who wrote what waits for approval, and whom they stood in for.
alter table catalogue.draft add column written_by uuid[] not null default '{}';
update catalogue.draft set written_by = array_remove(array[created_by, updated_by], null);

-- Whether a stored content is a paper of an assessment.
create index assessment_paper on catalogue.assessment (paper_hash) where paper_stored;

-- The text index in parts, by chance: a broad question finds enough in the first and smallest, without reading where all its
-- hits are; a narrow one goes through all. Together they are as large as the one before.
drop index catalogue.search_document_matching;
create index search_document_matching_1 on catalogue.search_document using gin (matching) with (fastupdate = off)
  where get_byte(uuid_send(resource_id), 15) < 16;
create index search_document_matching_2 on catalogue.search_document using gin (matching) with (fastupdate = off)
  where get_byte(uuid_send(resource_id), 15) between 16 and 31;
create index search_document_matching_3 on catalogue.search_document using gin (matching) with (fastupdate = off)
  where get_byte(uuid_send(resource_id), 15) between 32 and 63;
create index search_document_matching_4 on catalogue.search_document using gin (matching) with (fastupdate = off)
  where get_byte(uuid_send(resource_id), 15) between 64 and 127;
create index search_document_matching_5 on catalogue.search_document using gin (matching) with (fastupdate = off)
  where get_byte(uuid_send(resource_id), 15) > 127;
