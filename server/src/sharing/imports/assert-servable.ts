import { rule } from '../../foundation/statute/index.ts';
import { isKeyedAs, type DatasetColumn } from './dataset.ts';
import { importError } from './errors.ts';
import type { TargetResource } from './target-resource.ts';

/** Every item of the entry must be filled by a column (Art 13). @throws AppError IMPORT_ITEM_MISSING */
export function assertItems(names: readonly string[], { items }: TargetResource): void {
  const present = new Set(names);
  const missing = items.filter((item) => !present.has(item.name));
  if (missing.length > 0) {
    throw importError('IMPORT_ITEM_MISSING', {
      rule: rule('18.quality').id,
      params: { items: missing.map((item) => item.name).join('、') },
    });
  }
}

/**
 * The entry may have been announced anew since the rows were loaded: they must have its items and be told apart by its key.
 * @throws AppError IMPORT_ITEM_MISSING, IMPORT_KEY_CHANGED
 */
export function assertServable(columns: readonly DatasetColumn[], resource: TargetResource): void {
  assertItems(
    columns.map(({ item }) => item),
    resource,
  );
  if (isKeyedAs(columns, resource.items)) return;
  const key = resource.items.filter((item) => item.key).map((item) => item.name);
  throw importError('IMPORT_KEY_CHANGED', {
    rule: rule('18.quality').id,
    params: { items: key.join('、') || '–' },
  });
}
