/**
 * A gate: which way the arrows run, by dependency-cruiser with the rules in .dependency-cruiser.mjs. That tool passes
 * in silence when it can't read TypeScript, so a run that misses sources or their imports is refused.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const FOLDERS = [
  'engines',
  'decision-workers',
  'messages',
  'sdk',
  'server/src',
  'server/test',
  'web/src',
  'web/e2e',
  'demo',
  'tools',
  'bench',
  'conformance',
];
const NOT_CRUISED = /(^|\/)(node_modules|dist|generated)\//;

interface Cruise {
  modules: { source: string; dependencies: unknown[] }[];
  summary: { violations: { rule: { name: string; severity: string }; from: string; to: string }[] };
}

function cruise(root: string, folders: string[]): Cruise {
  const tool = join(dirname(import.meta.dirname), 'node_modules/.bin/depcruise');
  const flags = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  try {
    const text = execFileSync(process.execPath, [tool, ...flags, ...folders], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 200_000_000,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    return JSON.parse(text) as Cruise;
  } catch (error) {
    // It exits with the number of violations, having printed its report all the same.
    if (
      error instanceof Error &&
      'stdout' in error &&
      typeof error.stdout === 'string' &&
      error.stdout.startsWith('{')
    ) {
      return JSON.parse(error.stdout) as Cruise;
    }
    throw error;
  }
}

function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .filter((path) => !NOT_CRUISED.test(path));
}

/** What is wrong with the arrows below `root`, one sentence each; empty when nothing is. */
export function findBoundaryProblems(root: string): { problems: string[]; modules: number } {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { modules, summary } = cruise(root, folders);
  const seen = new Set(modules.map(({ source }) => source));
  const missed = folders.flatMap((folder) => sourcesIn(root, folder)).filter((path) => !seen.has(path));
  const imports = modules.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
  const problems = [
    ...summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
    ...(missed.length > 0 ? [`${missed.length} sources were not read, for example ${missed[0]}`] : []),
    ...(imports === 0
      ? ['no import was found anywhere: dependency-cruiser does not understand the sources']
      : []),
  ];
  return { problems, modules: modules.length };
}

function main(root: string): void {
  const { problems, modules } = findBoundaryProblems(root);
  for (const problem of problems) console.log(problem);
  console.log(`${modules} modules, ${problems.length} problems`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv[2] ?? dirname(import.meta.dirname));
}
