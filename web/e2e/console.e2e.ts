import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { conditionTests } from './conditions.ts';
import { handTests } from './hands.ts';
import { clockJourney } from './journey-clock.ts';
import { shareJourney } from './journey-share.ts';
import { shellTests } from './shell.ts';
import { startConsole, type ConsoleRun } from './start-console.ts';

let run: ConsoleRun;

beforeAll(async () => {
  run = await startConsole();
});
afterAll(() => run?.stop());
beforeEach(({ onTestFailed, task }) => {
  onTestFailed(() => run.photograph(task.name));
});

describe('the console', () => shellTests(() => run));
describe('the console under other conditions', () => conditionTests(() => run));
describe('the console under hands', () => handTests(() => run));
describe('J1, sharing', () => {
  stopAtFirstFailure();
  shareJourney(() => run);
});
describe('J2, the clock', () => {
  stopAtFirstFailure();
  clockJourney(() => run);
});

/** What stands on a step that failed says nothing of its own. */
function stopAtFirstFailure(): void {
  let failed: string | undefined;
  beforeEach(({ skip, onTestFailed, task }) => {
    skip(failed !== undefined, `stands on: ${failed}`);
    onTestFailed(() => {
      failed = task.name;
    });
  });
}
