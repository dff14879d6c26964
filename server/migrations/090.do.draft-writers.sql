-- Row-level security binds the owner, too: what is filled in is the platform's own doing.
select set_config('tandem.actor_kind', 'job', true);

-- Nobody approves what they wrote (platform.separation): who wrote what waits for approval, and whom they stood in for.
alter table catalogue.draft add column written_by uuid[] not null default '{}';
update catalogue.draft set written_by = array_remove(array[created_by, updated_by], null);

-- Whether a stored content is a paper of an assessment.
create index assessment_paper on catalogue.assessment (paper_hash) where paper_stored;
