-- What was announced in a span of days: a figure of the cockpit and the list that it opens.
create index resource_version_published on catalogue.resource_version (published_at);

-- Who is locked out now: a figure of the operator's.
create index attempt_locked on identity.attempt (locked_until) where locked_until is not null;
