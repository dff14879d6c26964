import type { FrozenTerms, RaisedGrades, TermItem } from './agreement.ts';
import type { RequestableResource } from './asked-resource.ts';

/** What the entry grades higher now than the terms do; null where nothing. */
export function findRaised(
  terms: Pick<FrozenTerms, 'items'>,
  entry: Pick<RequestableResource, 'version' | 'items'>,
): RaisedGrades | null {
  const present = new Map(entry.items.map((item) => [item.name, item]));
  const items = terms.items.flatMap((agreed) => {
    const now = present.get(agreed.name);
    if (!now || (now.grade <= agreed.grade && (agreed.personal || !now.personal))) return [];
    const grade = now.grade > agreed.grade ? now.grade : agreed.grade;
    return [{ name: agreed.name, grade, personal: agreed.personal || now.personal }];
  });
  return items.length === 0 ? null : { entryVersion: entry.version, items };
}

/** The agreed items by the stricter of agreed and present grade; consent to give a value bare was for the grade of then. */
export function itemsAsRaised(items: readonly TermItem[], raised: RaisedGrades): TermItem[] {
  const raisedOf = new Map(raised.items.map((item) => [item.name, item]));
  return items.map((item) => {
    const now = raisedOf.get(item.name);
    return now ? { ...item, grade: now.grade, personal: now.personal, unmasked: false } : item;
  });
}
