/**
 * `npm run conformance:sql -- [--cases N] [--seed N]`: generated decisions as Spark SQL, run by a local Spark, against the
 * engine. README.md says what it needs. Exit code 0: the same results, or no Spark here; 1: a difference.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { asTexts, differences, questionsOf } from './compare-results.ts';
import { cases, thoroughCase } from './generate-cases.ts';

type Answer = (string | null)[][] | { error: string };

const PYTHON = process.env['PYTHON'] ?? 'python3';

/** What is missing for running Spark here; undefined if nothing is. */
function missing(): string | undefined {
  if (spawnSync('java', ['-version']).status !== 0) return 'there is no Java here';
  const found = spawnSync(PYTHON, ['-c', 'import pyspark']).status === 0;
  return found ? undefined : `${PYTHON} has no pyspark (pip install pyspark; PYTHON names another Python)`;
}

function ask(questions: readonly object[]): Answer[] {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-spark-'));
  const [source, target] = [join(folder, 'questions.json'), join(folder, 'answers.json')];
  try {
    writeFileSync(source, JSON.stringify(questions));
    const program = join(import.meta.dirname, 'run_spark.py');
    const { status, stderr } = spawnSync(PYTHON, [program, source, target], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`run_spark.py ended with ${String(status)}\n${stderr}`);
    return JSON.parse(readFileSync(target, 'utf8')) as Answer[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function main(): void {
  const { values } = parseArgs({
    options: { cases: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
  });
  const lack = missing();
  if (lack !== undefined) {
    console.log(`Spark SQL was not run: ${lack}.`);
    return;
  }
  const generated = fc.sample(cases, { numRuns: Number(values.cases), seed: Number(values.seed) });
  const asked = [thoroughCase, ...generated].flatMap((one) => {
    const { model, questions } = questionsOf(one, 'spark');
    return questions.map((question) => ({ model, question }));
  });
  const answers = ask(asked.map(({ question }) => ({ ...question, text: asTexts(question, 'spark') })));
  let different = 0;
  for (const [index, { model, question }] of asked.entries()) {
    const answer = answers[index] ?? [];
    const found = Array.isArray(answer) ? differences(model, question, answer) : [answer.error];
    if (found.length === 0) continue;
    different += 1;
    console.log(`${found.join('\n')}\n${question.sql}\n`);
  }
  console.log(JSON.stringify({ asked: asked.length, different }));
  process.exitCode = different === 0 ? 0 : 1;
}

main();
