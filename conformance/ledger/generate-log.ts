import { createHash, hash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  bundlesBetween,
  createEntry,
  createNoteSigner,
  EMPTY_TREE,
  formatEntryBundle,
  formatReceipt,
  formatTilePath,
  formatVerifierKey,
  integrate,
  proveConsistency,
  proveInclusion,
  rootOf,
  signCheckpoint,
  TILE_WIDTH,
  toBase64,
  type NewLedgerEntry,
  type Sha256,
  type TileReader,
} from '@tandem/ledger';

export interface GeneratedLog {
  /** `checkpoint` and `tile/…`, as a server would serve them. */
  prefix: string;
  /** The signed checkpoint of every size that the log went through, named by size. */
  checkpoints: string;
  /** Inclusion and consistency proofs between these sizes. */
  proofs: string;
  /** Receipts of some entries, every other one with its opening. */
  receipts: string;
  verifierKey: string;
  /** Paths below `prefix` that a log of the last size consists of. */
  resources: string[];
}

const SIGNER = createNoteSigner('conformance.tandem.example/ledger', new Uint8Array(32).fill(77));
const sha256: Sha256 = (bytes) => hash('sha256', bytes, 'buffer');

/** The signer under which the log was made, for tests that let the log itself misbehave. */
export const conformanceSigner = SIGNER;

export function exampleEntry(number: number): NewLedgerEntry {
  return {
    id: `0197a000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`,
    kind: number % 3 === 0 ? 'disclosure.answered' : 'request.consented',
    at: new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString(),
    department: number % 5 === 0 ? undefined : '11330100MB1234567X',
    payload: { number, 说明: '一致性测试', items: ['统一社会信用代码', '名称'] },
    salt: createHash('sha256').update(`salt ${number}`).digest(),
  };
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Lets a log grow through the given sizes and writes all it publishes, and what Tandem would prove about it. */
export async function generateLog(folder: string, sizes: readonly number[]): Promise<GeneratedLog> {
  const last = sizes.at(-1) ?? 0;
  const acts = Array.from({ length: last }, (_, number) => exampleEntry(number));
  const entries = acts.map((act) => createEntry(act, sha256));
  const prefix = join(folder, 'log');
  const tiles = new Map<string, Uint8Array>();
  let state = EMPTY_TREE;
  let checkpoint = '';
  for (const size of sizes) {
    const from = state.size;
    const step = integrate(state, entries.slice(from, size), sha256);
    state = step.state;
    for (const { tile, bytes } of step.tiles) tiles.set(formatTilePath(tile), bytes);
    for (const bundle of bundlesBetween(from, size)) {
      const start = bundle.number * TILE_WIDTH;
      write(
        join(prefix, formatTilePath(bundle)),
        formatEntryBundle(entries.slice(start, start + bundle.width)),
      );
    }
    checkpoint = signCheckpoint({ origin: SIGNER.name, size, root: rootOf(state, sha256) }, [SIGNER]);
    write(join(folder, 'checkpoints', String(size)), checkpoint);
  }
  for (const [path, bytes] of tiles) write(join(prefix, path), bytes);
  write(join(prefix, 'checkpoint'), checkpoint);
  const readTiles: TileReader = async (wanted) => wanted.map((tile) => tiles.get(formatTilePath(tile))!);
  write(join(folder, 'proofs.json'), JSON.stringify(await proveAll(sizes, readTiles)));
  for (const index of sampleIndexes(last)) {
    const hashes = await proveInclusion({ index, size: last }, readTiles, sha256);
    const opening = index % 2 === 0 ? { opening: acts[index]! } : {};
    const receipt = formatReceipt({ entry: entries[index]!, ...opening, index, hashes, checkpoint });
    write(join(folder, 'receipts', `${index}.tlog-proof`), receipt);
  }
  return {
    prefix,
    checkpoints: join(folder, 'checkpoints'),
    proofs: join(folder, 'proofs.json'),
    receipts: join(folder, 'receipts'),
    verifierKey: formatVerifierKey(SIGNER.verifierKey),
    resources: resourcesOf(last),
  };
}

function resourcesOf(size: number): string[] {
  const resources = ['checkpoint', ...bundlesBetween(0, size).map(formatTilePath)];
  for (let level = 0; Math.floor(size / TILE_WIDTH ** level) > 0; level++) {
    const count = Math.floor(size / TILE_WIDTH ** level);
    const tiles = bundlesBetween(0, count).map((bundle) => ({ ...bundle, level }));
    resources.push(...tiles.map(formatTilePath));
  }
  return resources;
}

/** The ends, the edges of the first tiles, and others spread over the log. */
function sampleIndexes(size: number): number[] {
  const wanted = [0, 1, 2, 254, 255, 256, 257, 65_535, 65_536, size - 2, size - 1];
  for (let i = 1; i < 40; i++) wanted.push(Math.floor((size * i) / 40));
  return [...new Set(wanted)].filter((index) => index >= 0 && index < size);
}

async function proveAll(sizes: readonly number[], readTiles: TileReader): Promise<object> {
  const inclusion: object[] = [];
  const consistency: object[] = [];
  for (const size of sizes) {
    for (const index of sampleIndexes(size)) {
      const proof = await proveInclusion({ index, size }, readTiles, sha256);
      inclusion.push({ index, size, proof: proof.map(toBase64) });
    }
    for (const oldSize of sizes.filter((other) => other <= size)) {
      const proof = await proveConsistency({ oldSize, size }, readTiles, sha256);
      consistency.push({ oldSize, size, proof: proof.map(toBase64) });
    }
  }
  return { inclusion, consistency };
}
