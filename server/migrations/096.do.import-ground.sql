-- Whose rows a version goes on from is followed from version to version.
create index import_version on imports.import (dataset_version_id) where dataset_version_id is not null;
