/**
 * Runs a technology compatibility kit for DMN against the decision engine.
 *
 *   npm run conformance:dmn -- --suite DIR [--json] [--backend closures|source] [--folder TEXT]
 *
 * The last line is one JSON object: `{"cases", "passed", "byLevel", "failed"}`; without --json a table comes before it.
 * Exit code 0 when every case passed, 1 when some did not, 2 when there is no such kit.
 */
import { globSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runSuite, type Score } from './run-suite.ts';

const USAGE =
  '用法 usage: npm run conformance:dmn -- --suite DIR [--json] [--backend closures|source] [--folder TEXT]\n';

function printTable({ cases, passed, byLevel, failed }: Score): void {
  for (const { folder, file, case: id, result, expected, actual } of failed)
    process.stdout.write(
      `FAILED ${folder}/${file} ${id} ${result}\n  expected ${expected}\n  actual   ${actual}\n`,
    );
  console.table({ ...byLevel, all: { cases, passed } });
}

function main(): number {
  const { values } = parseArgs({
    options: {
      suite: { type: 'string' },
      json: { type: 'boolean' },
      backend: { type: 'string', default: 'source' },
      folder: { type: 'string' },
    },
  });
  const { suite, backend, folder } = values;
  const isKit = suite !== undefined && globSync('*/*/*.dmn', { cwd: suite }).length > 0;
  if (!isKit || (backend !== 'closures' && backend !== 'source')) {
    process.stderr.write(USAGE);
    return 2;
  }
  const score = runSuite({ suite, backEnd: backend, folder });
  if (!values.json) printTable(score);
  process.stdout.write(`${JSON.stringify(score)}\n`);
  return score.passed === score.cases ? 0 : 1;
}

process.exitCode = main();
