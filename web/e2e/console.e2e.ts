import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { clockJourney } from './journey-clock.ts';
import { shareJourney } from './journey-share.ts';
import { shellTests } from './shell.ts';
import { startConsole, type ConsoleRun } from './start-console.ts';

let run: ConsoleRun;

beforeAll(async () => {
  run = await startConsole();
}, 240_000);
afterAll(() => run?.stop());
beforeEach(({ onTestFailed, task }) => {
  onTestFailed(() => run.photograph(task.name));
});

describe('the console', () => shellTests(() => run));
describe('J1, sharing', () => shareJourney(() => run));
describe('J2, the clock', () => clockJourney(() => run));
