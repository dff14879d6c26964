import type { Tx } from '../../platform/database/transaction.ts';
import { asJsonb } from './as-jsonb.ts';
import type { Dataset } from './dataset.ts';
import { listLoadsOf, type PastLoad } from './import-store.ts';
import type { TargetItem } from './target-resource.ts';
import { forgetSketches, saveSketches } from './value-sketches.ts';

/** What a column's values look like, without the values: enough to tell that two departments hold the same. */
export interface ColumnValueProfile {
  type: string;
  recognized?: string | undefined;
  /** Share of cells with a value, 0 to 1; absent in profiles made before it was kept. */
  filled?: number;
  patterns: { text: string; share: number }[];
  distinct: number;
  /** Its values are personal or graded high, and compared with nobody's. */
  guarded?: boolean;
}

const IDENTIFIERS = new Set(['creditCode', 'residentId', 'divisionCode', 'phone']);
const PERSONAL = new Set(['residentId', 'phone']);

type ReportedColumn = PastLoad['columns'][number];

/** From this grade on, and beyond the general level, a value that can be guessed is not kept in any form. */
const GUARDED_GRADE = 3;

function isGuarded({ personal, grade }: Pick<TargetItem, 'personal' | 'grade'>): boolean {
  return personal || grade === null || grade >= GUARDED_GRADE;
}

/** `guarded`: its values are known to be personal or graded high; identifiers of persons always are. */
export function profileOf(
  column: Pick<ReportedColumn, 'type' | 'profile'>,
  guarded: boolean,
): ColumnValueProfile {
  const { type, profile } = column;
  const sampled = Math.max(1, profile.patternsSampled);
  const cells = profile.filled + profile.empty;
  return {
    type,
    ...(IDENTIFIERS.has(type) ? { recognized: type } : {}),
    filled: cells === 0 ? 0 : profile.filled / cells,
    patterns: profile.patterns
      .slice(0, 10)
      .map(({ text, count }) => ({ text, share: Math.min(1, count / sampled) })),
    distinct: profile.distinct,
    ...(guarded || PERSONAL.has(type) ? { guarded: true } : {}),
  };
}

type CountedTexts = ReportedColumn['profile']['patterns'];

function added(a: CountedTexts, b: CountedTexts): CountedTexts {
  const counts = new Map(a.map(({ text, count }) => [text, count]));
  for (const { text, count } of b) counts.set(text, (counts.get(text) ?? 0) + count);
  return [...counts].map(([text, count]) => ({ text, count })).toSorted((x, y) => y.count - x.count);
}

/** One column as it came in several files. Different values are at least those of one file. */
function joined(a: ReportedColumn, b: ReportedColumn): ReportedColumn {
  const profile = {
    ...a.profile,
    filled: a.profile.filled + b.profile.filled,
    empty: a.profile.empty + b.profile.empty,
    distinct: Math.max(a.profile.distinct, b.profile.distinct),
    patterns: added(a.profile.patterns, b.profile.patterns),
    patternsSampled: a.profile.patternsSampled + b.profile.patternsSampled,
  };
  return { ...a, profile };
}

/** Columns of all loads by target; of one that another file had by another type, only the larger load's. */
function joinedColumns(loads: readonly PastLoad[]): Map<string, ReportedColumn> {
  const columns = new Map<string, ReportedColumn>();
  for (const column of loads.flatMap((load) => load.columns)) {
    const before = columns.get(column.target);
    if (before && before.type !== column.type) continue;
    columns.set(column.target, before ? joined(before, column) : column);
  }
  return columns;
}

/** Keeps what the whole of a version's rows look like, whatever number of files they came in. */
export async function saveValueProfile(
  tx: Tx,
  dataset: Dataset,
  items: readonly TargetItem[],
): Promise<void> {
  const { resourceId, providerId, versionId, ...rows } = dataset;
  const loads = await listLoadsOf(tx, versionId);
  if (loads.length === 0) return;
  const open = new Set(items.filter((item) => !isGuarded(item)).map((item) => item.name));
  for (const column of loads.flatMap(({ plan }) => plan.columns))
    if (column.personal) open.delete(column.target);
  const found = joinedColumns(loads);
  const columns = Object.fromEntries(
    rows.columns.flatMap(({ item, filled }) => {
      const column = found.get(item);
      if (!column) return [];
      const exact = filled === undefined || rows.rowCount === 0 ? {} : { filled: filled / rows.rowCount };
      return [[item, { ...profileOf(column, !open.has(item)), ...exact }]];
    }),
  );
  await tx.client.query(
    `insert into imports.value_profile (resource_id, provider_id, columns, profiled_at) values ($1, $2, $3, $4)
     on conflict (resource_id) do update set columns = excluded.columns, profiled_at = excluded.profiled_at`,
    [resourceId, providerId, asJsonb(columns), tx.now],
  );
  await saveSketches(tx, dataset, { loads, open });
}

/** An entry is announced anew: of items that are personal or graded high by now, no hashes are kept any more. */
export async function forgetGuardedValues(
  tx: Tx,
  resourceId: string,
  items: readonly Pick<TargetItem, 'name' | 'personal' | 'grade'>[],
): Promise<void> {
  const guarded = items.filter(isGuarded).map((item) => item.name);
  await tx.client.query(
    `update imports.value_profile set columns = (
       select jsonb_object_agg(key, case when key = any ($2) then value || '{"guarded": true}' else value end)
         from jsonb_each(columns))
     where resource_id = $1 and columns ?| $2`,
    [resourceId, guarded],
  );
  await forgetSketches(tx, resourceId, guarded);
}

/** Profiles by item name, for each of the resources that has data. */
export async function valueProfilesOf(
  tx: Tx,
  resourceIds: readonly string[],
): Promise<Map<string, Map<string, ColumnValueProfile>>> {
  const result = await tx.client.query<{ resource_id: string; columns: Record<string, ColumnValueProfile> }>(
    'select resource_id, columns from imports.value_profile where resource_id = any ($1)',
    [resourceIds],
  );
  return new Map(result.rows.map((row) => [row.resource_id, new Map(Object.entries(row.columns))]));
}
