import type { Tx } from '../../platform/database/transaction.ts';

/** What each room contributes: English titles of what its pages are about, by page; others are left out or empty. */
export type PageTitles = (tx: Tx, hrefs: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Rows with the English title of what their page is about beside the Chinese one; empty where there is none. */
export async function withEnglishTitles<Row extends { href: string }>(
  tx: Tx,
  rows: readonly Row[],
  sources: readonly PageTitles[],
): Promise<(Row & { titleEn: string })[]> {
  const hrefs = [...new Set(rows.map(({ href }) => href))];
  const titles = new Map<string, string>();
  for (const source of sources) for (const [href, title] of await source(tx, hrefs)) titles.set(href, title);
  return rows.map((row) => ({ ...row, titleEn: titles.get(row.href) ?? '' }));
}
