import { createDivisionHistory, type DivisionRecord } from '@tandem/identifiers';
import type { Tx } from '../../platform/database/transaction.ts';
import { listHistory } from './division-store.ts';
import { divisionsError } from './errors.ts';

export interface ResolvedCode {
  /** Where the answer comes from. */
  source: string;
  /** The life of the code that was asked about. */
  asked: DivisionRecord;
  /** What it is today; empty when the source does not say. */
  current: readonly DivisionRecord[];
  /** Where parts of it went meanwhile. */
  partly: readonly DivisionRecord[];
  /** False when the source names no successor for some of it: then nothing is guessed. */
  complete: boolean;
}

/**
 * What a six-digit code of an old record means today.
 * @param year the year of the record; without it, the code's newest life
 * @throws AppError DIVISIONS_HISTORY_UNKNOWN when the code is not known, or was not in force in that year
 */
export async function resolveCode(tx: Tx, code: string, year: number | undefined): Promise<ResolvedCode> {
  const { records, source } = await listHistory(tx);
  const resolution = createDivisionHistory(records).resolve(code, year);
  if (resolution.ok) {
    const { asked, current, partly, complete } = resolution;
    return { source, asked, current, partly, complete };
  }
  if (resolution.reason !== 'successor-unknown') throw divisionsError('DIVISIONS_HISTORY_UNKNOWN');
  return { source, asked: resolution.asked, current: [], partly: [], complete: false };
}
