-- What is not confirmed before its term ends, or its entry is withdrawn, lapses.
alter table requests.agreement drop constraint agreement_close_cause_check;
alter table requests.agreement add constraint agreement_close_cause_check check (close_cause in
  ('purposeAchieved', 'purposeImpossible', 'noLongerNeeded', 'providerCause', 'misuse', 'termOver', 'declined', 'withheld', 'withdrawn'));
drop index requests.agreement_term;
create index agreement_term on requests.agreement (term_to) where state in ('pending', 'inForce', 'suspended');
