import type { Mode, StatementDraft } from './request-api.ts';

type AskedItem = NonNullable<StatementDraft['items']>[number];

/** Whether rows are asked for by the key of the entry: a file needs none. */
export function asksByKey({ modes = [], items = [] }: Pick<StatementDraft, 'modes' | 'items'>): boolean {
  const all: readonly Mode[] = [...modes, ...items.flatMap((item) => item.modes ?? [])];
  return all.some((mode) => mode !== 'batch');
}

/** What is asked for, in the order of the entry, with the items of its key where rows are asked for by it. */
export function withKeyItems(
  draft: Pick<StatementDraft, 'modes' | 'items'>,
  entry: readonly { name: string; key: boolean }[],
): AskedItem[] {
  const asked = new Map(draft.items?.map((item) => [item.name, item]));
  const byKey = asksByKey(draft);
  return entry.flatMap(({ name, key }) => asked.get(name) ?? (key && byKey ? { name } : []));
}
