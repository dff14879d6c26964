-- What a keyed write gave back is its writer's own.
alter table platform.idempotency enable row level security;
alter table platform.idempotency force row level security;
create policy idempotency_own on platform.idempotency to tandem_app
  using (platform.is_job() or actor_key = concat_ws(':', platform.acting_kind(),
    coalesce(platform.acting_person()::text, ''), coalesce(platform.acting_department()::text, '')))
  with check (platform.is_job() or actor_key = concat_ws(':', platform.acting_kind(),
    coalesce(platform.acting_person()::text, ''), coalesce(platform.acting_department()::text, '')));
