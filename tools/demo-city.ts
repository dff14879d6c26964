import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

export interface DemoAccount {
  login: string;
  password: string;
  name: string;
  department: string;
  role: string;
}

/** What `demo/load.ts` and `demo/play.ts` export. */
export interface DemoCity {
  /** Loads the city unless it is there; `loaded` is true when this call did it. */
  loadDemoCity(options: {
    url: string;
    ownerUrl: string;
  }): Promise<{ loaded: boolean; accounts: DemoAccount[] }>;
  playJourneys(options: {
    url: string;
    journeys: string[];
    onStep: (step: JourneyStep) => void;
  }): Promise<unknown>;
}

async function findDemoCity(root: string): Promise<DemoCity | undefined> {
  const [load, play] = ['demo/load.ts', 'demo/play.ts'].map((file) => join(root, file));
  if (!load || !play || !existsSync(load) || !existsSync(play)) return undefined;
  const [loadModule, playModule] = await Promise.all([
    import(pathToFileURL(load).href) as Promise<Pick<DemoCity, 'loadDemoCity'>>,
    import(pathToFileURL(play).href) as Promise<Pick<DemoCity, 'playJourneys'>>,
  ]);
  return { loadDemoCity: loadModule.loadDemoCity, playJourneys: playModule.playJourneys };
}

/** The city and, the first time, journey J1 through the public API. Returns the accounts to sign in with. */
export async function bringUpDemoCity(root: string, url: string, ownerUrl: string): Promise<DemoAccount[]> {
  const city = await findDemoCity(root);
  if (!city) return [];
  const { loaded, accounts } = await phase('SETUP_PHASE_CITY', () => city.loadDemoCity({ url, ownerUrl }));
  if (loaded) {
    const steps: JourneyStep[] = [];
    await phase('SETUP_PHASE_JOURNEY', () =>
      city.playJourneys({ url, journeys: ['J1'], onStep: (step) => steps.push(step) }),
    );
    for (const step of steps) sayPlain(`    ${describeStep(step)}`);
  }
  return accounts;
}

export function describeStep(step: JourneyStep): string {
  const ledger = typeof step.ledgerIndex === 'number' ? `  #${step.ledgerIndex}` : '';
  const days = typeof step.workingDays === 'number' ? `  ${step.workingDays} 个工作日 WD` : '';
  return `${step.ok ? '✓' : '✗'} ${step.actor}  ${step.step}  ${step.status}${days}${ledger}`;
}

export function listAccounts(accounts: readonly DemoAccount[]): void {
  if (accounts.length === 0) return;
  sayPlain(`\n${bothLanguages('SETUP_ACCOUNTS')}`);
  for (const { login, password, name, department, role } of accounts) {
    sayPlain(`  ${login.padEnd(20)} ${password.padEnd(22)} ${name}  ${department}  ${role}`);
  }
}
