import { SMALLEST_KEPT, type ColumnProfile, type HashKey } from '@tandem/tabular';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Dataset } from './dataset.ts';
import { findDataset } from './dataset-store.ts';
import { dropHashes, findHashesOf, listLoadsOf, type ColumnHashes, type PastLoad } from './import-store.ts';

type Profiled = { source: string; type: string; profile: ColumnProfile };

/** Columns with fewer different values are lists of words: the same ones say nothing about the rows. */
const FROM_VALUES = 64;
const MOST_COLUMNS = 64;
/** Of columns that no entry is found by. */
const KEPT_ASIDE = 256;
const PERSONAL = new Set(['residentId', 'phone']);

/** Shorter codes are serial numbers, the same everywhere. */
const CODE_LENGTH = 12;

function isNameOrCode(pattern: string): boolean {
  if (/[汉…]/.test(pattern)) return true;
  return pattern.replace(/.\{(\d+)\}/g, (_, times) => 'X'.repeat(Number(times))).length >= CODE_LENGTH;
}

/** A thing may stand in a row for each day of a month; what stands in more is a word that many have. */
const ROWS_OF_ONE = 32;

/** Names and codes that tell things apart: whoever holds the same ones holds rows of the same things. */
function isTelling({ type, profile }: Profiled): boolean {
  if (type !== 'text' && type !== 'creditCode') return false;
  const named = profile.patterns.filter(({ text }) => type === 'creditCode' || isNameOrCode(text));
  const count = (counted: ColumnProfile['patterns']) => counted.reduce((sum, one) => sum + one.count, 0);
  const tellsApart = profile.distinct >= FROM_VALUES && ROWS_OF_ONE * profile.distinct >= profile.filled;
  return tellsApart && 2 * count(named) >= count(profile.patterns);
}

/** The installation's secret that hashes begin with as files are read; for jobs alone. */
export async function getSampleKey(tx: Tx): Promise<HashKey> {
  const result = await tx.client.query<{ key: Buffer }>('select imports.sample_key() as key');
  const key = result.rows[0]?.key;
  if (!key) throw new Error('no key of samples');
  return { a: key.readInt32BE(0), b: key.readInt32BE(4) };
}

/** Takes the hashes out of what was found in columns: they are kept apart, where no answer is made from. */
export function splitHashes<C extends Profiled>(
  columns: readonly C[],
): { columns: C[]; hashes: ColumnHashes } {
  const kept = columns
    .filter(({ type, profile }) => profile.distinct >= FROM_VALUES && !PERSONAL.has(type))
    .slice(0, MOST_COLUMNS);
  const hashes = Object.fromEntries(
    kept.flatMap((column): [string, number[]][] => {
      const { smallest = [] } = column.profile;
      return [[column.source, smallest.slice(0, isTelling(column) ? SMALLEST_KEPT : KEPT_ASIDE)]];
    }),
  );
  const stripped = columns.map((column) => {
    const profile = { ...column.profile };
    delete profile.smallest;
    return { ...column, profile };
  });
  return { columns: stripped, hashes };
}

/** A sample of the values of one column, by target. */
export interface ValueSketch {
  item: string;
  telling: boolean;
  /** Rising; of all values, or of those up to the last. */
  hashes: number[];
  whole: boolean;
}

function sketchOf(column: Profiled & { target: string }, hashes: ColumnHashes): ValueSketch[] {
  const smallest = hashes[column.source] ?? [];
  if (smallest.length < FROM_VALUES) return [];
  const whole = smallest.length >= column.profile.distinct;
  return [{ item: column.target, telling: isTelling(column), hashes: smallest, whole }];
}

/** The sample of all values of both: up to where both are known. */
function joined(a: ValueSketch, b: ValueSketch): ValueSketch {
  const reach = Math.min(...[a, b].map(({ whole, hashes }) => (whole ? Infinity : (hashes.at(-1) ?? 0))));
  const all = [...new Set([...a.hashes, ...b.hashes])]
    .filter((hash) => hash <= reach)
    .toSorted((x, y) => x - y);
  const hashes = all.slice(0, SMALLEST_KEPT);
  return {
    ...a,
    telling: a.telling && b.telling,
    hashes,
    whole: a.whole && b.whole && hashes.length === all.length,
  };
}

/** Of columns whose values are known to be those of persons, nothing. */
function sketchesOfLoads(loads: readonly PastLoad[]): ValueSketch[] {
  const closed = new Set(
    loads.flatMap(({ plan }) => plan.columns.filter((one) => one.personal).map((one) => one.target)),
  );
  const found = new Map<string, ValueSketch>();
  for (const { columns, hashes } of loads)
    for (const sketch of columns.flatMap((column) => sketchOf(column, hashes ?? {}))) {
      const before = found.get(sketch.item);
      if (!closed.has(sketch.item)) found.set(sketch.item, before ? joined(before, sketch) : sketch);
    }
  return [...found.values()];
}

/** The values of an own entry's rows, or, where it has none, of the file that it is compiled from. */
export async function sketchesOf(
  tx: Tx,
  own: { resourceId?: string | undefined; importId?: string | null | undefined },
): Promise<ValueSketch[]> {
  const served = own.resourceId === undefined ? undefined : await findDataset(tx, own.resourceId);
  if (served && served.providerId === tx.actor.departmentId)
    return sketchesOfLoads(await listLoadsOf(tx, served.versionId));
  const inspected = own.importId ? await findHashesOf(tx, own.importId) : undefined;
  return inspected ? sketchesOfLoads([inspected]) : [];
}

/** A hash less its lower half: where the sample ends, without the value that it ends with. */
const rounded = (hash: number) => hash - (hash % 2 ** 21);

/** Keeps samples of the values of open items, for other departments' entries to be compared with, and none of others. */
export async function saveSketches(
  tx: Tx,
  dataset: Dataset,
  given: { loads: readonly PastLoad[]; open: ReadonlySet<string> },
): Promise<void> {
  const { loads, open } = given;
  const sketches = sketchesOfLoads(loads)
    .filter(({ item }) => open.has(item))
    .map(({ item, telling, hashes, whole }) => ({
      item,
      telling,
      hashes,
      reach: whole ? null : rounded(hashes.at(-1) ?? 0),
    }));
  await tx.client.query('select imports.keep_sketches($1, $2, $3)', [
    dataset.resourceId,
    dataset.providerId,
    JSON.stringify(sketches),
  ]);
  const closed = loads.flatMap(({ columns }) => columns.filter(({ target }) => !open.has(target)));
  await dropHashes(
    tx,
    dataset.versionId,
    closed.map(({ source }) => source),
  );
}

export async function forgetSketches(tx: Tx, resourceId: string, items: readonly string[]): Promise<void> {
  await tx.client.query('select imports.forget_sketches($1, $2)', [resourceId, items]);
}

/** Of own values, so many are looked for and compared. */
const SOUGHT = 64;
const SOUGHT_COLUMNS = 8;
const COMPARED = 256;
const COMPARED_COLUMNS = 40;

/** Entries of other departments with rows of the same things, by values alone; at most `most`, likest first. */
export async function findHolders(tx: Tx, mine: readonly ValueSketch[], most: number): Promise<string[]> {
  const telling = mine.filter((sketch) => sketch.telling).slice(0, SOUGHT_COLUMNS);
  if (telling.length === 0) return [];
  const given = telling.map(({ hashes }, n) => ({ n, hashes: hashes.slice(0, SOUGHT) }));
  const result = await tx.client.query<{ id: string }>(
    'select id from imports.find_holders($1, $2) as found (id)',
    [JSON.stringify(given), most],
  );
  return result.rows.map(({ id }) => id);
}

/** Two columns that hold the same values. */
export interface SameValues {
  item: string;
  otherItem: string;
  /** Both hold names or codes that tell things apart. */
  telling: boolean;
  /** Roughly how many of the own values the other has: from 0.5, in steps of 0.05, at most 0.95. */
  share: number;
}

/** Items of other departments' entries that hold the same values, by entry. Bounded by the entries asked for. */
export async function compareValues(
  tx: Tx,
  mine: readonly ValueSketch[],
  resourceIds: readonly string[],
): Promise<Map<string, SameValues[]>> {
  const compared = mine.toSorted((a, b) => Number(b.telling) - Number(a.telling)).slice(0, COMPARED_COLUMNS);
  const found = new Map<string, SameValues[]>();
  if (compared.length === 0 || resourceIds.length === 0) return found;
  const given = compared.map(({ hashes }, n) => ({ n, hashes: hashes.slice(0, COMPARED) }));
  const result = await tx.client.query<{
    resource_id: string;
    item: string;
    telling: boolean;
    n: number;
    share: number;
  }>('select resource_id, item, telling, n, share from imports.compare_values($1, $2)', [
    JSON.stringify(given),
    resourceIds,
  ]);
  for (const { resource_id: id, item: otherItem, telling, n, share } of result.rows) {
    const own = compared[n];
    if (!own) continue;
    const pair = { item: own.item, otherItem, telling: telling && own.telling, share };
    found.set(id, [...(found.get(id) ?? []), pair]);
  }
  return found;
}
