-- Nobody acts as a party on what they decided as the authority (platform.separation).
alter table requests.demand add column authority_hands uuid[] not null default '{}';
comment on column requests.demand.authority_hands is 'Who acted for the authority in the demand, and whom they stood in for.';
