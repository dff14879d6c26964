import { extendClock, startClock, stopClock } from '../../foundation/clocks/index.ts';
import { rule, ruleDays } from '../../foundation/statute/index.ts';
import { AppError } from '../../platform/app-error.ts';
import { hasRole, type Role } from '../../platform/identity/actor.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { lockDraft, markReturned, type Draft } from './draft-store.ts';
import { assertAct, assertAuthority, assertOneSide, assertProvider } from './guard-draft.ts';
import { recordAct } from './record-act.ts';
import type { DraftVersion } from './save-draft.ts';
import { findOpenCase, moveCaseClock } from './update-case-store.ts';

export interface ReturnInput {
  resourceId: string;
  expectedVersion: number;
  reason: string;
}

/** The department's limit of Art 17 was met by submitting; what comes back has the same limit again, with what
 * the authority consented to. */
async function restartUpdateClock(tx: Tx, draft: Draft): Promise<string | null> {
  const open = await findOpenCase(tx, draft.resourceId);
  if (!open) return null;
  const clockId = await startClock(tx, {
    kind: 'catalogue.update',
    subjectId: draft.resourceId,
    subjectTitle: draft.content.title,
    departmentId: draft.providerId,
    counterpartId: draft.authorityId,
    ruleId: rule('17.update').id,
  });
  const workingDays = ruleDays('17.update.extension');
  if (open.extension === 'granted')
    await extendClock(tx, clockId, { workingDays, maxWorkingDays: workingDays });
  await moveCaseClock(tx, open.id, clockId);
  return clockId;
}

async function giveBack(
  tx: Tx,
  draft: Draft,
  stage: 'head' | 'authority',
  reason: string,
): Promise<DraftVersion> {
  if (draft.reviewClockId) await stopClock(tx, draft.reviewClockId, 'returned');
  const updateClockId = stage === 'authority' ? await restartUpdateClock(tx, draft) : draft.updateClockId;
  const version = await markReturned(tx, draft.resourceId, {
    state: 'returned',
    stage,
    reason,
    updateClockId,
  });
  await recordAct(tx, {
    subject: draft,
    versionNumber: draft.upcomingVersion,
    act: 'returned',
    reason,
    details: { stage },
  });
  return { resourceId: draft.resourceId, version };
}

/** @throws AppError PLATFORM_ROLE_MISSING: the change waits for somebody else's decision */
function assertRole(tx: Tx, role: Role): void {
  if (!hasRole(tx.actor, role))
    throw new AppError({ code: 'PLATFORM_ROLE_MISSING', status: 403, params: { roles: role } });
}

/** Whoever is to decide, the department's head or the authority (Art 16), sends a change back with the reason. */
export async function returnDraft(transact: Transact, input: ReturnInput): Promise<DraftVersion> {
  return transact(async (tx) => {
    const draft = await lockDraft(tx, input.resourceId, input.expectedVersion);
    if (draft.state === 'awaitingReview') {
      assertAuthority(tx, draft);
      assertRole(tx, 'authorityOfficer');
      assertAct(draft, 'returnByAuthority');
      await assertOneSide(tx, draft);
      return giveBack(tx, draft, 'authority', input.reason);
    }
    assertProvider(tx, draft);
    assertRole(tx, 'departmentHead');
    assertAct(draft, 'returnByHead');
    return giveBack(tx, draft, 'head', input.reason);
  });
}
