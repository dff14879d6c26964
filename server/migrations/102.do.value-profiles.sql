-- No hashes of values that tell of persons or are graded high: frequent ones could be guessed. Which columns these are is
-- the catalogue's to say, so all hashes go; the next rows that are served bring back those that may be kept.
alter table imports.value_profile no force row level security;
update imports.value_profile
  set columns = (select coalesce(jsonb_object_agg(key, value - 'topHashes'), '{}') from jsonb_each(columns));
alter table imports.value_profile force row level security;

-- Whoever announces an entry, one of whose items has become personal, takes what is known of its values away.
create policy value_profile_forget on imports.value_profile for update to tandem_app
  using (platform.has_role('authorityOfficer')) with check (platform.has_role('authorityOfficer'));
