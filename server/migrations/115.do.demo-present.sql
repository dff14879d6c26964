-- The moment to which the demonstration city's past leads, held from the beginning of its load: a load that broke off goes
-- on to the same one, also on another day.
alter table platform.installation add column demo_present timestamptz;
