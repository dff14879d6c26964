import type { ImportPlan } from './column-plan.ts';
import type { ImportReport, Progress } from './import-report.ts';
import type { Table } from './row-batch.ts';
import { RowImport } from './row-import.ts';
import type { ImportOptions } from './row-import.ts';

export type ImportStep =
  | {
      kind: 'rows';
      /** COPY text, each chunk ending with a whole row. Yours to keep or transfer. */
      copy: Buffer[];
      /** Further bytes of the reject file (UTF-8 with byte order mark); empty as a rule. */
      rejects: Buffer;
      /** After the rows of this step. Rows up to `lastRow` are in the `copy` or `rejects` given so far, if `flushed`. */
      progress: Progress;
      /** True when nothing is held back: a point from which an import can be resumed. */
      flushed: boolean;
    }
  | { kind: 'done'; report: ImportReport };

export interface ImportRowsOptions extends ImportOptions {
  /** Rows after which everything held back is given out. Default 50,000. */
  flushEveryRows?: number;
}

/**
 * Imports a table by a plan: yields COPY text and rejects as they arise and the report at the end. Pull it as
 * fast as the database takes the text; nothing is buffered beyond one batch. Stop by leaving the loop.
 */
export async function* importRows(
  table: Table,
  plan: ImportPlan,
  options: ImportRowsOptions = {},
): AsyncGenerator<ImportStep> {
  const rows = new RowImport(table.columns, plan, options);
  const every = options.flushEveryRows ?? 50_000;
  let flushedAt = 0;
  for await (const batch of table.batches) {
    rows.push(batch);
    const progress = rows.progress();
    const flushed = progress.rowsRead - flushedAt >= every;
    const copy = rows.takeCopy(flushed);
    const rejects = rows.takeRejects();
    if (flushed) flushedAt = progress.rowsRead;
    if (flushed || copy.length > 0 || rejects.length > 0)
      yield { kind: 'rows', copy, rejects, progress, flushed };
  }
  const rest = {
    copy: rows.takeCopy(true),
    rejects: rows.takeRejects(),
    progress: rows.progress(),
    flushed: true,
  };
  yield { kind: 'rows', ...rest };
  yield { kind: 'done', report: rows.report() };
}
