import type { Tx } from '../../platform/database/transaction.ts';
import { englishTitlesOf } from '../catalogue/index.ts';
import type { PageTitles } from '../inbox/index.ts';

const PAGE = /^\/(requests|agreements)\/([0-9a-f-]{36})/;

/** The entries that these requests and agreements are about, as far as the actor sees them. */
async function entriesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await tx.client.query<{ id: string; resourceId: string }>(
    `select id, resource_id as "resourceId" from requests.request where id = any ($1)
     union all select id, resource_id from requests.agreement where id = any ($1)`,
    [ids],
  );
  return new Map(found.rows.map(({ id, resourceId }) => [id, resourceId]));
}

/** English titles of the entries that pages of this room are about, by page. */
export const pageTitles: PageTitles = async (tx, hrefs) => {
  const about = hrefs.flatMap((href) => {
    const [, , id] = PAGE.exec(href) ?? [];
    return id === undefined ? [] : [{ href, id }];
  });
  const entries = await entriesOf(
    tx,
    about.map(({ id }) => id),
  );
  const titles = await englishTitlesOf(tx, [...entries.values()]);
  return new Map(about.map(({ href, id }) => [href, titles.get(entries.get(id) ?? '') ?? '']));
};

/** The English title of one entry; empty without one. */
export async function englishTitleOf(tx: Tx, resourceId: string): Promise<string> {
  return (await englishTitlesOf(tx, [resourceId])).get(resourceId) ?? '';
}
