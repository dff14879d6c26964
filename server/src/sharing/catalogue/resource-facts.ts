import { Type, type Static } from 'typebox';
import type { Tx } from '../../platform/database/transaction.ts';
import type { ShareClass } from './entry-content.ts';

const Nullable = <T extends Type.TSchema>(type: T) => Type.Union([type, Type.Null()]);

export const FactsSchema = Type.Object({
  data: Nullable(
    Type.Object({ rowCount: Type.Integer(), goodShare: Nullable(Type.Number()), since: Type.String() }),
  ),
  use: Type.Object({ calls: Type.Integer(), departments: Type.Integer() }),
  reply: Nullable(
    Type.Object({
      of: Type.Enum(['resource', 'provider']),
      replies: Type.Integer(),
      medianWorkingDays: Type.Number(),
    }),
  ),
  replyLimit: Nullable(Type.Integer()),
});

/** What stands beside an announced entry: how good its rows are, its use in 30 days, how soon it is replied to. */
export type ResourceFacts = Static<typeof FactsSchema>;

export interface KnownResource {
  resourceId: string;
  providerId: string;
  shareClass: ShareClass;
}

/** Facts of a page of entries, in a fixed number of queries. Given by the composition root. */
export type FactsOf = (tx: Tx, resources: readonly KnownResource[]) => Promise<Map<string, ResourceFacts>>;

const NONE: ResourceFacts = { data: null, use: { calls: 0, departments: 0 }, reply: null, replyLimit: null };

/** Each entry with its facts. */
export async function withFacts<T extends KnownResource>(
  tx: Tx,
  factsOf: FactsOf,
  resources: readonly T[],
): Promise<(T & { facts: ResourceFacts })[]> {
  const shared = resources.filter(({ shareClass }) => shareClass !== 'withheld');
  const facts = shared.length === 0 ? undefined : await factsOf(tx, shared);
  return resources.map((resource) => ({ ...resource, facts: facts?.get(resource.resourceId) ?? NONE }));
}
