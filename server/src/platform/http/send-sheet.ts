import { localDateOf } from '@tandem/calendar';
import type { FastifyReply } from 'fastify';
import type { ExportColumn, ExportType, ExportValue } from '@tandem/tabular';
import { translate, type Language, type MessageKey } from '@tandem/messages';
import type { Page } from './paging.ts';
import { sendTable, type TableFormat } from './send-table.ts';

/** An export holds at most this many rows; narrower filters give the rest. */
const MOST_EXPORTED = 10_000;
const PAGE = 1000;

/** All pages of a list, up to `MOST_EXPORTED` rows; `most` where the list gives fewer a page. */
export async function collectPages<T>(
  load: (page: { limit: number; cursor: string | undefined }) => Promise<Pick<Page<T>, 'items' | 'next'>>,
  most = PAGE,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await load({ limit: most, cursor });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && rows.length < MOST_EXPORTED);
  return rows.slice(0, MOST_EXPORTED);
}

/** A list as a file: what each column is called, holds and is. */
export interface Sheet<T> {
  name: string;
  columns: readonly (readonly [
    MessageKey,
    (row: T, words: Words, reader: Reader) => ExportValue,
    ExportType?,
  ])[];
}

type Words = (key: MessageKey) => string;

/** A department's name as the reader calls it. */
export type DepartmentWord = (name: string | null | undefined) => string | null | undefined;

/** Who reads the file: the language asked for, and what departments are called in it. */
interface Reader {
  language: Language;
  department: DepartmentWord;
}

/** The day in China of an instant. */
export const dayOf = (at: string | null | undefined) => (at ? localDateOf(new Date(at)) : null);

/** A title in the reader's language; the Chinese one where there is no other. */
export const titleIn = (
  language: Language,
  { title, titleEn = '' }: { title: string; titleEn?: string },
): string => (language === 'en' && titleEn !== '' ? titleEn : title);

/** Sends rows as a file in the reader's language; `department` where it names departments. */
export function sendSheet<T>(
  reply: FastifyReply,
  sheet: Sheet<T>,
  content: { rows: readonly T[]; format: TableFormat; language: Language; department?: DepartmentWord },
): FastifyReply {
  const { language, department = (name) => name } = content;
  const words: Words = (key) => translate(key, language);
  const columns: ExportColumn[] = sheet.columns.map(([key, , type = 'text']) => ({ name: words(key), type }));
  const rows = content.rows.map((row) =>
    sheet.columns.map(([, cell]) => cell(row, words, { language, department })),
  );
  return sendTable(reply, { name: sheet.name, format: content.format, columns, rows });
}
