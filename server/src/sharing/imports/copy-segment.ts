import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { ImportReport } from '@tandem/tabular';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Tx } from '../../platform/database/transaction.ts';
import type { VersionTable } from './dataset-store.ts';
import type { RowsStep, TableResult } from './reading/messages.ts';
import type { RejectFile } from './reject-file.ts';

export interface Segment {
  target: Pick<VersionTable, 'table' | 'columns'>;
  /** Each row ends with the refused row that it is. */
  corrects: boolean;
  results: AsyncIterator<TableResult>;
  rejects: RejectFile;
  /** Told of every step that was written. */
  onStep: (step: RowsStep) => void;
}

function copyStatement({ target, corrects }: Segment): string {
  const names = target.columns.map(({ column }) => pg.escapeIdentifier(column));
  const all = [...names, ...(corrects ? ['source_row'] : [])].join(', ');
  return `copy hosted.${pg.escapeIdentifier(target.table)} (${all}) from stdin`;
}

/**
 * Feeds one COPY until a step says that nothing is held back. On any failure the COPY is broken off, so that the
 * connection is free for the rollback. @returns the report after the last row of the file
 */
export async function copySegment(tx: Tx, segment: Segment): Promise<ImportReport | undefined> {
  const copy = tx.client.query(copyFrom(copyStatement(segment), { highWaterMark: COPY_AHEAD_BYTES }));
  const done = finished(copy);
  done.catch(() => undefined);
  try {
    const report = await feed(copy, done, segment);
    copy.end();
    await done;
    return report;
  } catch (error) {
    copy.destroy(error instanceof Error ? error : new Error('the load ended'));
    // What the database has to say goes first: a refusal there is often the cause of everything else.
    await done.catch((refusal: unknown) => {
      if (refusal instanceof pg.DatabaseError && refusal.code !== QUERY_CANCELED) throw refusal;
    });
    throw error;
  }
}

const COPY_AHEAD_BYTES = 1024 * 1024;
/** How PostgreSQL answers a COPY that was broken off by us. */
const QUERY_CANCELED = '57014';

async function feed(
  copy: NodeJS.WritableStream,
  done: Promise<void>,
  { results, rejects, onStep }: Segment,
): Promise<ImportReport | undefined> {
  for (;;) {
    const next = await results.next();
    if (next.done === true) throw new Error('the rows ended without a report');
    const step = next.value;
    if (step.kind === 'loaded') return step.report;
    if (step.kind !== 'rows') throw new Error(`the rows ended with ${step.kind}`);
    for (const piece of step.copy) if (!copy.write(piece)) await Promise.race([once(copy, 'drain'), done]);
    for (const piece of step.rejects) await rejects.write(piece);
    onStep(step);
    if (step.flushed) return undefined;
  }
}
