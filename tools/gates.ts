import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';

/** One thing that must hold before a change lands, checked by one or more commands that exit 0. */
export interface Gate {
  name: string;
  commands: (root: string) => string[][];
}

const HOME = dirname(import.meta.dirname);
const installed = (path: string) => join(HOME, 'node_modules', path);
const tool = (name: string) => join(HOME, 'tools', name);

/** All gates but the tests. Each can be pointed at another folder, which is how they are tested themselves. */
export const gates: readonly Gate[] = [
  { name: 'lock file', commands: (root) => [[tool('lock-file.ts'), root]] },
  {
    name: 'types',
    commands: (root) =>
      ['tsconfig.json', 'web/tsconfig.json'].map((project) => [
        installed('typescript-native/bin/tsc'),
        '-p',
        join(root, project),
      ]),
  },
  {
    name: 'format',
    commands: () => [[installed('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']],
  },
  { name: 'lint', commands: () => [[installed('oxlint/bin/oxlint'), '--type-aware', '--quiet']] },
  { name: 'boundaries', commands: (root) => [[tool('boundaries.ts'), root]] },
  { name: 'SQL ownership', commands: (root) => [[tool('sql-ownership.ts'), root]] },
  {
    name: 'dead code',
    commands: () => [[installed('knip/bin/knip.js'), '--no-progress']],
  },
  { name: 'statute', commands: (root) => [[tool('statute.ts'), '--root', root]] },
  { name: 'drift', commands: (root) => [[tool('generate.ts'), '--check', '--against', root]] },
];

export interface GateResult {
  passed: boolean;
  output: string;
  seconds: number;
}

/** Runs a gate's commands on `root`, all of them even when one fails. */
export async function runGate(gate: Gate, root: string): Promise<GateResult> {
  const began = performance.now();
  const results = [];
  for (const command of gate.commands(root)) results.push(await run(command, root));
  return {
    passed: results.length > 0 && results.every(({ code }) => code === 0),
    output: results.map(({ output }) => output).join(''),
    seconds: (performance.now() - began) / 1000,
  };
}

async function run(parameters: string[], cwd: string): Promise<{ code: number; output: string }> {
  const child = spawn(process.execPath, parameters, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.on('error', reject);
  child.on('close', (code) => resolve(code ?? 1));
  return { code: await promise, output };
}
