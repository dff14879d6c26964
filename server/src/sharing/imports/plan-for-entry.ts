import { targetColumns, type ColumnPlan, type ImportPlan } from '@tandem/tabular';
import { columnTypesOf } from './column-types.ts';
import type { ItemType } from './dataset.ts';
import type { ImportRun } from './import-run.ts';
import type { TargetItem, TargetResource } from './target-resource.ts';

/**
 * The key of an entry tells its rows apart: every row has a value in each of its items, and together they occur once,
 * whatever was planned. Items that no column fills are left out: the load is refused for them.
 */
export function requireKey(plan: ImportPlan, { items }: Pick<TargetResource, 'items'>): ImportPlan {
  const { key: _former, ...rest } = plan;
  const targets = new Set(targetColumns(plan).map(({ name }) => name));
  const key = items.filter((item) => item.key && targets.has(item.name)).map((item) => item.name);
  if (key.length === 0) return rest;
  const alone = key.length === 1 ? { unique: true } : {};
  const columns = plan.columns.map((column) =>
    key.includes(column.target) ? { ...column, required: true, ...alone } : column,
  );
  return { ...rest, columns, key };
}

/** The type of a column without any value: one that its item can hold; without any row, what the item was recognized as. */
function typeWithoutValue(type: ItemType, item: TargetItem, hasRows: boolean): ItemType {
  const takes = columnTypesOf(item);
  const recognized = hasRows ? undefined : takes.find((one) => one === item.recognized);
  return recognized ?? (takes.includes(type) ? type : (takes[0] ?? type));
}

/**
 * The plan as its rows are read for an entry: by its key; a column without any value of the type that its item has; and
 * amounts in another currency only where an item of the entry says which. Without one they would stand among yuan, so
 * their rows are refused.
 */
export function planForEntry(
  plan: ImportPlan,
  resource: Pick<TargetResource, 'items'>,
  inspection: ImportRun['inspection'],
): ImportPlan {
  const items = new Map(resource.items.map((item) => [item.name, item]));
  const empty = new Set(
    inspection?.columns.filter(({ profile }) => profile.filled === 0).map(({ source }) => source),
  );
  const columns = plan.columns.map((column): ColumnPlan => {
    const { currencyTarget, ...money } = column.money ?? {};
    const isTold = currencyTarget === undefined || items.has(currencyTarget);
    const told = isTold ? column : { ...column, money };
    const item = items.get(column.target);
    if (item === undefined || !empty.has(column.source)) return told;
    return { ...told, type: typeWithoutValue(column.type, item, inspection?.rows?.count !== 0) };
  });
  return requireKey({ ...plan, columns }, resource);
}
