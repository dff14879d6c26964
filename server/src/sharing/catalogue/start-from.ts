import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { findDraft } from './draft-store.ts';
import { blankContent, MAX_ITEMS, type EntryContent, type Format, type Item } from './entry-content.ts';
import { catalogueError } from './errors.ts';
import type { FindImportedTable, ImportedTable } from './imported-table.ts';
import { openNewEntry } from './open-draft.ts';
import { proposeItems } from './propose-items.ts';
import { findResource } from './resource-store.ts';
import type { DraftVersion } from './save-draft.ts';
import { findVersion } from './version-store.ts';

/** What of an entry may be copied: its announced version, else a change of the own department. */
async function copyableContent(
  tx: Tx,
  resourceId: string,
): Promise<{ content: EntryContent; code: string | null }> {
  const resource = await findResource(tx, resourceId);
  if (resource && resource.publishedVersion !== null && resource.withdrawnAt === null) {
    const version = await findVersion(tx, resourceId, resource.publishedVersion);
    if (version) return { content: version.content, code: resource.code };
  }
  const draft = resource?.provider.id === tx.actor.departmentId ? await findDraft(tx, resourceId) : undefined;
  if (!draft) throw catalogueError('CATALOGUE_RESOURCE_NOT_FOUND');
  return { content: draft.content, code: null };
}

/**
 * Begins an entry of the own department as a copy of another. What only its own department can declare is left
 * open: legal grounds of withholding are not copied across departments, and the declaration of Art 3 is made anew.
 */
export async function copyEntry(transact: Transact, resourceId: string): Promise<DraftVersion> {
  return transact(async (tx) => {
    const { content, code } = await copyableContent(tx, resourceId);
    const withheld = content.shareClass === 'withheld';
    const copy: EntryContent = {
      ...content,
      declared: false,
      shareClass: withheld ? null : content.shareClass,
      withheld: null,
      relatedCodes:
        code === null ? content.relatedCodes : [...new Set([...content.relatedCodes, code])].slice(0, 50),
    };
    return openNewEntry(tx, copy, { copiedFrom: resourceId });
  });
}

const FORMATS: Readonly<Record<ImportedTable['format'], Format>> = {
  csv: 'table',
  xlsx: 'table',
  parquet: 'table',
  jsonl: 'selfDescribing',
};

/** Items proposed from an inspected table file. @throws AppError CATALOGUE_IMPORT_NOT_FOUND, CATALOGUE_TABLE_TOO_WIDE */
export async function itemsOfImport(
  tx: Tx,
  findImportedTable: FindImportedTable,
  importId: string,
): Promise<{ table: ImportedTable; items: Item[] }> {
  const table = await findImportedTable(tx, importId);
  if (!table) throw catalogueError('CATALOGUE_IMPORT_NOT_FOUND');
  const columns = table.columns.length;
  if (columns > MAX_ITEMS)
    throw catalogueError('CATALOGUE_TABLE_TOO_WIDE', { params: { columns, max: MAX_ITEMS } });
  return { table, items: proposeItems(table.columns) };
}

/** Begins an entry from an inspected table file: title from its name, items from its columns. */
export async function draftFromImport(
  transact: Transact,
  findImportedTable: FindImportedTable,
  importId: string,
): Promise<DraftVersion> {
  return transact(async (tx) => {
    const { table, items } = await itemsOfImport(tx, findImportedTable, importId);
    const title = table.fileName
      .replace(/\.[A-Za-z0-9]{1,8}$/, '')
      .trim()
      .slice(0, 100);
    const content: EntryContent = {
      ...blankContent(),
      title,
      format: FORMATS[table.format],
      formatDetail: table.format,
      items,
    };
    return openNewEntry(tx, content, { importId });
  });
}
