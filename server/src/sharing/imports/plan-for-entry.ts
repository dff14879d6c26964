import { targetColumns, type ColumnPlan, type ImportPlan } from '@tandem/tabular';
import type { TargetResource } from './target-resource.ts';

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

/**
 * The plan as its rows are read for an entry: by its key, and amounts in another currency only where an item of the entry
 * says which. Without one they would stand among yuan, so their rows are refused.
 */
export function planForEntry(plan: ImportPlan, resource: Pick<TargetResource, 'items'>): ImportPlan {
  const items = new Set(resource.items.map(({ name }) => name));
  const columns = plan.columns.map((column): ColumnPlan => {
    const { currencyTarget, ...money } = column.money ?? {};
    const isTold = currencyTarget === undefined || items.has(currencyTarget);
    return isTold ? column : { ...column, money };
  });
  return requireKey({ ...plan, columns }, resource);
}
