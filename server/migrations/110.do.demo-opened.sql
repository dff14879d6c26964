-- When the demonstration city had played what it opens with; null while that is still to come, also after it broke off.
alter table platform.installation add column demo_opened_at timestamptz;
update platform.installation set demo_opened_at = demo_loaded_at;
