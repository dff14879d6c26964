-- By which rules a load reads its file: rows read by others are not mixed with them.
alter table imports.import add column reading_rules smallint;
comment on column imports.import.reading_rules is 'Number of the rules by which the rows of the load are read; null for loads begun before they were numbered.';
