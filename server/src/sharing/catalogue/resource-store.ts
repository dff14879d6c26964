import { isUniqueViolation } from '../../platform/database/constraint.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { PageTitles } from '../inbox/index.ts';
import { catalogueError } from './errors.ts';

export interface Provider {
  id: string;
  name: string;
  shortName: string;
  creditCode: string;
  divisionCode: string;
}

/** An entry through all its versions: whose it is, and where it stands. */
export interface Resource {
  id: string;
  provider: Provider;
  authority: { id: string; name: string };
  code: string | null;
  publishedVersion: number | null;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  createdAt: Date;
}

interface ResourceRow {
  id: string;
  provider_id: string;
  provider_name: string;
  provider_short_name: string;
  provider_credit_code: string;
  authority_id: string;
  authority_name: string;
  division_code: string;
  code: string | null;
  published_version: number | null;
  withdrawn_at: Date | null;
  withdrawn_reason: string | null;
  created_at: Date;
}

const COLUMNS = `id, provider_id, provider_name, provider_short_name, provider_credit_code, authority_id, authority_name,
  division_code, code, published_version, withdrawn_at, withdrawn_reason, created_at`;

function toResource(row: ResourceRow): Resource {
  return {
    id: row.id,
    provider: {
      id: row.provider_id,
      name: row.provider_name,
      shortName: row.provider_short_name,
      creditCode: row.provider_credit_code,
      divisionCode: row.division_code,
    },
    authority: { id: row.authority_id, name: row.authority_name },
    code: row.code,
    publishedVersion: row.published_version,
    withdrawnAt: row.withdrawn_at,
    withdrawnReason: row.withdrawn_reason,
    createdAt: row.created_at,
  };
}

export async function insertResource(
  tx: Tx,
  input: { provider: Provider; authority: { id: string; name: string } },
): Promise<string> {
  const { provider, authority } = input;
  const result = await tx.client.query<{ id: string }>(
    `insert into catalogue.resource (provider_id, provider_name, provider_short_name, provider_credit_code, division_code,
       authority_id, authority_name, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
    [
      provider.id,
      provider.name,
      provider.shortName,
      provider.creditCode,
      provider.divisionCode,
      authority.id,
      authority.name,
      tx.actor.personId,
      tx.now,
    ],
  );
  return result.rows[0]?.id ?? '';
}

export async function findResource(tx: Tx, id: string): Promise<Resource | undefined> {
  const result = await tx.client.query<ResourceRow>(
    `select ${COLUMNS} from catalogue.resource where id = $1`,
    [id],
  );
  return result.rows[0] && toResource(result.rows[0]);
}

/** @throws AppError CATALOGUE_RESOURCE_NOT_FOUND: none, or not the actor's to see. */
export async function getResource(tx: Tx, id: string): Promise<Resource> {
  const resource = await findResource(tx, id);
  if (!resource) throw catalogueError('CATALOGUE_RESOURCE_NOT_FOUND');
  return resource;
}

/** The entry, locked until the transaction ends. @throws AppError CATALOGUE_RESOURCE_NOT_FOUND */
export async function lockResource(tx: Tx, id: string): Promise<Resource> {
  const result = await tx.client.query<ResourceRow>(
    `select ${COLUMNS} from catalogue.resource where id = $1 for no key update`,
    [id],
  );
  const row = result.rows[0];
  if (!row) throw catalogueError('CATALOGUE_RESOURCE_NOT_FOUND');
  return toResource(row);
}

export async function markReceived(tx: Tx, id: string): Promise<void> {
  await tx.client.query(
    'update catalogue.resource set received_at = coalesce(received_at, $2) where id = $1',
    [id, tx.now],
  );
}

/** @throws AppError CATALOGUE_CODE_TAKEN */
export async function markPublished(
  tx: Tx,
  id: string,
  published: { version: number; code: string },
): Promise<void> {
  try {
    await tx.client.query(
      `update catalogue.resource set published_version = $2, code = $3, withdrawn_at = null, withdrawn_reason = null
       where id = $1`,
      [id, published.version, published.code],
    );
  } catch (error) {
    if (!isUniqueViolation(error, 'resource_code_taken')) throw error;
    throw catalogueError('CATALOGUE_CODE_TAKEN', { params: { code: published.code }, cause: error });
  }
}

export async function markWithdrawn(tx: Tx, id: string, reason: string): Promise<void> {
  await tx.client.query(
    'update catalogue.resource set withdrawn_at = $2, withdrawn_reason = $3 where id = $1',
    [id, tx.now, reason],
  );
}

/** The next sequence under a classification. A number that was given out never comes back. */
export async function takeSequence(tx: Tx, classification: string): Promise<number> {
  const result = await tx.client.query<{ last: number }>(
    `insert into catalogue.code_sequence (classification, last) values ($1, 1)
     on conflict (classification) do update set last = catalogue.code_sequence.last + 1 returning last`,
    [classification],
  );
  return result.rows[0]?.last ?? 1;
}

/** What entries are called now: as announced, else as they are being compiled; others are left out. */
export async function titlesOf(tx: Tx, resourceIds: readonly string[]): Promise<Map<string, string>> {
  const result = await tx.client.query<{ id: string; title: string }>(
    `select asked.id, coalesce(announced.title, draft.content ->> 'title') as title
     from unnest($1::uuid[]) as asked(id)
     left join catalogue.search_document announced on announced.resource_id = asked.id
     left join catalogue.draft on draft.resource_id = asked.id
     where coalesce(announced.title, draft.content ->> 'title', '') <> ''`,
    [resourceIds],
  );
  return new Map(result.rows.map(({ id, title }) => [id, title]));
}

/** The same in English; entries without an English title are left out. */
export async function englishTitlesOf(tx: Tx, resourceIds: readonly string[]): Promise<Map<string, string>> {
  if (resourceIds.length === 0) return new Map();
  const result = await tx.client.query<{ id: string; title: string }>(
    `select r.id, coalesce(announced.content ->> 'titleEn', draft.content ->> 'titleEn') as title
     from unnest($1::uuid[]) as asked(id)
     join catalogue.resource r on r.id = asked.id
     left join catalogue.resource_version announced
       on announced.resource_id = r.id and announced.number = r.published_version
     left join catalogue.draft on draft.resource_id = r.id
     where coalesce(announced.content ->> 'titleEn', draft.content ->> 'titleEn', '') <> ''`,
    [[...new Set(resourceIds)]],
  );
  return new Map(result.rows.map(({ id, title }) => [id, title]));
}

const ENTRY_PAGE = /^\/catalogue\/([0-9a-f-]{36})/;

/** English titles of the entries that pages of this room are about, by page. */
export const pageTitles: PageTitles = async (tx, hrefs) => {
  const about = hrefs.flatMap((href) => {
    const [, id] = ENTRY_PAGE.exec(href) ?? [];
    return id === undefined ? [] : [{ href, id }];
  });
  const titles = await englishTitlesOf(
    tx,
    about.map(({ id }) => id),
  );
  return new Map(about.map(({ href, id }) => [href, titles.get(id) ?? '']));
};
