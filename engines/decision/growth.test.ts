import { describe, expect, it } from 'vitest';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { GROWING } from './test/growth.ts';
import { OPERATIONS } from './test/grow.ts';

/** Enough for what grows with the third power, or takes room for rules times columns, to be missed by whoever waits. */
const PARTS = 700;

describe('models that grow in any direction', () => {
  it.concurrent.each(Object.keys(OPERATIONS))(
    'end in a value or a code within bounded room: %s',
    async (operation) => {
      const script = fileURLToPath(new URL('./test/run-growth.ts', import.meta.url));
      const { stdout } = await promisify(execFile)(
        process.execPath,
        ['--max-old-space-size=512', script, operation, String(PARTS)],
        { timeout: 120_000 },
      );
      const outcomes = JSON.parse(stdout) as [string, string][];
      expect(outcomes.map(([shape]) => shape)).toEqual(Object.keys(GROWING));
      expect(outcomes.filter(([, outcome]) => !/^(done|[A-Z]+(_[A-Z]+)*)$/.test(outcome))).toEqual([]);
    },
    130_000,
  );
});
