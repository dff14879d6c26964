import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.ts';
import { phase } from './terminal.ts';
import { buildWeb, webState } from './web-build.ts';

export interface TestCount {
  passed: number;
  failed: number;
}

/** vitest's JSON report, as far as it is read. */
interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

/** Narrowed runs that name neither browser tests nor their files need no browser. */
const needsBrowser = (parameters: readonly string[]): boolean =>
  parameters.length === 0 || parameters.some((parameter) => /e2e|^(--project=)?browser$/.test(parameter));

/**
 * Runs all vitest projects, or what `parameters` narrow them to (they go to vitest as they are).
 * A file that can't even be loaded counts as one failure, and so does a run without any test.
 */
export async function runTests(root: string, parameters: readonly string[]): Promise<TestCount> {
  if (needsBrowser(parameters)) {
    ensureBrowser();
    if (webState(root) === 'stale') await phase('SETUP_PHASE_WEB', () => buildWeb(root));
  }
  const folder = await mkdtemp(join(tmpdir(), 'tandem-test-'));
  const reportFile = join(folder, 'report.json');
  try {
    const code = await runVitest(root, reportFile, parameters);
    return count(await readReport(reportFile), code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runVitest(root: string, reportFile: string, parameters: readonly string[]): Promise<number> {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const vitest = join(root, 'node_modules/vitest/dist/cli.js');
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...parameters], {
    cwd: root,
    stdio: 'inherit',
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', reject);
  child.on('exit', (code) => resolve(code ?? 1));
  return promise;
}

async function readReport(reportFile: string): Promise<Report | undefined> {
  try {
    return JSON.parse(await readFile(reportFile, 'utf8')) as Report;
  } catch {
    return undefined; // vitest ended before it could write one
  }
}

function count(report: Report | undefined, code: number): TestCount {
  if (!report) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests;
  const failed = report.numFailedTests;
  const brokeElsewhere = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: brokeElsewhere ? Math.max(1, report.numFailedTestSuites) : failed };
}
