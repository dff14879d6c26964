import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadDemoCity, type DemoAccount } from '../demo/load.ts';
import { bothLanguages, phase, sayPlain } from './terminal.ts';

/** One line of a journey, as `npm run demo -- --json` prints it. */
export interface JourneyStep {
  journey: string;
  step: string;
  actor: string;
  status: string;
  ledgerIndex?: number | null;
  workingDays?: number | null;
  ok: boolean;
}

/** What `demo/play.ts` exports. */
interface Journeys {
  playJourneys(options: {
    url: string;
    journeys: string[];
    onStep: (step: JourneyStep) => void;
  }): Promise<unknown>;
}

async function findJourneys(root: string): Promise<Journeys | undefined> {
  const path = join(root, 'demo/play.ts');
  return existsSync(path) ? ((await import(pathToFileURL(path).href)) as Journeys) : undefined;
}

/** The city and, the first time, journey J1 through the public API. Returns the accounts to sign in with. */
export async function bringUpDemoCity(root: string, url: string, ownerUrl: string): Promise<DemoAccount[]> {
  const { loaded, accounts } = await phase('SETUP_PHASE_CITY', ({ progress }) =>
    loadDemoCity({ url, ownerUrl, onStep: progress }),
  );
  const journeys = await findJourneys(root);
  if (loaded && journeys) {
    const steps: JourneyStep[] = [];
    await phase('SETUP_PHASE_JOURNEY', () =>
      journeys.playJourneys({ url, journeys: ['J1'], onStep: (step) => steps.push(step) }),
    );
    for (const step of steps) sayPlain(`    ${describeStep(step)}`);
  }
  return accounts;
}

function describeStep(step: JourneyStep): string {
  const ledger = typeof step.ledgerIndex === 'number' ? `  #${step.ledgerIndex}` : '';
  const days = typeof step.workingDays === 'number' ? `  ${step.workingDays} 个工作日 WD` : '';
  return `${step.ok ? '✓' : '✗'} ${step.actor}  ${step.step}  ${step.status}${days}${ledger}`;
}

/** One line for each department; the password once where all have the same. */
export function listAccounts(accounts: readonly DemoAccount[]): void {
  if (accounts.length === 0) return;
  const passwords = new Set(accounts.map(({ password }) => password));
  const shared = passwords.size === 1;
  sayPlain(
    `\n${bothLanguages('SETUP_ACCOUNTS')}${shared ? `  ${bothLanguages('SETUP_PASSWORD')}  ${[...passwords][0]}` : ''}`,
  );
  for (const [department, people] of Map.groupBy(accounts, (account) => account.department)) {
    const logins = people.map(({ login, password }) => (shared ? login : `${login} ${password}`).padEnd(18));
    sayPlain(`  ${logins.join(' ')} ${department}`);
  }
}
