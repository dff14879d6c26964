import { TabularError } from '@tandem/tabular';
import { AppError } from '../../platform/app-error.ts';
import { toAppError } from '../../platform/http/problem.ts';
import type { ImportProblem } from './import-run.ts';
import { ReaderOutOfMemory } from './reading/reader-process.ts';

/** Faults of ours or of the surroundings that a person must mend before another try makes sense. */
const LASTING = new Set([
  'PLATFORM_DISK_FULL',
  'PLATFORM_FILE_MISSING',
  'PLATFORM_BODY_TOO_LARGE',
  'PLATFORM_NOT_YOURS',
  'IMPORT_RULES_CHANGED',
]);

const UNIQUE_VIOLATION = '23505';
/** SQLSTATE classes of rows and tables that do not fit together: the same rows will not fit next time. */
const ROWS_REFUSED = /^(22|23|42|54)/;

/** What an error means to the owner of an import; `lasting`: trying again by itself would be in vain. */
export function problemOf(error: unknown): { problem: ImportProblem; lasting: boolean } {
  if (error instanceof TabularError)
    return { problem: { code: error.code, params: { ...error.params } }, lasting: true };
  const known: AppError = toAppError(error);
  if (LASTING.has(known.code)) return { problem: { code: known.code, params: known.params }, lasting: true };
  if (error instanceof ReaderOutOfMemory)
    return { problem: { code: 'IMPORT_OUT_OF_MEMORY', params: {} }, lasting: true };
  const code = (error as { code?: unknown }).code;
  if (code === UNIQUE_VIOLATION)
    return { problem: { code: 'IMPORT_KEY_REPEATED', params: {} }, lasting: true };
  if (typeof code === 'string' && code.length === 5 && ROWS_REFUSED.test(code)) {
    return { problem: { code: 'IMPORT_DATABASE_REFUSED', params: { sqlState: code } }, lasting: true };
  }
  return { problem: { code: 'IMPORT_INTERRUPTED', params: { cause: known.code } }, lasting: false };
}
