import { listClocks, type ClockView } from '../../foundation/clocks/index.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Task, TaskAction } from '../inbox/index.ts';
import { AGREEMENT_COLUMNS, type AgreementRecord } from './agreement-store.ts';
import { renewalHorizon } from './expire-agreements.ts';

export type AgreementTaskKind =
  'confirm' | 'confirmRenewal' | 'renew' | 'rectify' | 'decideResume' | 'dispose';

/** `startsOn`: the day on which it would come into force now. */
type Waiting = AgreementRecord & { task: AgreementTaskKind; startsOn: string };

/*
 *  pending,   own side unconfirmed          → confirm         (head)
 *  inForce,   renewal open, own unconfirmed → confirmRenewal  (head)
 *  inForce,   term ends soon, no renewal    → renew           (requester)
 *  suspended, nothing reported              → rectify         (requester)
 *  suspended, reported                      → decideResume    (provider)
 *  ended,     not disposed of               → dispose         (requester)
 */
const WAITING = `
  with open as (
    select agreement_id, version, proposed_by, requester_confirmed_by, provider_confirmed_by
    from requests.agreement_version where effective_at is null and declined_at is null)
  select a.*, case
      when a.state = 'pending' then 'confirm'
      when a.state = 'inForce' and o.version is not null then 'confirmRenewal'
      when a.state = 'inForce' then 'renew'
      when a.state = 'suspended' and a.rectification is null then 'rectify'
      when a.state = 'suspended' then 'decideResume'
      else 'dispose' end as task
  from requests.agreement a left join open o on o.agreement_id = a.id
  where $1 in (a.requester_id, a.provider_id) and a.disposed_at is null and (
    (a.state in ('pending', 'inForce') and o.version is not null and $2 and (
      (a.requester_id = $1 and o.requester_confirmed_by is null) or
      (a.provider_id = $1 and o.provider_confirmed_by is null)) and o.proposed_by is distinct from $3)
    or (a.state = 'inForce' and o.version is null and a.requester_id = $1 and a.term_to between $4 and $5)
    or (a.state = 'suspended' and a.rectification is null and a.requester_id = $1)
    or (a.state = 'suspended' and a.rectification is not null and a.provider_id = $1 and a.suspended_by = 'provider' and $2)
    or (a.state in ('ended', 'expired') and a.requester_id = $1))
  order by a.id limit 300`;

async function listWaiting(tx: Tx): Promise<Waiting[]> {
  const { actor, today } = tx;
  const result = await tx.client.query<Waiting>(
    `select ${AGREEMENT_COLUMNS}, task, greatest(term_from, $4::date)::text as "startsOn" from (${WAITING}) waiting`,
    [
      actor.departmentId ?? null,
      actor.roles.includes('sharingOfficeHead'),
      actor.personId ?? null,
      today,
      renewalHorizon(today),
    ],
  );
  return result.rows;
}

const REASON = { name: 'reason', label: 'field.reason', kind: 'text', minLength: 2 } as const;

function action(
  agreement: Waiting,
  what: Pick<TaskAction, 'id' | 'key' | 'asks'> & { path: string },
): TaskAction {
  return {
    id: what.id,
    key: what.key,
    asks: what.asks,
    label: `action.agreement.${what.id}`,
    consequence: {
      key: `action.agreement.${what.id}.consequence`,
      params: {
        requester: agreement.requesterShortName,
        provider: agreement.providerShortName,
        from: agreement.startsOn,
      },
    },
    method: 'POST',
    path: `/api/v1/agreements/${agreement.id}/${what.path}`,
    version: agreement.rowVersion,
  };
}

function actionsOf(agreement: Waiting): TaskAction[] {
  switch (agreement.task) {
    case 'confirm':
      return [
        action(agreement, { id: 'confirm', key: 'A', path: 'confirm', asks: [] }),
        action(agreement, { id: 'decline', key: 'R', path: 'decline', asks: [REASON] }),
      ];
    case 'confirmRenewal':
      return [
        action(agreement, { id: 'confirmRenewal', key: 'A', path: 'renewal/confirm', asks: [] }),
        action(agreement, { id: 'declineRenewal', key: 'R', path: 'renewal/decline', asks: [REASON] }),
      ];
    case 'decideResume':
      return [
        action(agreement, {
          id: 'resume',
          key: 'A',
          path: 'resume',
          asks: [{ ...REASON, name: 'note', label: 'field.note' }],
        }),
        action(agreement, {
          id: 'terminate',
          key: 'T',
          path: 'terminate',
          asks: [{ ...REASON, minLength: 10 }],
        }),
      ];
    case 'renew':
    case 'rectify':
    case 'dispose':
      return [];
  }
}

function toTask(agreement: Waiting, clock: ClockView | undefined): Task {
  return {
    id: `agreement:${agreement.id}:${agreement.task}`,
    kind: `task.agreement.${agreement.task}`,
    title: agreement.resourceTitle,
    number: agreement.number,
    from: { id: agreement.requesterId, name: agreement.requesterShortName },
    to: { id: agreement.providerId, name: agreement.providerShortName },
    shareClass: agreement.shareClass,
    ...(clock ? { clock } : {}),
    since: agreement.updatedAt.toISOString(),
    href: `/agreements/${agreement.id}`,
    ...(agreement.task === 'renew'
      ? { consequence: { key: 'consequence.agreement.expires', params: { to: agreement.termTo } } }
      : {}),
    actions: actionsOf(agreement),
  };
}

/** Agreements that wait for the actor's department. */
export async function agreementTasks(tx: Tx): Promise<Task[]> {
  const waiting = await listWaiting(tx);
  const subjectIds = waiting.map((agreement) => agreement.id);
  const clocks =
    waiting.length === 0 ? [] : (await listClocks(tx, { subjectIds, openOnly: true, limit: 600 })).items;
  const bySubject = new Map(clocks.map((clock) => [clock.subjectId, clock]));
  return waiting.map((agreement) => toTask(agreement, bySubject.get(agreement.id)));
}
