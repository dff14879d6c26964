-- Whether a stored content is a file that was imported, or its rejects.
create index import_file on imports.import (file_hash);
create index import_rejects on imports.import (reject_hash) where reject_hash is not null;
