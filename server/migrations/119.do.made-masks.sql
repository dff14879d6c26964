-- What of a file is masked is decided by the data it was made from; its fetch says so, whatever is served by then.
alter table exchange.batch add column masked text[];
comment on column exchange.batch.masked is 'Items that the file holds masked; null until it is made, and of files of before this was kept.';
