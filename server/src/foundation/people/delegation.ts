import { addDays, startOfDay, type LocalDate } from '@tandem/calendar';
import { ruleParam } from '../statute/index.ts';
import { peopleError } from './errors.ts';
import type { GrantableRole, Person } from './person.ts';

/** While `from` is away, `to` may act in the role; both days are included. */
export interface Delegation {
  id: string;
  departmentId: string;
  from: { id: string; name: string };
  to: { id: string; name: string };
  role: GrantableRole;
  startsOn: LocalDate;
  endsOn: LocalDate;
  reason: string;
  filedBy: string;
  filedAt: string;
  endedAt: string | null;
  endedBy: string | null;
}

export interface DelegationStatement {
  fromPersonId: string;
  toPersonId: string;
  role: GrantableRole;
  startsOn: LocalDate;
  endsOn: LocalDate;
  reason: string;
}

/** @throws AppError PEOPLE_DELEGATION_SELF, PEOPLE_DELEGATION_OTHER_DEPARTMENT, PEOPLE_DEACTIVATED */
export function assertCanStandIn(from: Person, to: Person): void {
  if (from.id === to.id) throw peopleError('PEOPLE_DELEGATION_SELF');
  if (from.departmentId !== to.departmentId) throw peopleError('PEOPLE_DELEGATION_OTHER_DEPARTMENT');
  if (!from.active || !to.active) throw peopleError('PEOPLE_DEACTIVATED');
}

/** @throws AppError PEOPLE_DELEGATION_PERIOD: ends before it starts, is over already, or lasts too long */
export function assertPeriod(period: { startsOn: LocalDate; endsOn: LocalDate }, today: LocalDate): void {
  const limit = ruleParam('platform.delegation', 'longestDays');
  const lastDay = addDays(period.startsOn, limit - 1);
  if (period.endsOn >= period.startsOn && period.endsOn >= today && period.endsOn <= lastDay) return;
  throw peopleError('PEOPLE_DELEGATION_PERIOD', {
    params: { limit },
    rule: 'platform.delegation',
    errors: [{ field: '/endsOn', code: 'PEOPLE_DELEGATION_PERIOD', params: { limit } }],
  });
}

export function isInForce(delegation: Delegation, today: LocalDate): boolean {
  return delegation.endedAt === null && delegation.startsOn <= today && today <= delegation.endsOn;
}

/** The first moment in which the delegation no longer counts. */
export function endOf(delegation: Delegation): Date {
  return startOfDay(addDays(delegation.endsOn, 1));
}
