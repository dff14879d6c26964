-- Uploads that nothing came to refer to are removed after a time: by the platform itself, never by a department.
create index file_hash on files.file (hash);
grant delete on files.file to tandem_app;
create policy file_removal on files.file as restrictive for delete to tandem_app using (platform.is_job());
