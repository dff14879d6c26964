import { addWorkingDays, localDate } from '@tandem/calendar';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Task, TaskAction } from '../inbox/index.ts';
import { toTask } from './request-task.ts';
import { REQUEST_COLUMNS, type RequestRecord } from './request-store.ts';
import { clocksOf } from './view-request.ts';

type Waiting = RequestRecord & { extensionDays: number; extensionDueBefore: string | null };

async function listWaiting(tx: Tx): Promise<Waiting[]> {
  const columns = REQUEST_COLUMNS.replace(/(^|, )(\w+) as/g, '$1r.$2 as');
  const result = await tx.client.query<Waiting>(
    `select ${columns}, e.working_days as "extensionDays", e.due_before as "extensionDueBefore"
     from requests.extension e join requests.request r on r.id = e.request_id
     where e.decision is null and r.authority_id = $1 and e.asked_by is distinct from $2 order by e.id limit 300`,
    [tx.actor.departmentId ?? null, tx.actor.personId ?? null],
  );
  return result.rows;
}

/** The day on which the reply would be due; empty when its year is not published. */
function newDue(request: Waiting): string {
  if (!request.extensionDueBefore) return '';
  const due = addWorkingDays(localDate(request.extensionDueBefore), request.extensionDays);
  return due.ok ? due.date : '';
}

function action(
  request: Waiting,
  what: Pick<TaskAction, 'id' | 'key' | 'asks'> & { body: Record<string, unknown> },
): TaskAction {
  return {
    ...what,
    label: `action.request.${what.id}`,
    consequence: {
      key: `action.request.${what.id}.consequence`,
      params: {
        requester: request.requesterShortName,
        provider: request.providerShortName,
        days: request.extensionDays,
        dueOn: newDue(request),
        dueBefore: request.extensionDueBefore ?? '',
      },
    },
    method: 'POST',
    path: `/api/v1/requests/${request.id}/extension/decision`,
    version: request.version,
  };
}

/** A limit that is over is lengthened no more: what is left is to refuse. */
function decisions(request: Waiting, isLate: boolean): TaskAction[] {
  const shorter = {
    name: 'workingDays',
    label: 'field.workingDays',
    kind: 'days',
    max: Math.max(1, request.extensionDays - 1),
  } as const;
  const agreeing = [
    action(request, { id: 'grantExtension', key: 'A', body: { decision: 'grant', note: '' }, asks: [] }),
    action(request, {
      id: 'shortenExtension',
      key: 'S',
      body: { decision: 'grant', note: '' },
      asks: [shorter],
    }),
  ];
  const refusing = action(request, {
    id: 'refuseExtension',
    key: 'R',
    body: { decision: 'refuse' },
    asks: [{ name: 'note', label: 'field.reason', kind: 'text', minLength: 2 }],
  });
  return isLate ? [refusing] : [...agreeing, refusing];
}

/** Extensions that wait for the authority's consent (Art 21). */
export async function extensionTasks(tx: Tx): Promise<Task[]> {
  const waiting = await listWaiting(tx);
  const clocks = await clocksOf(
    tx,
    waiting.map((request) => request.id),
  );
  return waiting.map((request) => {
    const clock = clocks.get(request.id);
    return toTask({
      kind: 'decideExtension',
      request,
      clock,
      actions: decisions(request, clock?.state === 'late'),
    });
  });
}
