import type { FrozenTerms, RaisedGrades, TermItem } from './agreement.ts';
import type { RequestableResource } from './asked-resource.ts';

type Graded = Pick<TermItem, 'grade' | 'personal'>;

function stricter(a: Graded, b: Graded): Graded {
  return { grade: a.grade > b.grade ? a.grade : b.grade, personal: a.personal || b.personal };
}

/**
 * What the entry grades higher now than the terms do; null where nothing. What an item held that the entry has no more may
 * stand under any other name in it, so the strictest of all its grades holds.
 */
export function findRaised(
  terms: Pick<FrozenTerms, 'items'>,
  entry: Pick<RequestableResource, 'version' | 'items'>,
): RaisedGrades | null {
  const present = new Map(entry.items.map((item) => [item.name, item]));
  const items = terms.items.flatMap((agreed) => {
    const named = present.get(agreed.name);
    const now = (named ? [named] : entry.items).reduce<Graded>(stricter, agreed);
    if (now.grade === agreed.grade && now.personal === agreed.personal) return [];
    return [{ name: agreed.name, grade: now.grade, personal: now.personal }];
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
