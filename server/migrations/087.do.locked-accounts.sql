-- Who is locked out now: a figure of the operator's.
create index attempt_locked on identity.attempt (locked_until) where locked_until is not null;
