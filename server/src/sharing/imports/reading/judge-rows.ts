import { readCsv, RowImport, type StandingValues } from '@tandem/tabular';
import type { Estimate, EstimateTask, LoadTask } from './messages.ts';
import { openTable } from './open-table.ts';
import type { ReaderPort } from './reader-port.ts';

/** At least so often the server hears how far the reading is, though there is nothing to store. */
const NEWS_EVERY_ROWS = 20_000;

/** Reads the whole file by the plan and gives out its rows as COPY text, its rejects, and the report at the end. */
export async function loadRows(port: ReaderPort, task: LoadTask): Promise<void> {
  const table = await openTable(port.bytesOf(task.file), task.file);
  const rows = new RowImport(table.columns, task.plan, {
    resumeAfterRow: task.resumeAfterRow,
    repeatRejects: true,
    origin: task.originId,
    hashKey: task.hashKey,
    ...(task.corrects ? { corrected: { origin: task.originId, refused: await refusedRows(port) } } : {}),
  });
  for (const columns of task.known) await rememberValues(port, rows, columns);
  let [flushedAt, toldAt] = [0, 0];
  for await (const batch of table.batches) {
    rows.push(batch);
    const progress = rows.progress();
    const flushed = progress.rowsRead - flushedAt >= task.flushEveryRows;
    const copy = rows.takeCopy(flushed);
    const rejects = rows.takeRejects();
    if (flushed) flushedAt = progress.rowsRead;
    const isNews =
      flushed || copy.length > 0 || rejects.length > 0 || progress.rowsRead - toldAt >= NEWS_EVERY_ROWS;
    if (!isNews) continue;
    toldAt = progress.rowsRead;
    await port.giveRows({ kind: 'rows', copy, rejects: [rejects], progress, flushed });
  }
  await port.giveRows({
    kind: 'rows',
    copy: rows.takeCopy(true),
    rejects: [rows.takeRejects()],
    progress: rows.progress(),
    flushed: true,
  });
  port.give({ kind: 'loaded', report: rows.report() });
}

async function rememberValues(port: ReaderPort, rows: RowImport, columns: readonly string[]): Promise<void> {
  for (;;) {
    const standing = (await port.ask({ kind: 'known', columns })) as StandingValues | null;
    if (!standing) return;
    rows.remember(columns, standing);
  }
}

/** Numbers of the rows that the corrected import refused, without those that have joined since. */
async function refusedRows(port: ReaderPort): Promise<Set<number>> {
  const refused = new Set<number>();
  const options = { header: true, titleRows: 0, encoding: 'utf-8', dialect: { delimiter: ',' } } as const;
  for await (const batch of (await readCsv(port.stream('rejects'), options)).batches) {
    for (let row = 0; row < batch.rows; row += 1) refused.add(batch.rowNumbers[row] ?? 0);
    for (const { rowNumber } of batch.broken) refused.add(rowNumber);
  }
  for (;;) {
    const joined = (await port.ask({ kind: 'joined' })) as readonly number[] | null;
    if (!joined) return refused;
    for (const number of joined) refused.delete(number);
  }
}

const SAMPLES_PER_RULE = 20;

/** What the plan would do to the first rows. */
export async function estimateRows(port: ReaderPort, task: EstimateTask): Promise<Estimate> {
  const table = await openTable(port.bytesOf(task.file), task.file);
  const rows = new RowImport(table.columns, task.plan, { samplesPerRule: SAMPLES_PER_RULE });
  for await (const batch of table.batches) {
    rows.push(batch);
    rows.takeCopy();
    rows.takeRejects();
    if (rows.progress().rowsRead >= task.rows) break;
  }
  const { rowsRead, rowsRejected, defects, samples } = rows.report();
  return { rowsSampled: rowsRead, rowsRejected, defects, samples };
}
