import { join } from 'node:path';
import { addDays } from '@tandem/calendar';
import { calendarRoutes, CLOCK_ERRORS, clockJobs, sweepClocks } from './foundation/clocks/index.ts';
import { divisionRoutes, DIVISIONS_ERRORS } from './foundation/divisions/index.ts';
import { departmentRoutes, ORGANIZATIONS_ERRORS } from './foundation/organizations/index.ts';
import { PEOPLE_ERRORS, peopleRoomRoutes } from './foundation/people/index.ts';
import { statuteRoutes } from './foundation/statute/index.ts';
import { assertDistinctCodes } from './platform/app-error.ts';
import { demoClockRoutes } from './platform/clock/demo-clock.ts';
import { transactAs, withTransaction } from './platform/database/transaction.ts';
import { openFolderStore } from './platform/files/file-store.ts';
import { fileJobs, type FindReferenced } from './platform/files/remove-unused.ts';
import { fileRoutes } from './platform/files/routes.ts';
import type { App } from './platform/http/app.ts';
import { idempotencyJobs } from './platform/http/idempotency-jobs.ts';
import { JOB } from './platform/identity/actor.ts';
import {
  hashSignedBodies,
  IDENTITY_ERRORS,
  identityJobs,
  oidcRoutes,
  ownAccountRoutes,
  type Identity,
} from './platform/identity/index.ts';
import { LEDGER_ERRORS, ledgerRoutes } from './platform/ledger/index.ts';
import type { Platform } from './platform/platform.ts';
import {
  EXCHANGE_ERRORS,
  exchangeJobs,
  exchangeRoutes,
  hostSandbox,
  openExchange,
  useOf,
} from './sharing/exchange/index.ts';
import * as requests from './sharing/requests/index.ts';
import { inboxRoutes } from './sharing/inbox/index.ts';
import {
  CATALOGUE_ERRORS,
  catalogueRoutes,
  englishTitlesOf,
  findAssessedPapers,
  findOwnItems,
  findPublishedResource,
  listTasks as catalogueTasks,
  pageTitles as cataloguePages,
  titlesOf,
  type FactsOf,
} from './sharing/catalogue/index.ts';
import { cockpitRoutes, dutyFigures } from './sharing/cockpit/index.ts';
import {
  compareValues,
  dataQualityOf,
  findHolders,
  findImportedFiles,
  findInspectedTable,
  forgetGuardedValues,
  IMPORT_ERRORS,
  importJobs,
  importRoutes,
  sketchesOf,
  valueProfilesOf,
  type FindTargetResource,
} from './sharing/imports/index.ts';

const ERROR_LISTS = [
  CATALOGUE_ERRORS,
  CLOCK_ERRORS,
  DIVISIONS_ERRORS,
  EXCHANGE_ERRORS,
  IDENTITY_ERRORS,
  IMPORT_ERRORS,
  LEDGER_ERRORS,
  ORGANIZATIONS_ERRORS,
  PEOPLE_ERRORS,
  requests.REQUEST_ERRORS,
];

/** Whoever refers to stored contents; what none of them knows is removed after a time. */
export const REFERENCES: readonly FindReferenced[] = [
  findAssessedPapers,
  findImportedFiles,
  requests.findAttached,
];

const USE_DAYS = 30;

/** What the other rooms know of a page of entries. */
const factsOf: FactsOf = async (tx, resources) => {
  const ids = resources.map(({ resourceId }) => resourceId);
  const data = await dataQualityOf(tx, ids);
  const use = await useOf(tx, ids, { from: addDays(tx.today, 1 - USE_DAYS), to: tx.today });
  const replies = await requests.replyTimesOf(tx, resources);
  return new Map(
    resources.map(({ resourceId, shareClass }) => [
      resourceId,
      {
        data: data.get(resourceId) ?? null,
        use: use.get(resourceId) ?? { calls: 0, departments: 0 },
        reply: replies.get(resourceId) ?? null,
        replyLimit: shareClass === 'withheld' ? null : requests.replyLimit(shareClass),
      },
    ]),
  );
};

/** The composition root's list of rooms: what each may call of the others is handed over here, and only here. */
export async function wireRooms(app: App, platform: Platform, identity: Identity): Promise<void> {
  assertDistinctCodes(ERROR_LISTS);
  await wireFoundation(app, platform, identity);
  await wireSharing(app, platform);
  await fileJobs(platform, REFERENCES);
}

async function wireFoundation(app: App, platform: Platform, identity: Identity): Promise<void> {
  hashSignedBodies(app);
  oidcRoutes(app, identity);
  ownAccountRoutes(app, identity);
  await identityJobs(platform);
  await idempotencyJobs(platform.jobs);
  fileRoutes(app, platform);
  ledgerRoutes(app);
  const listeners = [requests.requestClockListener];
  const asJob = transactAs(platform.database, JOB);
  demoClockRoutes(app, async () => {
    await sweepClocks(asJob, listeners);
    await requests.expireAgreements(asJob);
    await requests.sweepSupply(asJob);
    await asJob(hostSandbox);
  });
  calendarRoutes(app);
  statuteRoutes(app);
  divisionRoutes(app);
  departmentRoutes(app);
  peopleRoomRoutes(app, identity);
  await clockJobs(platform, listeners);
}

/** What follows from an announcement in other rooms: for those who share the entry, and for what is known of its rows. */
const followAnnouncement: typeof requests.followEntry = async (tx, resourceId, what) => {
  await requests.followEntry(tx, resourceId, what);
  const entry = await findPublishedResource(tx, resourceId);
  if (entry) await forgetGuardedValues(tx, resourceId, entry.items);
};

async function wireSharing(app: App, platform: Platform): Promise<void> {
  catalogueRoutes(app, {
    platform,
    profilesOf: valueProfilesOf,
    values: { sketchesOf, findHolders, compareValues },
    findImportedTable: findInspectedTable,
    factsOf,
    onAnnounced: followAnnouncement,
  });
  const imports = {
    platform,
    findResource: findOwnItems satisfies FindTargetResource,
    onServed: requests.followData,
    titlesOf,
    englishTitlesOf,
  };
  importRoutes(app, imports);
  await importJobs(imports);
  await wireRequests(app, platform);
  await wireExchange(app, platform);
  cockpitRoutes(app);
  inboxRoutes(app, {
    tasks: [catalogueTasks, requests.listTasks],
    figures: [requests.ownFigures, dutyFigures],
    titles: [cataloguePages, requests.pageTitles],
  });
}

async function wireRequests(app: App, platform: Platform): Promise<void> {
  requests.requestRoutes(app, { platform });
  requests.replyRoutes(app);
  requests.agreementRoutes(app);
  requests.demandRoutes(app);
  requests.standingConsentRoutes(app);
  await requests.requestJobs(platform);
}

async function wireExchange(app: App, platform: Platform): Promise<void> {
  const files = await openFolderStore(join(platform.config.dataDir, 'batches'));
  const exchange = openExchange(platform, { files, findTerms: requests.findAgreementTerms, englishTitlesOf });
  exchangeRoutes(app, exchange);
  await exchangeJobs(exchange);
  await withTransaction(platform.database, JOB, hostSandbox);
}
