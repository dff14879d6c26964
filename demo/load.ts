import { localDateOf } from '@tandem/calendar';
import { DEMO_PASSWORD } from '../server/src/platform/identity/index.ts';
import { applications } from './applications.ts';
import { DEPARTMENTS } from './city.ts';
import { CityClock } from './clock.ts';
import { AWAITING_REVIEW, ENTRIES } from './entries.ts';
import { foundCity } from './found-city.ts';
import { hostData } from './host-data.ts';
import { DEMANDS, demandData } from './missing-data.ts';
import { nameSources } from './name-sources.ts';
import { publishEntry } from './publish-entries.ts';
import { Sessions } from './session.ts';
import { shareData } from './share-data.ts';
import { useData } from './use-data.ts';
import { daysAgo, heldBackMs, liveThrough, workingMoment } from './timeline.ts';

export interface DemoAccount {
  login: string;
  password: string;
  name: string;
  department: string;
  role: string;
}

/** The city's past begins this many days before the present. */
const PAST_DAYS = 150;

/** Departments whose programs call the exchange, and for how many days back. */
const CALLERS = ['tax', 'civil', 'fund', 'housing', 'market'] as const;
const USE_DAYS = 21;

/** The authority named sources so many days back, once all entries were announced. */
const SOURCES_DAYS = 90;

export function demoAccounts(): DemoAccount[] {
  return DEPARTMENTS.flatMap((department) =>
    department.people.map(({ login, name, role }) => ({
      login,
      password: DEMO_PASSWORD,
      name,
      department: department.shortName,
      role,
    })),
  );
}

function appUrlOf(ownerUrl: string): string {
  const url = new URL(ownerUrl);
  url.searchParams.set('options', '-c role=tandem_app');
  return url.href;
}

export interface LoadOptions {
  url: string;
  ownerUrl: string;
  onStep?: (steps: number) => void;
  /** The present to which the past leads, where the load begins with this call. */
  now?: Date;
}

/**
 * Loads the demonstration city unless it is there: founds it, then lives through its past by the public API, months
 * in some seconds. Each step is repeatable, so that a load that broke off goes on where it stood, also on another day. `opened`: what a city
 * opens with was played, as `openDemoCity` notes. A platform in use that is no demonstration city is left alone.
 */
export async function loadDemoCity(
  options: LoadOptions,
): Promise<{ opened: boolean; accounts: DemoAccount[] }> {
  const { ownerUrl, now = new Date() } = options;
  const clock = new CityClock(ownerUrl);
  if (!(await clock.mayLoad())) return { opened: true, accounts: [] };
  const behindMs = heldBackMs(now);
  const present = new Date(now.getTime() - behindMs);
  const begin = workingMoment(daysAgo(present, PAST_DAYS), 1, 8);
  await foundCity({ ownerUrl, appUrl: appUrlOf(ownerUrl), from: begin, present });
  if (!(await clock.hasReached('loaded'))) {
    await liveThePast(options, clock, (await clock.present()) ?? present);
    await clock.catchUp(behindMs);
    await sweepNow(options.url);
    await clock.mark('loaded');
  }
  return { opened: await clock.hasReached('opened'), accounts: demoAccounts() };
}

/** What the city opens with was played: no start does so again. */
export async function openDemoCity(ownerUrl: string): Promise<void> {
  await new CityClock(ownerUrl).mark('opened');
}

/** What ran late while the past was lived stands in the inboxes from the first moment. */
async function sweepNow(url: string): Promise<void> {
  const operator = await new Sessions(url, DEMO_PASSWORD).as('data.operator');
  await operator.must('POST', '/api/v1/demo/clock', { body: { workingDays: 0 } });
}

async function liveThePast(
  { url, onStep = () => undefined }: LoadOptions,
  clock: CityClock,
  now: Date,
): Promise<void> {
  const sessions = new Sessions(url, DEMO_PASSWORD);
  const resources = new Map<string, string>();
  const entries = ENTRIES.map((entry) =>
    publishEntry(sessions, entry, {
      from: daysAgo(now, entry.monthsAgo * 30),
      onPublished: (resourceId) => resources.set(entry.title, resourceId),
    }),
  );
  let steps = 0;
  const count = () => onStep((steps += 1));
  const spring = workingMoment(daysAgo(now, 95), 0, 9);
  await liveThrough(entries, { clock, until: spring, onStep: count });
  const today = localDateOf(now);
  const plans = applications(today);
  await hostWhatIsAskedFor(sessions, plans, resources);
  const lives = plans.map((plan) => shareData(sessions, plan, (title) => resources.get(title)));
  const uses = CALLERS.map((department) =>
    useData(sessions, department, { from: daysAgo(now, USE_DAYS), days: USE_DAYS + 1 }),
  );
  const demands = DEMANDS.map((plan) => demandData(sessions, plan, today));
  const reviews = AWAITING_REVIEW.map((entry, index) =>
    publishEntry(sessions, entry, { from: daysAgo(now, 6 + 3 * index) }),
  );
  const sources = nameSources(sessions, {
    from: daysAgo(now, SOURCES_DAYS),
    resourceOf: (title) => resources.get(title),
  });
  await liveThrough([sources, ...lives, ...uses, ...demands, ...reviews], {
    clock,
    until: now,
    onStep: count,
  });
}

async function hostWhatIsAskedFor(
  sessions: Sessions,
  plans: ReturnType<typeof applications>,
  resources: ReadonlyMap<string, string>,
): Promise<void> {
  const asked = new Set(plans.map((plan) => plan.entry.title));
  const wanted = ENTRIES.filter((entry) => asked.has(entry.title) && resources.has(entry.title));
  await Promise.all(wanted.map((entry) => hostData(sessions, entry, resources.get(entry.title) ?? '')));
}
