/**
 * Lets an independent verifier, written in Go, judge logs that Tandem makes, or a running server.
 *
 *   node conformance/ledger/main.ts [--if-available]
 *   node conformance/ledger/main.ts --url https://host/ledger --key VKEY [--if-available]
 *
 * Prints what failed, `N passed, N failed`, and the counts as one JSON object in the last line.
 * Exit code 0 when all passed, 1 otherwise.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { alterationsOf, withAlteration } from './alterations.ts';
import { generateLog, type GeneratedLog } from './generate-log.ts';
import { buildVerifier, GoMissing, runVerifier, type Verdict } from './go-verifier.ts';

/** Grows over the edges of tiles of all three levels. */
const LARGE = [1, 2, 3, 255, 256, 257, 511, 512, 1000, 5000, 65_535, 65_536, 65_537, 70_000];
/** Small, so that the verifier can be asked hundreds of times. */
const SMALL = [1, 7, 256, 300, 600];

interface Score {
  passed: number;
  failed: number;
  accepted: Record<string, number | string>[];
  refusals: number;
}

function count(score: Score, name: string, good: boolean, verdict: Verdict): void {
  score[good ? 'passed' : 'failed']++;
  if (!good) process.stdout.write(`FAILED ${name}: ${JSON.stringify(verdict.said)}\n`);
}

async function mustAccept(
  score: Score,
  binary: string,
  name: string,
  flags: Record<string, string>,
): Promise<void> {
  const verdict = await runVerifier(binary, flags);
  count(score, name, verdict.accepted, verdict);
  if (verdict.accepted) score.accepted.push({ name, ...verdict.said });
}

function flagsFor({
  prefix,
  verifierKey,
  checkpoints,
  proofs,
  receipts,
}: GeneratedLog): Record<string, string> {
  return { log: prefix, key: verifierKey, checkpoints, proofs, receipts };
}

async function mustRefuseAlterations(score: Score, binary: string, log: GeneratedLog): Promise<void> {
  for (const alteration of alterationsOf(log, SMALL)) {
    const verdict = await withAlteration(alteration, () => runVerifier(binary, flagsFor(log)));
    count(score, alteration.name, !verdict.accepted, verdict);
    if (!verdict.accepted) score.refusals++;
  }
}

/** Serves a folder on a free port while `work` runs. */
async function overHttp<T>(folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((request, response) => {
    const path = join(folder, request.url ?? '/');
    const found = path.startsWith(folder) && statSync(path, { throwIfNoEntry: false })?.isFile();
    if (!found) return response.writeHead(404).end();
    return createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function judgeOurLogs(score: Score, binary: string, folder: string): Promise<void> {
  const large = await generateLog(join(folder, 'large'), LARGE);
  await mustAccept(score, binary, 'a log of 70,000 entries', flagsFor(large));
  const small = await generateLog(join(folder, 'small'), SMALL);
  await mustAccept(score, binary, 'a log of 600 entries', flagsFor(small));
  await overHttp(small.prefix, (url) =>
    mustAccept(score, binary, 'the same over HTTP', { ...flagsFor(small), log: url }),
  );
  await mustRefuseAlterations(score, binary, small);
  await mustAccept(score, binary, 'the small log again, unaltered', flagsFor(small));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { 'if-available': { type: 'boolean' }, url: { type: 'string' }, key: { type: 'string' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'tandem-conformance-ledger-'));
  try {
    const binary = buildVerifier(folder);
    const score: Score = { passed: 0, failed: 0, accepted: [], refusals: 0 };
    if (values.url === undefined) await judgeOurLogs(score, binary, folder);
    else await mustAccept(score, binary, values.url, { log: values.url, key: values.key ?? '' });
    const { accepted, passed, failed, refusals } = score;
    process.stdout.write(`${passed} passed, ${failed} failed\n`);
    process.stdout.write(
      `${JSON.stringify({ conformance: 'ledger', passed, failed, refusals, accepted })}\n`,
    );
    return failed === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof GoMissing)) throw error;
    return reportMissing(error.message, values['if-available'] === true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function reportMissing(what: string, mayBeMissing: boolean): number {
  if (mayBeMissing) {
    process.stdout.write(`skipped: ${what}\n`);
    return 0;
  }
  const remedy = 'apt-get install golang-go golang-golang-x-mod-dev';
  process.stderr.write(`本机没有 ${what}，无法独立验证。${what} is not installed: ${remedy}\n`);
  return 1;
}

process.exitCode = await main();
