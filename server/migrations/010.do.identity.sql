-- Who signs in, and how: people by password, second factor or an OpenID Connect issuer; programs by a registered key.
-- Times here are the machine's, not the platform's: a demonstration city that moves its clock signs nobody out.
create schema identity;
grant usage on schema identity to tandem_app;

create table identity.principal (
  id uuid primary key,
  kind text not null check (kind in ('person', 'system')),
  name text not null check (length(name) between 1 and 100),
  department_id uuid not null,
  department_name text not null,
  department_credit_code text not null,
  roles text[] not null default '{}',
  active boolean not null default true,
  department_active boolean not null default true
);
comment on table identity.principal is
  'What an actor is made of. A copy kept by the rooms that own people and departments, in their transactions, so that one query resolves a caller.';
create index principal_department on identity.principal (department_id);

create table identity.account (
  id uuid primary key default uuidv7(),
  person_id uuid not null unique references identity.principal (id),
  login text not null constraint account_login_taken unique check (login ~ '^[a-z0-9][a-z0-9._@-]{2,63}$'),
  password_hash text check (password_hash like '$argon2id$%'),
  must_change_password boolean not null default false,
  is_demo boolean not null default false,
  language text not null default 'zh' check (language in ('zh', 'en')),
  disabled_at timestamptz,
  totp_secret bytea,
  totp_confirmed_at timestamptz,
  totp_last_step bigint,
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1
);
comment on column identity.account.password_hash is 'Null: signs in by an OpenID Connect issuer only.';
comment on column identity.account.totp_secret is 'AES-256-GCM under the server''s data key; a secret that is not confirmed yet asks nobody for a code.';
comment on column identity.account.totp_last_step is 'Time step of the last code taken: the same code is refused a second time.';

create table identity.recovery_code (
  account_id uuid not null references identity.account (id) on delete cascade,
  code_hash bytea not null check (length(code_hash) = 32),
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table identity.session (
  id uuid primary key default uuidv7(),
  token_hash bytea not null unique check (length(token_hash) = 32),
  account_id uuid not null references identity.account (id) on delete cascade,
  person_id uuid not null references identity.principal (id),
  created_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  address text not null default '' check (length(address) <= 64),
  user_agent text not null default '' check (length(user_agent) <= 200),
  acting_delegation_id uuid,
  acting_for_id uuid,
  acting_role text,
  acting_until timestamptz,
  constraint session_acting_whole
    check (num_nulls(acting_delegation_id, acting_for_id, acting_role, acting_until) in (0, 4))
);
comment on table identity.session is 'Only the SHA-256 of the token is kept. While acting_* is set the session has the delegated role and no other.';
create index session_account on identity.session (account_id);
create index session_expires_at on identity.session (expires_at);
create index session_delegation on identity.session (acting_delegation_id) where acting_delegation_id is not null;

create table identity.attempt (
  key bytea primary key check (length(key) = 32),
  failures integer not null,
  last_at timestamptz not null,
  locked_until timestamptz
);
comment on table identity.attempt is 'Failed sign-ins by login (known or not) and by address, both hashed. Counted before the password is looked at, so parallel guesses do not slip through.';
create index attempt_last_at on identity.attempt (last_at);

create table identity.event (
  id uuid primary key default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  kind text not null check (kind in (
    'signedIn', 'refused', 'signedOut', 'sessionsEnded', 'passwordChanged',
    'secondFactorEnrolled', 'secondFactorRemoved', 'recoveryCodeUsed', 'issuerLinked', 'actingChanged')),
  account_id uuid,
  address text not null default '' check (length(address) <= 64)
);
comment on table identity.event is 'Insert-only. A refused sign-in under an unknown name keeps no name: people type passwords there.';
create index event_account on identity.event (account_id, id);

create table identity.external_identity (
  issuer_id text not null,
  subject text not null check (length(subject) between 1 and 255),
  account_id uuid not null references identity.account (id) on delete cascade,
  linked_at timestamptz not null default clock_timestamp(),
  primary key (issuer_id, subject),
  unique (issuer_id, account_id)
);
comment on table identity.external_identity is 'Which subject of which issuer is which account. Linked at the first sign-in by the configured claim, fixed from then on.';

create table identity.oidc_attempt (
  state_hash bytea primary key check (length(state_hash) = 32),
  issuer_id text not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null check (return_to like '/%' and length(return_to) <= 500),
  created_at timestamptz not null default clock_timestamp()
);

create table identity.system_client (
  id uuid primary key references identity.principal (id),
  name text not null check (length(name) between 2 and 60),
  department_id uuid not null,
  description text not null default '' check (length(description) <= 300),
  disabled_at timestamptz,
  created_at timestamptz not null default clock_timestamp(),
  version integer not null default 1,
  constraint system_client_name_taken unique (department_id, name)
);

create table identity.system_key (
  id text primary key check (id ~ '^[A-Za-z0-9_-]{43}$'),
  client_id uuid not null references identity.system_client (id),
  public_key bytea not null check (length(public_key) = 32),
  label text not null default '' check (length(label) <= 60),
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_on date,
  updated_at timestamptz not null default clock_timestamp()
);
comment on column identity.system_key.id is 'RFC 7638 thumbprint of the key: whoever holds the key can compute it, and one key has one owner.';
comment on column identity.system_key.updated_at is 'Moves with anything that decides whether the key is good; processes cache the prepared key under it.';
create index system_key_client on identity.system_key (client_id);

create table identity.nonce (
  key_id text not null,
  nonce text not null check (length(nonce) between 16 and 64),
  expires_at timestamptz not null,
  primary key (key_id, nonce)
);
comment on table identity.nonce is 'Signatures already taken, kept until they are too old to be taken anyway. The primary key decides a race.';
create index nonce_expires_at on identity.nonce (expires_at);

-- Row-level security. Signing in happens before there is an actor, so it runs as the platform itself (job). Not
-- forced on the owner: the functions below run as the owner, and each opens one narrow way for callers nobody
-- knows yet. The server itself never runs as the owner (it refuses to start).
do $$
declare t text;
begin
  foreach t in array array['principal', 'account', 'recovery_code', 'session', 'attempt', 'event',
    'external_identity', 'oidc_attempt', 'system_client', 'system_key', 'nonce']
  loop
    execute format('alter table identity.%I enable row level security', t);
    execute format('create policy %I on identity.%I to tandem_app using (platform.is_job()) with check (platform.is_job())', t || '_job', t);
  end loop;
end $$;

create policy principal_read on identity.principal for select to tandem_app
  using (department_id = platform.acting_department() or platform.has_role('systemOperator') or platform.sees_all());
create policy principal_write on identity.principal to tandem_app
  using (platform.has_role('systemOperator')) with check (platform.has_role('systemOperator'));
create policy principal_own_system on identity.principal to tandem_app
  using (kind = 'system' and department_id = platform.acting_department() and platform.has_role('sharingOfficeHead'))
  with check (kind = 'system' and department_id = platform.acting_department() and platform.has_role('sharingOfficeHead'));
create policy account_own on identity.account to tandem_app
  using (person_id = platform.acting_person() or platform.has_role('systemOperator'))
  with check (person_id = platform.acting_person() or platform.has_role('systemOperator'));
create policy recovery_code_own on identity.recovery_code to tandem_app
  using (exists (select from identity.account a where a.id = account_id));
create policy session_own on identity.session to tandem_app
  using (person_id = platform.acting_person() or platform.has_role('systemOperator'))
  with check (person_id = platform.acting_person());
create policy event_own on identity.event for select to tandem_app
  using (platform.has_role('systemOperator') or platform.has_role('auditor')
    or exists (select from identity.account a where a.id = account_id and a.person_id = platform.acting_person()));
create policy event_insert on identity.event for insert to tandem_app with check (true);
create policy external_identity_read on identity.external_identity for select to tandem_app
  using (exists (select from identity.account a where a.id = account_id));
create policy external_identity_unlink on identity.external_identity for delete to tandem_app
  using (platform.has_role('systemOperator'));
create policy attempt_unlock on identity.attempt to tandem_app using (platform.has_role('systemOperator'));
create policy system_client_read on identity.system_client for select to tandem_app
  using (department_id = platform.acting_department() or platform.has_role('systemOperator') or platform.sees_all());
create policy system_client_write on identity.system_client to tandem_app
  using (platform.has_role('systemOperator')
    or (department_id = platform.acting_department() and platform.has_role('sharingOfficeHead')))
  with check (platform.has_role('systemOperator')
    or (department_id = platform.acting_department() and platform.has_role('sharingOfficeHead')));
-- A key is seen and changed by whoever sees and changes its client.
create policy system_key_read on identity.system_key for select to tandem_app
  using (exists (select from identity.system_client c where c.id = client_id));
create policy system_key_write on identity.system_key to tandem_app
  using (exists (select from identity.system_client c where c.id = client_id and (platform.has_role('systemOperator')
    or (c.department_id = platform.acting_department() and platform.has_role('sharingOfficeHead')))))
  with check (exists (select from identity.system_client c where c.id = client_id and (platform.has_role('systemOperator')
    or (c.department_id = platform.acting_department() and platform.has_role('sharingOfficeHead')))));

grant select, insert, update on identity.principal, identity.account, identity.system_client, identity.system_key to tandem_app;
grant select, insert, update, delete on identity.session, identity.recovery_code, identity.attempt to tandem_app;
grant select, insert, delete on identity.oidc_attempt, identity.external_identity, identity.nonce to tandem_app;
grant select, insert on identity.event to tandem_app;

-- The caller behind a session token, in one query: the row is found by the token's hash alone, so it needs no actor.
-- Marks the session as seen, at most once a minute. No row: no such session, ended, idle for too long, or switched off.
create function identity.resolve_session(presented bytea, idle interval)
returns table (
  session_id uuid, account_id uuid, person_id uuid, name text, department_id uuid, department_name text,
  department_credit_code text, roles text[], acting_for_id uuid, acting_delegation_id uuid, must_change_password boolean)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  s identity.session;
  moment timestamptz := clock_timestamp();
  acts boolean;
begin
  select * into s from identity.session x
    where x.token_hash = presented and x.expires_at > moment and x.last_seen_at > moment - idle;
  if not found then return; end if;
  if s.last_seen_at < moment - interval '1 minute' then
    update identity.session set last_seen_at = moment where id = s.id;
  end if;
  acts := s.acting_delegation_id is not null and s.acting_until > platform.now();
  return query
    select s.id, a.id, p.id, p.name, p.department_id, p.department_name, p.department_credit_code,
      case when acts then array[s.acting_role] else p.roles end,
      case when acts then s.acting_for_id end,
      case when acts then s.acting_delegation_id end,
      a.must_change_password
    from identity.account a join identity.principal p on p.id = a.person_id
    where a.id = s.account_id and a.disabled_at is null and p.active and p.department_active;
end $$;

-- Takes a verified signature, once, in one statement of its own: the key must still be the one that was verified
-- against (`seen` is its updated_at), and the nonce must be new.
-- It commits without waiting for the disk. Whatever the request then changes or discloses commits after it and
-- does wait, and the write-ahead log reaches the disk in order: no effect outlives a crash that its nonce did not.
create function identity.accept_signature(signed_with text, seen timestamptz, used text, until timestamptz)
returns table (
  outcome text, client_id uuid, name text, department_id uuid, department_name text, department_credit_code text)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  k identity.system_key;
  today date := (platform.now() at time zone 'Asia/Shanghai')::date;
begin
  perform set_config('synchronous_commit', 'off', true);
  select * into k from identity.system_key x where x.id = signed_with;
  if not found or k.updated_at <> seen then
    return query select 'stale', null::uuid, null::text, null::uuid, null::text, null::text;
    return;
  end if;
  if k.revoked_at is not null or k.expires_at <= clock_timestamp() then
    return query select 'revoked', null::uuid, null::text, null::uuid, null::text, null::text;
    return;
  end if;
  insert into identity.nonce (key_id, nonce, expires_at) values (signed_with, used, until) on conflict do nothing;
  if not found then
    return query select 'replayed', null::uuid, null::text, null::uuid, null::text, null::text;
    return;
  end if;
  if k.last_used_on is distinct from today then
    update identity.system_key set last_used_on = today where id = signed_with;
  end if;
  return query
    select case when c.disabled_at is null and p.active and p.department_active then 'accepted' else 'disabled' end,
      p.id, p.name, p.department_id, p.department_name, p.department_credit_code
    from identity.system_client c join identity.principal p on p.id = c.id
    where c.id = k.client_id;
end $$;

-- A delegation ended: whoever ended it, sessions acting under it fall back to their owners' own roles.
create function identity.end_acting(delegation uuid) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  update identity.session
     set acting_delegation_id = null, acting_for_id = null, acting_role = null, acting_until = null
   where acting_delegation_id = delegation;
end;

-- Events are kept a year (网络安全法 Art 21 asks for six months), then forgotten; nothing else deletes them.
create function identity.forget_old_events() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  forgotten bigint;
begin
  delete from identity.event where at < clock_timestamp() - interval '1 year';
  get diagnostics forgotten = row_count;
  return forgotten;
end $$;
revoke all on function identity.end_acting(uuid), identity.forget_old_events() from public;
grant execute on function identity.end_acting(uuid), identity.forget_old_events() to tandem_app;
revoke all on function identity.resolve_session(bytea, interval), identity.accept_signature(text, timestamptz, text, timestamptz) from public;
grant execute on function identity.resolve_session(bytea, interval), identity.accept_signature(text, timestamptz, text, timestamptz) to tandem_app;
