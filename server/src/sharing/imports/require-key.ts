import type { ImportPlan } from '@tandem/tabular';
import type { TargetResource } from './target-resource.ts';

/**
 * The key of an entry tells its rows apart: where it is one item, every row has a value of its own there, whatever was
 * planned. Of several key items none does so alone.
 */
export function requireKey(plan: ImportPlan, { items }: Pick<TargetResource, 'items'>): ImportPlan {
  const [key, another] = items.filter((item) => item.key);
  if (key === undefined || another !== undefined) return plan;
  const columns = plan.columns.map((column) =>
    column.target === key.name ? { ...column, required: true, unique: true } : column,
  );
  return { ...plan, columns };
}
