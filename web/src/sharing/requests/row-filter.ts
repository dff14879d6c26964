import type { RequestDetail, StatementDraft } from './request-api.ts';

export type Filter = NonNullable<StatementDraft['rowFilter']>[number];
type DivisionItems = RequestDetail['divisionItems'];

/** How rows can be chosen by the filter's item: by division only where the server takes it, or it is chosen already. */
export function filterOps({ item, op }: Filter, divisionItems: DivisionItems): Filter['op'][] {
  const byDivision = op === 'division' || divisionItems.some(({ name }) => name === item);
  return byDivision ? ['division', 'in'] : ['in'];
}

/** A filter on an item, by division where the item is known or called to hold them. */
export function emptyFilter(item: string, divisionItems: DivisionItems): Filter {
  const told = divisionItems.some((one) => one.told && one.name === item);
  return { item, op: told ? 'division' : 'in', values: [] };
}
