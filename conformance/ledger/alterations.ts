import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createEntry,
  createNoteSigner,
  EMPTY_TREE,
  formatEntryBundle,
  integrate,
  parseEntryBundle,
  rootOf,
  signCheckpoint,
} from '@tandem/ledger';
import { conformanceSigner, exampleEntry, type GeneratedLog } from './generate-log.ts';

/** A file that is made wrong for one run of the verifier. */
export interface Alteration {
  name: string;
  path: string;
  alter(content: Uint8Array): Uint8Array;
}

/** Puts the wrong content in place while `work` runs, and the right one back. */
export async function withAlteration<T>({ path, alter }: Alteration, work: () => Promise<T>): Promise<T> {
  const content = readFileSync(path);
  writeFileSync(path, alter(content));
  try {
    return await work();
  } finally {
    writeFileSync(path, content);
  }
}

/** Bytes of a file, spread evenly, each to be changed by one bit. */
function flips(path: string, name: string, count: number): Alteration[] {
  const { length } = readFileSync(path);
  const places = Math.min(count, length);
  return Array.from({ length: places }, (_, i) => {
    const at = Math.floor((length * i) / places);
    return {
      name: `${name}: byte ${at} flipped`,
      path,
      alter: (bytes) => bytes.with(at, (bytes[at] ?? 0) ^ (1 << (i % 8))),
    };
  });
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const bytes = (content: string) => new TextEncoder().encode(content);

/** A log that takes an entry back: a tree with another first entry, of the same size, signed with the right key. */
function forkOf(size: number): string {
  const entries = Array.from({ length: size }, (_, i) => createEntry(exampleEntry(i === 0 ? 999_999 : i)));
  const root = rootOf(integrate(EMPTY_TREE, entries).state);
  return signCheckpoint({ origin: conformanceSigner.name, size, root }, [conformanceSigner]);
}

function dishonestLogs(log: GeneratedLog, sizes: readonly number[]): Alteration[] {
  const head = join(log.prefix, 'checkpoint');
  const stranger = createNoteSigner(conformanceSigner.name, new Uint8Array(32).fill(78));
  const root = new Uint8Array(32);
  const older = sizes.filter((size) => size < (sizes.at(-1) ?? 0));
  return [
    ...older.map((size) => ({
      name: `history rewritten after the checkpoint of ${size}`,
      path: join(log.checkpoints, String(size)),
      alter: () => bytes(forkOf(size)),
    })),
    {
      name: 'checkpoint signed by a stranger in the log’s name',
      path: head,
      alter: () => bytes(signCheckpoint({ origin: conformanceSigner.name, size: 1, root }, [stranger])),
    },
    {
      name: 'checkpoint of a tree that the tiles do not make',
      path: head,
      alter: () =>
        bytes(
          signCheckpoint({ origin: conformanceSigner.name, size: sizes.at(-1) ?? 0, root }, [
            conformanceSigner,
          ]),
        ),
    },
    {
      name: 'checkpoint of another log',
      path: head,
      alter: (content) => bytes(text(content).replaceAll(conformanceSigner.name, 'other.example/ledger')),
    },
  ];
}

function wrongEntries(log: GeneratedLog): Alteration[] {
  const path = join(log.prefix, 'tile/entries/000');
  const changed = (change: (entries: Uint8Array[]) => Uint8Array[]) => (bundle: Uint8Array) =>
    formatEntryBundle(change(parseEntryBundle(bundle, 256)));
  return [
    { name: 'two entries swapped', path, alter: changed(([a, b, ...rest]) => [b!, a!, ...rest]) },
    { name: 'an entry left out', path, alter: changed((entries) => entries.slice(1)) },
    {
      name: 'an entry put in',
      path,
      alter: changed((entries) => [...entries, createEntry(exampleEntry(999_999))]),
    },
    { name: 'a bundle cut short', path, alter: (bundle) => bundle.slice(0, -1) },
  ];
}

interface ProofsFile {
  inclusion: { index: number; size: number; proof: string[] }[];
  consistency: { oldSize: number; size: number; proof: string[] }[];
}

function wrongProofs(log: GeneratedLog): Alteration[] {
  const changed = (change: (proofs: ProofsFile) => void) => (content: Uint8Array) => {
    const proofs: ProofsFile = JSON.parse(text(content));
    change(proofs);
    return bytes(JSON.stringify(proofs));
  };
  const otherHash = Buffer.alloc(32).toString('base64');
  const longest = <P extends { proof: string[] }>(list: P[]) =>
    list.toSorted((a, b) => b.proof.length - a.proof.length)[0]!;
  const on = (name: string, change: (proofs: ProofsFile) => void) => ({
    name,
    path: log.proofs,
    alter: changed(change),
  });
  return [
    on('inclusion proof: a hash replaced', ({ inclusion }) =>
      longest(inclusion).proof.splice(0, 1, otherHash),
    ),
    on('inclusion proof: a hash left out', ({ inclusion }) => longest(inclusion).proof.shift()),
    on('inclusion proof: a hash put in', ({ inclusion }) => longest(inclusion).proof.push(otherHash)),
    on('inclusion proof: another index', ({ inclusion }) => (longest(inclusion).index ^= 1)),
    on('consistency proof: a hash replaced', ({ consistency }) =>
      longest(consistency).proof.splice(0, 1, otherHash),
    ),
    on('consistency proof: a hash left out', ({ consistency }) => longest(consistency).proof.pop()),
    on('consistency proof: a hash put in', ({ consistency }) =>
      longest(consistency).proof.unshift(otherHash),
    ),
  ];
}

/** Everything that a log, its host or its messenger could do wrong; each must be refused. */
export function alterationsOf(log: GeneratedLog, sizes: readonly number[]): Alteration[] {
  const receipt = join(log.receipts, '2.tlog-proof');
  return [
    ...dishonestLogs(log, sizes),
    ...wrongEntries(log),
    ...wrongProofs(log),
    ...flips(join(log.prefix, 'checkpoint'), 'checkpoint', 400),
    ...flips(receipt, 'receipt', 200),
    ...log.resources
      .filter((path) => path !== 'checkpoint')
      .flatMap((path) => flips(join(log.prefix, path), path, 8)),
  ];
}
