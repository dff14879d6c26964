-- An entry that becomes withheld (Art 14) ends the agreements on it.
alter table requests.agreement drop constraint agreement_close_cause_check;
alter table requests.agreement add constraint agreement_close_cause_check check (close_cause in
  ('purposeAchieved', 'purposeImpossible', 'noLongerNeeded', 'providerCause', 'misuse', 'termOver', 'declined', 'withheld'));

-- A head consents beforehand to what an entry is; what it becomes has to be consented to again.
alter table requests.standing_consent add column resource_version integer not null default 0;
alter table requests.standing_consent alter column resource_version drop default;
