-- Row-level security binds the owner, too: what is filled in is the platform's own doing.
select set_config('tandem.actor_kind', 'job', true);

-- Nobody acts for both parties of a matter (platform.separation): who acted for which, and in whose name.
alter table requests.request
  add column requester_hands uuid[] not null default '{}',
  add column provider_hands uuid[] not null default '{}';
comment on column requests.request.requester_hands is 'Who acted for the requester in the request or its agreement, and whom they stood in for.';
comment on column requests.request.provider_hands is 'Who acted for the provider in the request or its agreement, and whom they stood in for.';

with acted as (
  select h.request_id, h.actor_department as department, p.person
    from requests.history h cross join lateral (values (h.actor_person), (h.delegated_by)) as p (person)
   where p.person is not null),
given as (
  select r.id,
         (select array_agg(distinct u.person) from (
            select a.person from acted a where a.request_id = r.id and a.department = r.requester_id
            union all select unnest(r.written_by || r.supplemented_by || array[r.drafted_by, r.filed_by, r.office_consent_by])) as u (person)
           where u.person is not null) as requester,
         (select array_agg(distinct u.person) from (
            select a.person from acted a where a.request_id = r.id and a.department = r.provider_id
            union all select unnest(r.scope_by || r.reply_by || array[r.reply_drafted_by, r.reply_consent_by])) as u (person)
           where u.person is not null) as provider
    from requests.request r)
update requests.request r
   set requester_hands = coalesce(g.requester, '{}'), provider_hands = coalesce(g.provider, '{}')
  from given g where g.id = r.id;

-- In whose name it was done, where somebody stood in.
alter table requests.standing_consent add column given_for uuid;
alter table requests.demand add column registered_for uuid;
alter table requests.basis_review add column asked_for uuid;
