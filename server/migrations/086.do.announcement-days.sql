-- What was announced in a span of days: a figure of the cockpit and the list that it opens.
create index resource_version_published on catalogue.resource_version (published_at);
