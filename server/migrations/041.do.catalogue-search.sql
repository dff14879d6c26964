-- What search reads: for each announced entry one narrow row to find and count by, and one to rank and show by.
-- Both are made anew with each version.
create table catalogue.search_document (
  resource_id uuid primary key references catalogue.resource (id),
  provider_id uuid not null,
  provider_name text not null,
  code text not null,
  share_class text not null check (share_class in ('unconditional', 'conditional', 'withheld')),
  cycle text not null,
  level text not null check (level in ('core', 'important', 'general')),
  personal boolean not null,
  -- Bits of the modes: query 1, verify 2, batch 4, file 8, subscribe 16.
  modes smallint not null,
  is_source boolean not null default false,
  item_count integer not null,
  published_at timestamptz not null,
  title text not null,
  -- Lexemes to find by, without positions: Latin stems, Han characters and pairs of them (·…), the title's (t·…).
  -- Lies outside the row: only the index reads it, and thirty rows fit a page.
  matching tsvector not null
) with (toast_tuple_target = 256);
comment on table catalogue.search_document is
  'Only announced entries, which everyone signed in may see. Its read policy is therefore plain true: any other would keep PostgreSQL from using the text index, whose operator is not leakproof.';
alter table catalogue.search_document alter column title set storage main;
alter table catalogue.search_document alter column provider_name set storage main;
create index search_document_matching on catalogue.search_document using gin (matching) with (fastupdate = off);
create index search_document_newest on catalogue.search_document (published_at desc, resource_id desc);
create index search_document_title on catalogue.search_document (title, resource_id);
create index search_document_provider on catalogue.search_document (provider_id, published_at desc);

create table catalogue.search_text (
  resource_id uuid primary key references catalogue.search_document (resource_id) on delete cascade,
  summary text not null,
  -- The title, then an item a line: name and column parted by a tab.
  body text not null,
  -- 法律依据 of a withheld entry, shown in the list; else empty.
  basis text not null default '',
  -- Normalized item names, for finding what is collected twice.
  item_keys text[] not null,
  -- Words with positions and weights, to rank by: A title, B items, C summary and tags, D department.
  ranking tsvector not null
);
-- Read for some hundred rows of each answer: inside the row, that is one page each.
alter table catalogue.search_text alter column ranking set storage main;
create index search_text_item_keys on catalogue.search_text using gin (item_keys) with (fastupdate = off);
create index search_text_substring on catalogue.search_text using gin (body gin_trgm_ops) with (fastupdate = off);

create table catalogue.item_frequency (
  key text primary key,
  name text not null,
  entries integer not null check (entries >= 0)
);
comment on table catalogue.item_frequency is 'In how many announced entries an item name stands: rare names lead to similar entries, frequent ones are suggested.';
create index item_frequency_name on catalogue.item_frequency using gin (name gin_trgm_ops);
create index item_frequency_entries on catalogue.item_frequency (entries desc, key);

create table catalogue.synonym (
  id integer generated always as identity primary key,
  terms text[] not null check (cardinality(terms) between 2 and 20),
  added_by uuid,
  added_at timestamptz not null default clock_timestamp()
);
comment on table catalogue.synonym is 'Groups of terms that search treats as one, unless the reader switches it off. The authority keeps it.';

do $$
declare t text;
begin
  foreach t in array array['search_document', 'search_text', 'item_frequency', 'synonym'] loop
    execute format('alter table catalogue.%I enable row level security', t);
    execute format('alter table catalogue.%I force row level security', t);
    execute format('create policy %I on catalogue.%I for select to tandem_app, tandem_readonly using (true)', t || '_read', t);
    execute format('create policy %I on catalogue.%I to tandem_app
      using (platform.has_role(''authorityOfficer'') or platform.is_job())
      with check (platform.has_role(''authorityOfficer'') or platform.is_job())', t || '_keep', t);
  end loop;
end $$;
grant select, insert, update, delete on catalogue.search_document, catalogue.search_text, catalogue.item_frequency,
  catalogue.synonym to tandem_app;
grant select on catalogue.search_document, catalogue.search_text, catalogue.synonym to tandem_readonly;
