import { isMessageKey } from '@tandem/messages';
import { currentLanguage, type Text, type TextValues } from '../../platform/i18n.ts';
import { titleIn } from '../../platform/titles.ts';
import type { ColumnType, ImportView, OwnEntry } from './import-api.ts';

export const columnTypes: readonly ColumnType[] = [
  'text',
  'integer',
  'decimal',
  'money',
  'date',
  'datetime',
  'boolean',
  'creditCode',
  'residentId',
  'divisionCode',
  'phone',
];
export const transformations = [
  'trim',
  'collapseSpaces',
  'removeSpaces',
  'halfWidth',
  'upperCase',
  'serialDates',
] as const;
export const nullTokenWays = ['empty', 'text', 'reject'] as const;
export const encodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export const delimiters = [',', ';', '\t', '|'] as const;

/** What a run's entry is called in the language on screen; undefined while it has none, or no name. */
export function runTitle(run: Pick<ImportView, 'resourceTitle' | 'resourceTitleEn'>): string | undefined {
  const { resourceTitle: title, resourceTitleEn: titleEn } = run;
  return title === null ? undefined : titleIn(currentLanguage(), { title, titleEn }).text;
}

/** The sentence under a code that the server gave, or the code itself. */
export function wordsOf(t: Text, code: string, params: TextValues = {}): string {
  return isMessageKey(code) ? t(code, params) : code;
}

export function problemWords(t: Text, problem: NonNullable<ImportView['problem']>): string {
  const cause = problem.params['cause'];
  const words = wordsOf(t, problem.code, problem.params);
  return typeof cause === 'string' && isMessageKey(cause)
    ? `${words} · ${wordsOf(t, cause, problem.params)}`
    : words;
}

export function formatWords(t: Text, format: NonNullable<ImportView['inspection']>['format']): string {
  return { csv: 'CSV', xlsx: 'XLSX', parquet: 'Parquet', jsonl: t('import.format.jsonl') }[format];
}

/** What an entry of the department is called where it is known, else what the import remembers. */
export function entryTitle(
  entry: OwnEntry | undefined,
  run: Pick<ImportView, 'resourceTitle' | 'resourceTitleEn'>,
) {
  return (entry && titleIn(currentLanguage(), entry).text) || runTitle(run);
}
