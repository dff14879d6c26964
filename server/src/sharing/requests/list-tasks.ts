import type { ClockView } from '../../foundation/clocks/index.ts';
import { hasRole } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Task, TaskAction } from '../inbox/index.ts';
import { agreementTasks } from './agreement-tasks.ts';
import { demandTasks } from './demand-tasks.ts';
import { extensionDaysLeft } from './extend-reply.ts';
import { extensionTasks } from './extension-tasks.ts';
import { REQUEST_COLUMNS, type RequestRecord } from './request-store.ts';
import { requestActions, type RequestTaskKind } from './request-actions.ts';
import { toTask } from './request-task.ts';
import { clocksOf, permittedActs } from './view-request.ts';

/** More than anybody can look through; the list pages show the rest. */
const MOST_TASKS = 300;

/** Requests in which the next move is this department's. */
type Turn = RequestRecord & { extensionOpen: boolean; extendedBy: number };

async function listMyTurn(tx: Tx): Promise<Turn[]> {
  const result = await tx.client.query<Turn>(
    `select ${REQUEST_COLUMNS}, exists (
         select from requests.extension e where e.request_id = request.id and e.decision is null) as "extensionOpen",
       (select coalesce(sum(e.decided_days), 0)::int from requests.extension e
         where e.request_id = request.id and e.decision = 'granted') as "extendedBy"
     from requests.request
     where closed_at is null
       and ((requester_id = $1 and state in ('awaitingOfficeConsent', 'supplementNeeded', 'scopeProposed'))
         or (requester_id = $1 and state = 'draft' and filed_by is not null)
         or (provider_id = $1 and state in ('submitted', 'scopeProposed', 'supplementNeeded', 'awaitingReplyConsent')))
     order by id limit ${MOST_TASKS}`,
    [tx.actor.departmentId ?? null],
  );
  return result.rows;
}

/** Replies that are late in the authority's area: it urges. */
async function listLate(tx: Tx): Promise<RequestRecord[]> {
  const result = await tx.client.query<RequestRecord>(
    `select ${REQUEST_COLUMNS} from requests.request
     where closed_at is null and replied_at is null and overdue_since is not null and authority_id = $1
     order by overdue_since, id limit ${MOST_TASKS}`,
    [tx.actor.departmentId ?? null],
  );
  return result.rows;
}

/** What a request asks of the actor now, by its state and the actor's side and role. */
function kindFor(tx: Tx, request: RequestRecord): RequestTaskKind | undefined {
  const can = new Set(permittedActs(tx.actor, request));
  const isProvider = tx.actor.departmentId === request.providerId;
  if (can.has('consentFiling')) return 'consentFiling';
  if (can.has('grant')) return 'consentReply';
  if (can.has('refuse')) return 'consentReply';
  if (can.has('acceptScope')) return 'answerScope';
  if (can.has('supplement')) return 'supplement';
  if (can.has('draftReply')) return request.state === 'scopeProposed' ? 'awaitScope' : 'reply';
  if (isProvider && request.state === 'supplementNeeded') return 'awaitSupplement';
  return can.has('file') ? 'fixDraft' : undefined;
}

/** What the head of an office decides; all else is prepared by clerks, and shows only when time runs out. */
const HEADS_OWN: ReadonlySet<RequestTaskKind> = new Set<RequestTaskKind>(['consentFiling', 'consentReply']);

function isCalm(clock: ClockView | undefined): boolean {
  return !clock || clock.urgency === 'calm' || clock.urgency === 'paused';
}

async function ownTasks(tx: Tx): Promise<Task[]> {
  const requests = await listMyTurn(tx);
  const clocks = await clocksOf(
    tx,
    requests.map((request) => request.id),
  );
  const prepares = hasRole(tx.actor, 'clerk');
  return requests.flatMap((request) => {
    const kind = kindFor(tx, request);
    const clock = clocks.get(request.id);
    if (!kind) return [];
    const isOwn = prepares || HEADS_OWN.has(kind);
    if (!isOwn && isCalm(clock)) return [];
    const mayExtend = clock?.state === 'running' && !request.extensionOpen;
    const daysLeft = extensionDaysLeft(request, [{ decidedDays: request.extendedBy }]);
    const actions = isOwn ? requestActions(kind, request, mayExtend ? daysLeft : 0) : [];
    return [toTask({ kind, request, clock, actions })];
  });
}

function urgeAction(request: RequestRecord): TaskAction {
  return {
    id: 'urge',
    label: 'action.request.urge',
    consequence: { key: 'action.request.urge.consequence', params: { provider: request.providerShortName } },
    key: 'U',
    method: 'POST',
    path: `/api/v1/requests/${request.id}/urge`,
    version: request.version,
    asks: [{ name: 'note', label: 'field.note', kind: 'text', minLength: 2 }],
  };
}

async function urgeTasks(tx: Tx): Promise<Task[]> {
  const requests = await listLate(tx);
  const clocks = await clocksOf(
    tx,
    requests.map((request) => request.id),
  );
  return requests.map((request) =>
    toTask({ kind: 'urge', request, clock: clocks.get(request.id), actions: [urgeAction(request)] }),
  );
}

/** Everything of this room that waits for the actor: replies, consents, confirmations, decisions. */
export async function listTasks(tx: Tx): Promise<Task[]> {
  if (tx.actor.kind !== 'person') return [];
  const officer = hasRole(tx.actor, 'authorityOfficer');
  const office = hasRole(tx.actor, 'clerk', 'sharingOfficeHead');
  return [
    ...(office ? await ownTasks(tx) : []),
    ...(office ? await agreementTasks(tx) : []),
    ...(officer ? await extensionTasks(tx) : []),
    ...(officer ? await urgeTasks(tx) : []),
    ...(await demandTasks(tx)),
  ];
}
