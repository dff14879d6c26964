/**
 * `npm run check`: all that CI gates. `-- --no-tests` leaves the tests out, `-- lint types` runs gates by name.
 * Runs every gate even when one fails; ends with the sum of gates and tests.
 */
import { dirname } from 'node:path';
import { explain } from './explain.ts';
import { gates, runGate, type Gate } from './gates.ts';
import { runTests, type TestCount } from './test-run.ts';

const ROOT = dirname(import.meta.dirname);
const parameters = process.argv.slice(2);
const names = parameters.filter((parameter) => !parameter.startsWith('--'));

async function passes(gate: Gate): Promise<boolean> {
  const { passed, output, seconds } = await runGate(gate, ROOT);
  console.log(`${passed ? '✓' : '✗'} ${gate.name}  ${seconds.toFixed(1)} s`);
  if (!passed) console.log(output.trimEnd());
  return passed;
}

async function test(): Promise<TestCount> {
  try {
    return await runTests(ROOT, []);
  } catch (error) {
    explain(error);
    return { passed: 0, failed: 1 };
  }
}

const unknown = names.filter((name) => !gates.some((gate) => gate.name === name));
if (unknown.length > 0) {
  console.log(
    `no gate is called ${unknown.join(', ')}; there are: ${gates.map(({ name }) => name).join(', ')}`,
  );
  process.exit(1);
}

let passed = 0;
let failed = 0;
for (const gate of gates) {
  if (names.length > 0 && !names.includes(gate.name)) continue;
  if (await passes(gate)) passed += 1;
  else failed += 1;
}
if (names.length === 0 && !parameters.includes('--no-tests')) {
  const tests = await test();
  passed += tests.passed;
  failed += tests.failed;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
