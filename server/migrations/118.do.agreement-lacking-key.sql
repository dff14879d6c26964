-- Rows may come to be told apart by another key than an agreement has: nothing can be queried or verified under it (Art 22).
alter table requests.agreement add column lacking_key jsonb;
comment on column requests.agreement.lacking_key is 'Items of the key that the data served by now are asked by, and that the agreement does not have. Null: none.';
