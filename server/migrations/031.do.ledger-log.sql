-- The log itself, all of it public: leaves in their order, the tree's hashes, signed checkpoints, the keys that sign.

create table ledger.signing_key (
  number integer generated always as identity primary key,
  origin text not null,
  verifier_key text not null unique,
  since timestamptz not null default clock_timestamp()
);
comment on table ledger.signing_key is 'Insert-only. The last one signs; earlier ones verify receipts of their time.';

create table ledger.leaf (
  index bigint primary key check (index >= 0),
  entry_id uuid not null unique,
  leaf bytea not null
);
comment on table ledger.leaf is 'Insert-only. Moved here from ledger.unsequenced, once, with the index that it keeps.';

create table ledger.tile (
  level smallint not null check (level between 0 and 63),
  number bigint not null check (number >= 0),
  width smallint not null check (width between 1 and 256),
  hashes bytea not null check (length(hashes) = 32 * width),
  primary key (level, number)
);
comment on table ledger.tile is 'C2SP tlog-tiles: hashes of the tree. A row only grows, so every narrower tile is its beginning.';
alter table ledger.tile alter column hashes set storage external;

create table ledger.checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (length(root) = 32),
  note text not null,
  signed_at timestamptz not null default clock_timestamp()
);
comment on table ledger.checkpoint is 'Insert-only, one for each size that was ever published; sizes only grow.';

-- What was published stays as it was, whatever a program asks for.
create function ledger.keep_tile() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if (new.level, new.number) is distinct from (old.level, old.number)
     or substring(new.hashes for length(old.hashes)) is distinct from old.hashes then
    raise exception using errcode = 'TD010', message = 'a tile of the ledger only grows';
  end if;
  return new;
end $$;
create trigger keep_tile before update on ledger.tile for each row execute function ledger.keep_tile();

create function ledger.check_checkpoint() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.size <= (select max(size) from ledger.checkpoint)
     or new.size <> coalesce((select max(index) + 1 from ledger.leaf), 0) then
    raise exception using errcode = 'TD011', message = 'a checkpoint covers all leaves, and more than the one before';
  end if;
  return new;
end $$;
create trigger check_checkpoint before insert on ledger.checkpoint
  for each row execute function ledger.check_checkpoint();

do $$
declare
  name text;
begin
  foreach name in array array['signing_key', 'leaf', 'tile', 'checkpoint'] loop
    execute format('alter table ledger.%I enable row level security', name);
    execute format('alter table ledger.%I force row level security', name);
    execute format('create policy %I on ledger.%I for select using (true)', name || '_public', name);
    execute format('create policy %I on ledger.%I for insert to tandem_app with check (platform.is_job())', name || '_add', name);
    execute format('grant select, insert on ledger.%I to tandem_app', name);
    execute format('grant select on ledger.%I to tandem_readonly', name);
  end loop;
end $$;
create policy tile_grow on ledger.tile for update to tandem_app using (platform.is_job());
grant update (width, hashes) on ledger.tile to tandem_app;
