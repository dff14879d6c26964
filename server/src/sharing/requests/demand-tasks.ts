import { hasRole } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Task } from '../inbox/index.ts';
import { listReviews, type BasisReview } from './basis-review-store.ts';
import { listDemands, type DemandRecord } from './demand-store.ts';

function demandTask(demand: DemandRecord, kind: 'designate' | 'provide'): Task {
  const path = `/api/v1/demands/${demand.id}`;
  return {
    id: `demand:${demand.id}:${kind}`,
    kind: `task.demand.${kind}`,
    title: demand.title,
    from: { id: demand.requesterId, name: demand.requesterName },
    ...(demand.providerId ? { to: { id: demand.providerId, name: demand.providerName ?? '' } } : {}),
    since: demand.updatedAt.toISOString(),
    href: `/requests/demands?demand=${demand.id}`,
    actions:
      kind === 'provide'
        ? []
        : [
            {
              id: 'designate',
              label: 'action.demand.designate',
              consequence: { key: 'action.demand.designate.consequence', params: {} },
              key: 'A',
              method: 'POST',
              path: `${path}/designate`,
              body: { note: '' },
              version: demand.version,
              asks: [{ name: 'providerId', label: 'field.provider', kind: 'department' }],
            },
          ],
  };
}

function reviewTask(review: BasisReview): Task {
  const decide = (decision: string, key: string) => ({
    id: decision,
    label: `action.basis.${decision}`,
    consequence: { key: `action.basis.${decision}.consequence`, params: { provider: review.providerName } },
    key,
    method: 'POST' as const,
    path: `/api/v1/basis-reviews/${review.id}/decision`,
    body: { decision },
    version: review.version,
    asks: [{ name: 'finding', label: 'field.finding', kind: 'text' as const, minLength: 10 }],
  });
  return {
    id: `basis:${review.id}:decide`,
    kind: 'task.basis.decide',
    title: review.resourceTitle,
    from: { id: review.requesterId, name: review.requesterName },
    to: { id: review.providerId, name: review.providerName },
    shareClass: 'withheld',
    since: review.createdAt.toISOString(),
    href: `/requests/demands?review=${review.id}`,
    actions: [decide('upheld', 'A'), decide('toRevise', 'R')],
  };
}

/** Demands and reviews of a basis that wait for the authority, and demands a provider was named for. */
export async function demandTasks(tx: Tx): Promise<Task[]> {
  const { departmentId } = tx.actor;
  const tasks: Task[] = [];
  if (hasRole(tx.actor, 'authorityOfficer')) {
    const { items } = await listDemands(tx, { state: 'open', limit: 100 });
    tasks.push(
      ...items
        .filter((demand) => demand.authorityId === departmentId)
        .map((demand) => demandTask(demand, 'designate')),
    );
    const reviews = await listReviews(tx, { state: 'open', limit: 200 });
    tasks.push(...reviews.items.filter((review) => review.authorityId === departmentId).map(reviewTask));
  }
  if (hasRole(tx.actor, 'clerk', 'sharingOfficeHead')) {
    const { items } = await listDemands(tx, { state: 'designated', limit: 100 });
    tasks.push(
      ...items
        .filter((demand) => demand.providerId === departmentId)
        .map((demand) => demandTask(demand, 'provide')),
    );
  }
  return tasks;
}
