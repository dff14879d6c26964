-- The inbox's figure of a month opens the requests that ran late in it.
create index request_late on requests.request (overdue_since) where overdue_since is not null;
