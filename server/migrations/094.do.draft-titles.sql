-- Whether a department is compiling an entry of the same name already, asked for each row of a spreadsheet.
create index draft_title on catalogue.draft (provider_id, (content ->> 'title'));
