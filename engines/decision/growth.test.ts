import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { GROWING } from './test/growth.ts';
import { OPERATIONS } from './test/grow.ts';

/** Enough for what grows with the third power, or takes room for rules times columns, to be missed by whoever waits. */
const PARTS = 700;

describe('models that grow in any direction', () => {
  it.each(Object.keys(OPERATIONS))(
    'end in a value or a code within bounded room: %s',
    (operation) => {
      const script = join(import.meta.dirname, 'test/run-growth.ts');
      const told = execFileSync(
        process.execPath,
        ['--max-old-space-size=512', script, operation, String(PARTS)],
        { encoding: 'utf8', timeout: 120_000 },
      );
      const outcomes = JSON.parse(told) as [string, string][];
      expect(outcomes.map(([shape]) => shape)).toEqual(Object.keys(GROWING));
      expect(outcomes.filter(([, outcome]) => !/^(done|[A-Z]+(_[A-Z]+)*)$/.test(outcome))).toEqual([]);
    },
    130_000,
  );
});
