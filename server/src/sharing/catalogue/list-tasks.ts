import { listClocks, type ClockView } from '../../foundation/clocks/index.ts';
import { hasRole, type Actor } from '../../platform/identity/actor.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Task, TaskAction } from '../inbox/index.ts';
import type { Cause } from './draft-store.ts';
import type { ShareClass } from './entry-content.ts';
import { isOwnWork } from './guard-draft.ts';
import { listAskedExtensions } from './update-case-store.ts';
import type { DraftState } from './workflow.ts';

interface WaitingRow {
  resourceId: string;
  title: string;
  shareClass: ShareClass | null;
  state: DraftState;
  intent: 'publish' | 'withdraw';
  cause: Cause;
  version: number;
  providerId: string;
  providerName: string;
  authorityId: string;
  authorityName: string;
  code: string | null;
  since: Date;
  writtenBy: string[];
  filedBy: string | null;
  filedFor: string | null;
  consentedBy: string | null;
  consentedFor: string | null;
}

/** More than these wait on no desk at once; the list page has the rest. */
const MOST = 200;

/** Changes in one of `states`; row-level security keeps those of others away. */
async function listWaiting(
  tx: Tx,
  states: readonly DraftState[],
  side: 'provider' | 'authority',
): Promise<WaitingRow[]> {
  const result = await tx.client.query<WaitingRow>(
    `select d.resource_id as "resourceId", d.content ->> 'title' as title, d.content ->> 'shareClass' as "shareClass",
       d.state, d.intent, d.cause, d.version, r.provider_id as "providerId", r.provider_short_name as "providerName",
       r.authority_id as "authorityId", r.authority_name as "authorityName", r.code,
       coalesce(d.consented_at, d.filed_at, d.updated_at) as since, d.written_by as "writtenBy",
       d.filed_by as "filedBy", d.filed_for as "filedFor", d.consented_by as "consentedBy", d.consented_for as "consentedFor"
     from catalogue.draft d join catalogue.resource r on r.id = d.resource_id
     where d.state = any ($1) and case when $2 = 'provider' then d.provider_id else d.authority_id end = $3
     order by since limit ${MOST}`,
    [states, side, tx.actor.departmentId ?? null],
  );
  return result.rows;
}

const act = (resourceId: string, verb: string) => `/api/v1/catalogue/resources/${resourceId}/${verb}`;

function giveBack(row: WaitingRow): TaskAction {
  return {
    id: 'return',
    label: 'catalogue.action.return',
    consequence: { key: 'catalogue.consequence.return', params: { provider: row.providerName } },
    key: 'R',
    method: 'POST',
    path: act(row.resourceId, 'return'),
    version: row.version,
    asks: [{ name: 'reason', label: 'catalogue.field.reason', kind: 'text', minLength: 4, max: 500 }],
  };
}

/** Who had a hand in it may give it back, but not approve. */
function answers(actor: Actor, row: WaitingRow, approve: TaskAction): TaskAction[] {
  return isOwnWork(actor, row) ? [giveBack(row)] : [approve, giveBack(row)];
}

function consentActions(actor: Actor, row: WaitingRow): TaskAction[] {
  const consent: TaskAction = {
    id: 'consent',
    label: 'catalogue.action.consent',
    consequence: { key: 'catalogue.consequence.consent', params: { authority: row.authorityName } },
    key: 'A',
    method: 'POST',
    path: act(row.resourceId, 'consent'),
    version: row.version,
    asks: [],
  };
  return answers(actor, row, consent);
}

function reviewActions(actor: Actor, row: WaitingRow): TaskAction[] {
  const withdrawing = row.intent === 'withdraw';
  const publish: TaskAction = {
    id: 'publish',
    label: withdrawing ? 'catalogue.action.withdraw' : 'catalogue.action.publish',
    consequence: {
      key: withdrawing ? 'catalogue.consequence.withdraw' : 'catalogue.consequence.publish',
      params: {},
    },
    key: 'A',
    method: 'POST',
    path: act(row.resourceId, 'publish'),
    version: row.version,
    asks: [],
  };
  return answers(actor, row, publish);
}

type Desk = 'consent' | 'review' | 'returned' | 'update';

const HREF: Readonly<Record<Desk, (id: string) => string>> = {
  consent: (id) => `/catalogue/${id}/review`,
  review: (id) => `/catalogue/${id}/review`,
  returned: (id) => `/catalogue/${id}/compile`,
  update: (id) => `/catalogue/${id}/compile`,
};

function toTask(row: WaitingRow, desk: Desk, clock: ClockView | undefined, actions: TaskAction[]): Task {
  const withdrawing = row.intent === 'withdraw' ? 'Withdrawal' : '';
  return {
    id: `${row.resourceId}:catalogue.${desk}`,
    kind: `task.catalogue.${desk}${desk === 'update' ? '' : withdrawing}`,
    title: row.title,
    ...(row.code === null ? {} : { number: row.code }),
    from: { id: row.providerId, name: row.providerName },
    to: { id: row.authorityId, name: row.authorityName },
    ...(row.shareClass === null ? {} : { shareClass: row.shareClass }),
    ...(clock ? { clock } : {}),
    since: row.since.toISOString(),
    href: HREF[desk](row.resourceId),
    consequence: { key: `catalogue.unattended.${desk}`, params: {} },
    actions,
  };
}

async function clocksOf(tx: Tx, rows: readonly WaitingRow[], kind: string): Promise<Map<string, ClockView>> {
  if (rows.length === 0) return new Map();
  const ids = rows.map((row) => row.resourceId);
  const page = await listClocks(tx, { subjectIds: ids, openOnly: true, limit: 2 * MOST });
  return new Map(page.items.filter((clock) => clock.kind === kind).map((clock) => [clock.subjectId, clock]));
}

async function extensionTasks(tx: Tx): Promise<Task[]> {
  const cases = (await listAskedExtensions(tx)).filter((open) => open.authorityId === tx.actor.departmentId);
  const page =
    cases.length === 0
      ? { items: [] }
      : await listClocks(tx, {
          subjectIds: cases.map((open) => open.resourceId),
          openOnly: true,
          limit: 2 * MOST,
        });
  return cases.map((open): Task => {
    const clock = page.items.find(({ id }) => id === open.clockId);
    const answer = (granted: boolean): TaskAction => ({
      id: granted ? 'grant' : 'refuse',
      label: granted ? 'catalogue.action.grantExtension' : 'catalogue.action.refuseExtension',
      consequence: {
        key: granted ? 'catalogue.consequence.grantExtension' : 'catalogue.consequence.refuseExtension',
        params: {},
      },
      key: granted ? 'A' : 'R',
      method: 'POST',
      path: act(open.resourceId, 'extension-decision'),
      body: { granted },
      asks: [{ name: 'reason', label: 'catalogue.field.reason', kind: 'text', minLength: 4, max: 500 }],
    });
    return {
      id: `${open.resourceId}:catalogue.extension`,
      kind: 'task.catalogue.extension',
      title: open.resourceTitle,
      from: { id: open.providerId, name: open.providerName },
      ...(clock ? { clock } : {}),
      since: (open.extensionAskedAt ?? open.openedAt).toISOString(),
      href: `/catalogue/${open.resourceId}`,
      consequence: { key: 'catalogue.unattended.extension', params: { reason: open.extensionReason ?? '' } },
      actions: clock?.state === 'late' ? [answer(false)] : [answer(true), answer(false)],
    };
  });
}

/** What waits for the actor in the catalogue: consent, review, extensions, what came back, what must be updated. */
export async function listTasks(tx: Tx): Promise<Task[]> {
  const tasks: Task[] = [];
  if (hasRole(tx.actor, 'departmentHead')) {
    const rows = await listWaiting(tx, ['awaitingConsent'], 'provider');
    const clocks = await clocksOf(tx, rows, 'catalogue.update');
    tasks.push(
      ...rows.map((row) => toTask(row, 'consent', clocks.get(row.resourceId), consentActions(tx.actor, row))),
    );
  }
  if (hasRole(tx.actor, 'authorityOfficer')) {
    const rows = await listWaiting(tx, ['awaitingReview'], 'authority');
    const clocks = await clocksOf(tx, rows, 'catalogue.review');
    tasks.push(
      ...rows.map((row) => toTask(row, 'review', clocks.get(row.resourceId), reviewActions(tx.actor, row))),
    );
    tasks.push(...(await extensionTasks(tx)));
  }
  if (hasRole(tx.actor, 'clerk', 'sharingOfficeHead')) {
    const rows = await listWaiting(tx, ['returned', 'draft'], 'provider');
    const clocks = await clocksOf(tx, rows, 'catalogue.update');
    const mine = rows.filter((row) => row.state === 'returned' || clocks.has(row.resourceId));
    tasks.push(
      ...mine.map((row) =>
        toTask(row, row.state === 'returned' ? 'returned' : 'update', clocks.get(row.resourceId), []),
      ),
    );
  }
  return tasks;
}
