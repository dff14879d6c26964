import { loadDemoCity, openDemoCity, type DemoAccount } from '../demo/load.ts';
import { playJourneys, type JourneyStep } from '../demo/play.ts';
import { bothLanguages, phase, say, sayPlain } from './terminal.ts';

/**
 * The city and, the first time, journey J1 through the public API; what broke off is done by the next start.
 * Returns the accounts to sign in with.
 */
export async function bringUpDemoCity(url: string, ownerUrl: string): Promise<DemoAccount[]> {
  const { opened, accounts } = await phase('SETUP_PHASE_CITY', ({ progress }) =>
    loadDemoCity({
      url,
      ownerUrl,
      onStep: (steps) => progress(bothLanguages('SETUP_CITY_STEPS', { steps })),
    }),
  );
  if (!opened && accounts.length > 0) {
    await playFirstJourney(url);
    await openDemoCity(ownerUrl);
  }
  return accounts;
}

async function playFirstJourney(url: string): Promise<void> {
  const complete = await phase('SETUP_PHASE_JOURNEY', ({ note }) =>
    playJourneys({ url, journeys: ['J1'], onStep: (step) => note(describeStep(step)) }),
  );
  if (!complete) say('SETUP_JOURNEY_INCOMPLETE');
}

function describeStep(step: JourneyStep): string {
  const days =
    step.workingDays === undefined
      ? ''
      : `  ${bothLanguages('SETUP_WORKING_DAYS', { days: step.workingDays })}`;
  const ledger = step.ledgerIndex === null ? '' : `  #${step.ledgerIndex}`;
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
