import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { assertVersion } from '../../platform/http/version.ts';
import { appendEntry, type EntryActOf } from '../../platform/ledger/index.ts';
import { assertNotOtherSide, assertNotSamePerson, withAuthors } from '../../foundation/people/index.ts';
import { findAuthorityFor, getDepartment } from '../../foundation/organizations/index.ts';
import { listHands } from '../catalogue/index.ts';
import { notify } from '../inbox/index.ts';
import {
  insertDemand,
  lockDemand,
  saveDemand,
  type DemandChange,
  type DemandRecord,
} from './demand-store.ts';
import { getRequestableResource } from './asked-resource.ts';
import { requestError } from './errors.ts';
import { actingPerson, type ActOn } from './open-request.ts';

export interface DemandInput {
  title: string;
  description: string;
  legalBasis: string;
  items: readonly string[];
}

export interface DemandResult {
  id: string;
  version: number;
  state: DemandRecord['state'];
  entryId: string;
}

async function recordDemand(tx: Tx, demand: DemandRecord, act: EntryActOf<'demand'>): Promise<DemandResult> {
  const { entryId } = await appendEntry(tx, {
    kind: `demand.${act}`,
    subject: `demand:${demand.id}`,
    payload: { title: demand.title, state: demand.state, provider: demand.providerId, note: demand.note },
    owners: [demand.requesterId, demand.authorityId, ...(demand.providerId ? [demand.providerId] : [])],
  });
  return { id: demand.id, version: demand.version, state: demand.state, entryId };
}

/** A department registers data that it needs for its duties and finds in no entry. */
export async function registerDemand(transact: Transact, input: DemandInput): Promise<DemandResult> {
  return transact(async (tx) => {
    const person = actingPerson(tx);
    const authority = await findAuthorityFor(tx, person.departmentId);
    if (!authority) throw requestError('REQUEST_AUTHORITY_MISSING');
    const { shortName } = await getDepartment(tx, person.departmentId);
    const by = { ...person, departmentName: shortName };
    const demand = await insertDemand(tx, { ...input, authorityId: authority.id, by });
    await notify(tx, {
      departmentId: authority.id,
      roles: ['authorityOfficer'],
      kind: 'notice.demand.registered',
      params: { title: demand.title, requester: demand.requesterName },
      href: `/requests/demands?demand=${demand.id}`,
    });
    return recordDemand(tx, demand, 'registered');
  });
}

type DemandSide = 'requester' | 'provider' | 'authority';

/** On which side the actor acts. @throws AppError REQUEST_NOT_YOUR_SIDE, PEOPLE_OTHER_SIDE to who acted for the authority */
function sideOf(tx: Tx, demand: DemandRecord, sides: readonly DemandSide[]): DemandSide {
  const { departmentId, roles } = tx.actor;
  const stands: Record<DemandSide, boolean> = {
    requester: departmentId === demand.requesterId,
    provider: departmentId === demand.providerId,
    authority: departmentId === demand.authorityId && roles.includes('authorityOfficer'),
  };
  const side = sides.find((one) => stands[one]);
  if (!side) throw requestError('REQUEST_NOT_YOUR_SIDE', { params: { side: sides[0] ?? '' } });
  if (departmentId !== demand.authorityId) assertNotOtherSide(tx, demand.authorityHands);
  return side;
}

interface DemandAct {
  act: EntryActOf<'demand'>;
  sides: readonly DemandSide[];
  from: readonly DemandRecord['state'][];
  change: (tx: Tx, demand: DemandRecord) => Promise<DemandChange>;
}

async function actOnDemand(transact: Transact, on: ActOn, act: DemandAct): Promise<DemandResult> {
  return transact(async (tx) => {
    const demand = await lockDemand(tx, on.id);
    const side = sideOf(tx, demand, act.sides);
    assertVersion(demand.version, on.version);
    if (!act.from.includes(demand.state))
      throw requestError('DEMAND_STATE', { params: { state: demand.state } });
    const change = await act.change(tx, demand);
    const authorityHands =
      side === 'authority' ? withAuthors(demand.authorityHands, tx.actor) : demand.authorityHands;
    const saved = await saveDemand(tx, demand, { ...change, authorityHands });
    const told = new Set([saved.requesterId, ...(saved.providerId ? [saved.providerId] : [])]);
    told.delete(tx.actor.departmentId ?? '');
    for (const departmentId of told) {
      await notify(tx, {
        departmentId,
        kind: `notice.demand.${act.act}`,
        params: { title: saved.title, provider: saved.providerName ?? '', note: saved.note },
        href: `/requests/demands?demand=${saved.id}`,
      });
    }
    return recordDemand(tx, saved, act.act);
  });
}

/** The authority names who shall compile and provide the data (Art 19's logic for data nobody lists yet). */
export async function designateProvider(
  transact: Transact,
  on: ActOn,
  input: { providerId: string; note: string },
): Promise<DemandResult> {
  return actOnDemand(transact, on, {
    act: 'designated',
    sides: ['authority'],
    from: ['open', 'designated'],
    change: async (tx, demand) => {
      assertNotSamePerson(tx, demand.registeredBy, demand.registeredFor);
      const provider = await getDepartment(tx, input.providerId);
      if (provider.id === demand.requesterId) throw requestError('REQUEST_OWN_RESOURCE');
      return {
        state: 'designated',
        providerId: provider.id,
        providerName: provider.shortName,
        note: input.note,
      };
    },
  });
}

/**
 * The data is in the catalogue now: the demand points to its entry.
 * @throws AppError PEOPLE_FILER_APPROVES, PEOPLE_OTHER_SIDE to who acted for another side, or at the authority on the entry
 */
export async function answerDemand(transact: Transact, on: ActOn, resourceId: string): Promise<DemandResult> {
  return actOnDemand(transact, on, {
    act: 'answered',
    sides: ['provider', 'authority'],
    from: ['open', 'designated'],
    change: async (tx, demand) => {
      assertNotSamePerson(tx, demand.registeredBy, demand.registeredFor);
      const resource = await getRequestableResource(tx, resourceId);
      const departmentId = resource.providerId;
      if (tx.actor.departmentId !== departmentId)
        assertNotOtherSide(tx, await listHands(tx, { resourceId, departmentId }));
      return { state: 'answered', resourceId, resourceTitle: resource.title };
    },
  });
}

/** The authority finds that nobody has to provide it, and says why. */
export async function declineDemand(transact: Transact, on: ActOn, note: string): Promise<DemandResult> {
  return actOnDemand(transact, on, {
    act: 'declined',
    sides: ['authority'],
    from: ['open', 'designated'],
    change: async (tx, demand) => {
      assertNotSamePerson(tx, demand.registeredBy, demand.registeredFor);
      return { state: 'declined', note };
    },
  });
}

export async function withdrawDemand(transact: Transact, on: ActOn, note: string): Promise<DemandResult> {
  return actOnDemand(transact, on, {
    act: 'withdrawn',
    sides: ['requester'],
    from: ['open', 'designated'],
    change: async () => ({ state: 'withdrawn', note }),
  });
}
