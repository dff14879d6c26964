import { createHmac } from 'node:crypto';
import type { ImportPlan, ImportReport } from '@tandem/tabular';
import type { Tx } from '../../platform/database/transaction.ts';
import { asJsonb } from './as-jsonb.ts';
import type { TargetItem } from './target-resource.ts';

/** What a column's values look like, without the values: enough to tell that two departments hold the same. */
export interface ColumnValueProfile {
  type: string;
  recognized?: string | undefined;
  /** Share of cells with a value, 0 to 1; absent in profiles made before it was kept. */
  filled?: number;
  patterns: { text: string; share: number }[];
  distinct: number;
  /** Keyed hashes of frequent values, comparable within this platform; none where these could tell of a person. */
  topHashes?: string[];
}

const IDENTIFIERS = new Set(['creditCode', 'residentId', 'divisionCode', 'phone']);
const PERSONAL = new Set(['residentId', 'phone']);
/** Not a secret: keeps the hashes of this table from matching hashes made elsewhere. */
const HASH_KEY = 'tandem/value-profile/v1';

function hashValue(value: string): string {
  return createHmac('sha256', HASH_KEY).update(value).digest('base64url').slice(0, 16);
}

type ReportedColumn = ImportReport['columns'][number];

/** From this grade on, and beyond the general level, a value that can be guessed is not kept in any form. */
const GUARDED_GRADE = 3;

function isGuarded({ personal, grade }: Pick<TargetItem, 'personal' | 'grade'>): boolean {
  return personal || grade === null || grade >= GUARDED_GRADE;
}

/** A frequent value names nobody only if many rows share it. */
const SHARED_BY_ROWS = 10;

/** `guarded`: its values are known to be personal or graded high; identifiers of persons always are. */
export function profileOf(
  column: Pick<ReportedColumn, 'type' | 'profile'>,
  guarded: boolean,
): ColumnValueProfile {
  const { type, profile } = column;
  const sampled = Math.max(1, profile.patternsSampled);
  const cells = profile.filled + profile.empty;
  const shared = profile.top.filter((value) => value.count >= SHARED_BY_ROWS);
  return {
    type,
    ...(IDENTIFIERS.has(type) ? { recognized: type } : {}),
    filled: cells === 0 ? 0 : profile.filled / cells,
    patterns: profile.patterns
      .slice(0, 10)
      .map(({ text, count }) => ({ text, share: Math.min(1, count / sampled) })),
    distinct: profile.distinct,
    ...(guarded || PERSONAL.has(type)
      ? {}
      : { topHashes: shared.slice(0, 20).map((value) => hashValue(value.text)) }),
  };
}

export async function saveValueProfile(
  tx: Tx,
  input: {
    resourceId: string;
    providerId: string;
    report: ImportReport;
    plan: ImportPlan;
    items: readonly TargetItem[];
  },
): Promise<void> {
  const open = new Set(input.items.filter((item) => !isGuarded(item)).map((item) => item.name));
  for (const column of input.plan.columns) if (column.personal) open.delete(column.target);
  const columns = Object.fromEntries(
    input.report.columns.map((column) => [column.target, profileOf(column, !open.has(column.target))]),
  );
  await tx.client.query(
    `insert into imports.value_profile (resource_id, provider_id, columns, profiled_at) values ($1, $2, $3, $4)
     on conflict (resource_id) do update set columns = excluded.columns, profiled_at = excluded.profiled_at`,
    [input.resourceId, input.providerId, asJsonb(columns), tx.now],
  );
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
       select jsonb_object_agg(key, case when key = any ($2) then value - 'topHashes' else value end)
         from jsonb_each(columns))
     where resource_id = $1 and columns ?| $2`,
    [resourceId, guarded],
  );
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
