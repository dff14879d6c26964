import { rule } from '../../foundation/statute/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { columnTypesOf } from './column-types.ts';
import { holdsCitizens, holdsValuesOf, isKeyedAs, type DatasetColumn } from './dataset.ts';
import { findDataset } from './dataset-store.ts';
import { importError } from './errors.ts';
import type { TargetResource } from './target-resource.ts';

/**
 * Every item of the entry must be filled by a column (Art 13) of a type that the item can hold.
 * Citizens' numbers are personal information, whatever the entry was made from (Art 13).
 * @throws AppError IMPORT_ITEM_MISSING, IMPORT_TYPE_MISMATCH, IMPORT_PERSONAL_UNMARKED
 */
export function assertItems(
  columns: readonly Pick<DatasetColumn, 'item' | 'type' | 'citizens'>[],
  { items }: TargetResource,
): void {
  const present = new Map(columns.map(({ item, type }) => [item, type]));
  const numbered = new Set(columns.filter(holdsCitizens).map(({ item }) => item));
  const missing = items.filter((item) => !present.has(item.name));
  if (missing.length > 0) {
    throw importError('IMPORT_ITEM_MISSING', {
      rule: rule('18.quality').id,
      params: { items: missing.map((item) => item.name).join('、') },
    });
  }
  const unfit = items.filter((item) => !columnTypesOf(item).some((type) => type === present.get(item.name)));
  if (unfit.length > 0) {
    throw importError('IMPORT_TYPE_MISMATCH', {
      rule: rule('18.quality').id,
      params: { items: unfit.map(({ name, type }) => `${name}（${type}）`).join('、') },
    });
  }
  const unmarked = items.filter(({ name, personal }) => !personal && numbered.has(name));
  if (unmarked.length > 0) {
    throw importError('IMPORT_PERSONAL_UNMARKED', {
      rule: rule('13.assessments').id,
      params: { items: unmarked.map(({ name }) => name).join('、') },
    });
  }
}

/**
 * The entry may have been announced anew since the rows were loaded: they must have its items, of its types, and be told
 * apart by its key.
 * @throws AppError IMPORT_ITEM_MISSING, IMPORT_TYPE_MISMATCH, IMPORT_PERSONAL_UNMARKED, IMPORT_KEY_CHANGED
 */
export function assertServable(columns: readonly DatasetColumn[], resource: TargetResource): void {
  assertItems(columns, resource);
  if (isKeyedAs(columns, resource.items)) return;
  const key = resource.items.filter((item) => item.key).map((item) => item.name);
  throw importError('IMPORT_KEY_CHANGED', {
    rule: rule('18.quality').id,
    params: { items: key.join('、') || '–' },
  });
}

const unitOf = (unit: DatasetColumn['unit']) => unit ?? '元';

/**
 * Rows that others join are copied: their values must be such as the columns take, or they would be lost.
 * @throws AppError IMPORT_JOIN_MISMATCH
 */
export function assertJoinable(columns: readonly DatasetColumn[], base: readonly DatasetColumn[]): void {
  const before = new Map(base.map((column) => [column.item, column]));
  const unfit = columns.filter(({ item, type, unit }) => {
    const former = before.get(item);
    return (
      former !== undefined && (!holdsValuesOf(type, former.type) || unitOf(unit) !== unitOf(former.unit))
    );
  });
  if (unfit.length > 0) {
    throw importError('IMPORT_JOIN_MISMATCH', {
      rule: rule('18.quality').id,
      params: { items: unfit.map(({ item }) => item).join('、') },
    });
  }
}

/**
 * A version without rows takes the place of one that has some, or of none, only if that is said: a file whose every row was
 * refused looks the same. @throws AppError IMPORT_NO_ROWS
 */
export async function assertNotEmptied(
  tx: Tx,
  version: { resourceId: string; rowCount: number; confirmEmpty: boolean },
): Promise<void> {
  if (version.rowCount > 0 || version.confirmEmpty) return;
  const current = await findDataset(tx, version.resourceId);
  if (current?.rowCount !== 0) throw importError('IMPORT_NO_ROWS', { rule: rule('18.quality').id });
}
