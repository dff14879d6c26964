select set_config('tandem.actor_kind', 'job', true);

-- Nobody acts as a party on what they decided as the authority, or the other way round (platform.separation).
alter table requests.request add column authority_hands uuid[] not null default '{}';
comment on column requests.request.authority_hands is 'Who acted for the authority in the request or its agreement, and whom they stood in for.';
update requests.request r
   set authority_hands = g.people
  from (select h.request_id, array_agg(distinct p.person) as people
          from requests.history h
          join requests.request q on q.id = h.request_id and h.actor_department = q.authority_id
           and q.authority_id <> q.requester_id and q.authority_id <> q.provider_id
         cross join lateral (values (h.actor_person), (h.delegated_by)) as p (person)
         where p.person is not null group by h.request_id) as g
 where g.request_id = r.id;
