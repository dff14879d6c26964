import { canonicalJson } from '@tandem/ledger';
import type { EntryContent, Item } from './entry-content.ts';

export type FieldValue = string | number | boolean | null | FieldValue[] | { [key: string]: FieldValue };

export interface FieldChange {
  field: string;
  before: FieldValue;
  after: FieldValue;
}

export interface ItemChange {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Name in the newer version, or in the older one when removed. */
  name: string;
  formerName?: string;
  changes: FieldChange[];
}

export interface VersionDiff {
  fields: FieldChange[];
  items: ItemChange[];
}

/** Whatever order the properties come in: the database keeps its own. */
const same = (a: FieldValue, b: FieldValue): boolean => canonicalJson(a) === canonicalJson(b);

function changesOf(before: object, after: object, skip: ReadonlySet<string>): FieldChange[] {
  const [left, right] = [before as Record<string, FieldValue>, after as Record<string, FieldValue>];
  const fields = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(
    (field) => !skip.has(field),
  );
  return fields
    .filter((field) => !same(left[field] ?? null, right[field] ?? null))
    .map((field) => ({ field, before: left[field] ?? null, after: right[field] ?? null }));
}

const NOTHING: ReadonlySet<string> = new Set();
const ITEMS: ReadonlySet<string> = new Set(['items']);

/** An item is the same one when its name stayed, else when its column did: then it was renamed. */
function pairOf(item: Item, before: readonly Item[], afterNames: ReadonlySet<string>): Item | undefined {
  const byName = before.find(({ name }) => name === item.name);
  if (byName) return byName;
  const column = item.column.toLowerCase();
  return before.find((former) => former.column.toLowerCase() === column && !afterNames.has(former.name));
}

function itemChanges(before: readonly Item[], after: readonly Item[]): ItemChange[] {
  const afterNames = new Set(after.map(({ name }) => name));
  const kept = new Set<Item>();
  const present = after.map((item): { item: Item; former: Item | undefined } => {
    const former = pairOf(item, before, afterNames);
    const free = former !== undefined && !kept.has(former);
    if (free) kept.add(former);
    return { item, former: free ? former : undefined };
  });
  const order = present.flatMap(({ former }) => (former ? [former] : []));
  const orderBefore = before.filter((item) => kept.has(item));
  const removed = before.filter((item) => !kept.has(item));
  return [
    ...present.flatMap(({ item, former }): ItemChange[] => {
      if (!former) return [{ kind: 'added', name: item.name, changes: [] }];
      const changes = changesOf(former, item, NOTHING);
      const renamed = former.name === item.name ? {} : { formerName: former.name };
      if (changes.length > 0) return [{ kind: 'changed', name: item.name, ...renamed, changes }];
      const moved = order.indexOf(former) !== orderBefore.indexOf(former);
      return moved ? [{ kind: 'moved', name: item.name, changes: [] }] : [];
    }),
    ...removed.map(({ name }): ItemChange => ({ kind: 'removed', name, changes: [] })),
  ];
}

/** What changed from `before` to `after`, field by field and item by item. Empty when they are the same. */
export function diffContent(before: EntryContent, after: EntryContent): VersionDiff {
  return { fields: changesOf(before, after, ITEMS), items: itemChanges(before.items, after.items) };
}

export function isUnchanged(diff: VersionDiff): boolean {
  return diff.fields.length === 0 && diff.items.length === 0;
}
