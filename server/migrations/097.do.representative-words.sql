-- Row-level security binds the owner, too: what is filled in is the platform's own doing.
select set_config('tandem.actor_kind', 'job', true);

-- What people call a legal representative; nothing where the authority put it elsewhere.
update catalogue.synonym set terms = terms || array['法人', '法人代表']
 where terms @> array['法定代表人'] and cardinality(terms) <= 18
   and not exists (select from catalogue.synonym s where s.terms && array['法人', '法人代表']);
