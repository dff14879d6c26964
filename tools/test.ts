/** `npm test`: everything that the tests need, then all of them. Arguments narrow: `npm test -- server/src/sharing`. */
import { dirname } from 'node:path';
import { explain } from './explain.ts';
import { runTests } from './test-run.ts';

try {
  const { passed, failed } = await runTests(dirname(import.meta.dirname), process.argv.slice(2));
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  explain(error);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
}
