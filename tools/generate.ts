/**
 * `npm run generate`: what is derived from other files. `-- --check` writes nothing and fails on drift
 * (`--against DIR`: of the files below DIR).
 *   migrations      → server/src/platform/database/database.generated.ts
 *   routes' schemas → docs/openapi.json → web/src/generated/api.ts
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { readConfig } from '../server/src/platform/config/config.ts';
import { createLog } from '../server/src/platform/log/log.ts';
import { startServer } from '../server/src/main.ts';
import { joinTestCluster, onDatabase, ownerOf } from '../server/test/test-cluster.ts';

const ROOT = join(import.meta.dirname, '..');
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);

interface Output {
  /** Path from the root. */
  file: string;
  draft: string;
}

function databaseTypes(ownerUrl: string, draft: string): void {
  const options = [
    '--dialect',
    'postgres',
    '--url',
    ownerUrl,
    '--default-schema',
    'platform',
    '--out-file',
    draft,
  ];
  const shape = [
    '--date-parser',
    'string',
    '--exclude-pattern',
    '(pgboss|hosted|public).*',
    '--log-level',
    'error',
  ];
  const mapping = ['--type-mapping', JSON.stringify({ int8: 'number' })];
  execFileSync(process.execPath, [bin('kysely-codegen'), ...options, ...shape, ...mapping], {
    stdio: 'inherit',
  });
}

async function apiDocument(urls: { ownerUrl: string; appUrl: string }, draft: string): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-generate-'));
  const config = readConfig({
    DATABASE_URL: urls.ownerUrl,
    TANDEM_APP_DATABASE_URL: urls.appUrl,
    TANDEM_DATA_DIR: dataDir,
    TANDEM_PUBLIC_URL: 'http://localhost:8090',
    PORT: '0',
  });
  const server = await startServer(config, createLog('silent'));
  try {
    const answer = await fetch(`${server.url}/api/openapi.json`);
    writeFileSync(draft, `${JSON.stringify(await answer.json(), null, 1)}\n`);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function clientTypes(document: string, draft: string): void {
  const tool = join(ROOT, 'tools/openapi/node_modules/.bin/openapi-typescript');
  execFileSync(process.execPath, [tool, document, '--output', draft, '--alphabetize'], { stdio: 'pipe' });
}

function settle(outputs: Output[], check: boolean, target: string): boolean {
  const drifted = outputs.filter(({ file, draft }) => {
    const path = join(target, file);
    return !existsSync(path) || readFileSync(path, 'utf8') !== readFileSync(draft, 'utf8');
  });
  for (const { file, draft } of drifted) {
    console.log(
      check ? `drift: ${file} does not follow from its sources; run npm run generate` : `wrote ${file}`,
    );
    if (check) continue;
    mkdirSync(dirname(join(target, file)), { recursive: true });
    copyFileSync(draft, join(target, file));
  }
  return drifted.length === 0;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function generate(check: boolean, target: string): Promise<boolean> {
  const drafts = mkdtempSync(join(tmpdir(), 'tandem-drafts-'));
  const testCluster = await joinTestCluster();
  const name = `tandem_generate_${process.pid}`;
  try {
    await onServer(
      testCluster.adminUrl,
      `create database ${name} template ${testCluster.template} owner ${ownerOf(testCluster.ownerUrl)}`,
    );
    const outputs = [
      { file: 'server/src/platform/database/database.generated.ts', draft: join(drafts, 'database.ts') },
      { file: 'docs/openapi.json', draft: join(drafts, 'openapi.json') },
      { file: 'web/src/generated/api.ts', draft: join(drafts, 'api.ts') },
    ] as const;
    databaseTypes(onDatabase(testCluster.ownerUrl, testCluster.template), outputs[0].draft);
    const urls = {
      ownerUrl: onDatabase(testCluster.ownerUrl, name),
      appUrl: onDatabase(testCluster.appUrl, name),
    };
    await apiDocument(urls, outputs[1].draft);
    clientTypes(outputs[1].draft, outputs[2].draft);
    return settle([...outputs], check, target);
  } finally {
    await onServer(testCluster.adminUrl, `drop database if exists ${name} with (force)`);
    await testCluster.leave();
    rmSync(drafts, { recursive: true, force: true });
  }
}

const check = process.argv.includes('--check');
const { against } = parseArgs({ strict: false, options: { against: { type: 'string' } } }).values;
const clean = await generate(check, typeof against === 'string' ? against : ROOT);
process.exitCode = check && !clean ? 1 : 0;
