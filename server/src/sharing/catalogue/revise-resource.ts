import { extendClock, startClock } from '../../foundation/clocks/index.ts';
import { rule, ruleDays } from '../../foundation/statute/index.ts';
import type { Transact, Tx } from '../../platform/database/transaction.ts';
import { type Draft, findLockedDraft, lockDraft, restateCause } from './draft-store.ts';
import { catalogueError } from './errors.ts';
import { recordFiling } from './file-draft.ts';
import { assertAuthority, assertProvider } from './guard-draft.ts';
import { assertNotSamePerson } from '../../foundation/people/index.ts';
import { openChange } from './open-draft.ts';
import { recordAct } from './record-act.ts';
import { lockResource, type Resource } from './resource-store.ts';
import type { DraftVersion } from './save-draft.ts';
import {
  askExtension,
  decideExtension,
  findOpenCase,
  insertUpdateCase,
  lockOpenCase,
} from './update-case-store.ts';
import { getVersion, type Version } from './version-store.ts';
import { nextState } from './workflow.ts';

interface Announced {
  resource: Resource;
  current: Version;
  subject: { resourceId: string; providerId: string; authorityId: string };
}

/** The own department's announced entry, locked. @throws AppError CATALOGUE_WITHDRAWN, CATALOGUE_NOT_PROVIDER */
async function lockAnnounced(tx: Tx, resourceId: string): Promise<Announced> {
  const resource = await lockResource(tx, resourceId);
  const subject = { resourceId, providerId: resource.provider.id, authorityId: resource.authority.id };
  assertProvider(tx, subject);
  if (resource.publishedVersion === null) throw catalogueError('CATALOGUE_RESOURCE_NOT_FOUND');
  if (resource.withdrawnAt !== null) throw catalogueError('CATALOGUE_WITHDRAWN');
  return { resource, current: await getVersion(tx, resourceId, resource.publishedVersion), subject };
}

export interface ReviseInput {
  resourceId: string;
  cause: 'law' | 'decision' | 'duty' | 'other';
  /** Which law, which decision, which change of duties; for other causes, why. */
  basis: string;
}

/** The clock of Art 17: one that runs for the entry goes on. */
async function openCase(
  tx: Tx,
  { resource, current, subject }: Announced,
  input: ReviseInput,
): Promise<string | null> {
  const { cause, basis } = input;
  if (cause === 'other') return null;
  const running = await findOpenCase(tx, resource.id);
  if (running) return running.clockId;
  const clockId = await startClock(tx, {
    kind: 'catalogue.update',
    subjectId: resource.id,
    subjectTitle: current.content.title,
    departmentId: subject.providerId,
    counterpartId: subject.authorityId,
    ruleId: rule('17.update').id,
  });
  const names = { resourceTitle: current.content.title, providerName: resource.provider.name };
  await insertUpdateCase(tx, { ...subject, ...names, cause, basis, clockId });
  return clockId;
}

/** An unfiled change of another cause may become the one that Art 17 asks for, with all that was written. */
const mayTakeOver = (open: Draft, { cause }: ReviseInput) =>
  cause !== 'other' &&
  open.cause === 'other' &&
  open.intent === 'publish' &&
  nextState(open.state, 'edit') !== undefined;

/**
 * Opens the next version of an announced entry. When law, a State Council decision or duties changed, the
 * department's clock of Art 17 starts, also where a change of another cause is being written already.
 * @throws AppError CATALOGUE_REVISION_OPEN
 */
export async function reviseResource(transact: Transact, input: ReviseInput): Promise<DraftVersion> {
  return transact(async (tx) => {
    const open = await findLockedDraft(tx, input.resourceId);
    const announced = await lockAnnounced(tx, input.resourceId);
    if (open && !mayTakeOver(open, input)) throw catalogueError('CATALOGUE_REVISION_OPEN');
    const { subject, current } = announced;
    const upcomingVersion = current.number + 1;
    const updateClockId = await openCase(tx, announced, input);
    const stated = { cause: input.cause, causeBasis: input.basis, updateClockId };
    if (open) await restateCause(tx, open, stated);
    else {
      const content = { ...current.content, declared: false };
      await openChange(tx, { ...subject, intent: 'publish', ...stated, upcomingVersion, content });
    }
    await recordAct(tx, {
      subject,
      versionNumber: upcomingVersion,
      act: 'revisionOpened',
      reason: input.basis,
      details: { cause: input.cause },
    });
    return { resourceId: input.resourceId, version: open?.version ?? 1 };
  });
}

/** Files the withdrawal of an announced entry: it goes the same way as a new version, with its reason. */
export async function withdrawResource(
  transact: Transact,
  input: { resourceId: string; reason: string },
): Promise<DraftVersion> {
  return transact(async (tx) => {
    const { subject, current } = await lockAnnounced(tx, input.resourceId);
    const change = { ...subject, intent: 'withdraw', cause: 'other', causeBasis: input.reason } as const;
    await openChange(tx, { ...change, upcomingVersion: current.number + 1, content: current.content });
    return recordFiling(tx, await lockDraft(tx, input.resourceId, 1), null, []);
  });
}

/** Asks for 5 more working days (Art 17), before the limit is over, once. */
export async function askUpdateExtension(
  transact: Transact,
  input: { resourceId: string; reason: string },
): Promise<{ resourceId: string }> {
  return transact(async (tx) => {
    const open = await lockOpenCase(tx, input.resourceId);
    assertProvider(tx, open);
    if (open.extension !== 'none')
      throw catalogueError('CATALOGUE_EXTENSION_DECIDED', { rule: '17.update.extension' });
    await askExtension(tx, open.id, input.reason);
    await recordAct(tx, { subject: open, versionNumber: 0, act: 'extensionAsked', reason: input.reason });
    return { resourceId: input.resourceId };
  });
}

export interface DecideExtensionInput {
  resourceId: string;
  granted: boolean;
  reason: string;
}

/** The authority consents to an extension, or does not. @throws AppError CATALOGUE_EXTENSION_DECIDED, CLOCK_LAPSED */
export async function decideUpdateExtension(
  transact: Transact,
  input: DecideExtensionInput,
): Promise<{ resourceId: string; granted: boolean }> {
  const { resourceId, granted, reason } = input;
  return transact(async (tx) => {
    const open = await lockOpenCase(tx, resourceId);
    assertAuthority(tx, open);
    if (open.extension !== 'asked')
      throw catalogueError('CATALOGUE_EXTENSION_DECIDED', { rule: '17.update.extension' });
    assertNotSamePerson(tx, open.extensionAskedBy, open.extensionAskedFor);
    const workingDays = ruleDays('17.update.extension');
    if (granted) await extendClock(tx, open.clockId, { workingDays, maxWorkingDays: workingDays });
    await decideExtension(tx, open.id, { granted, reason });
    const act = granted ? 'extensionGranted' : 'extensionRefused';
    await recordAct(tx, {
      subject: open,
      versionNumber: 0,
      act,
      reason,
      details: granted ? { workingDays } : {},
    });
    return { resourceId, granted };
  });
}
