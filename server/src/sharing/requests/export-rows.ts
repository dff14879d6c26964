import { localDateOf } from '@tandem/calendar';
import type { FastifyReply } from 'fastify';
import type { ExportColumn, ExportType, ExportValue } from '@tandem/tabular';
import { translate, type Language, type MessageKey } from '@tandem/messages';
import type { Page } from '../../platform/http/paging.ts';
import { sendTable, type TableFormat } from '../../platform/http/send-table.ts';
import type { AgreementRow, RequestRow } from './views.ts';

/** An export holds at most this many rows; narrower filters give the rest. */
export const MOST_EXPORTED = 10_000;
const PAGE = 1000;

/** All pages of a list, up to {@link MOST_EXPORTED} rows. */
export async function collectPages<T>(
  load: (page: { limit: number; cursor: string | undefined }) => Promise<Page<T>>,
): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await load({ limit: PAGE, cursor });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && rows.length < MOST_EXPORTED);
  return rows.slice(0, MOST_EXPORTED);
}

interface Sheet<T> {
  name: string;
  columns: readonly (readonly [MessageKey, (row: T, words: Words) => ExportValue, ExportType?])[];
}

type Words = (key: MessageKey) => string;

const dayOf = (at: string | null) => (at === null ? null : localDateOf(new Date(at)));

export const REQUEST_SHEET: Sheet<RequestRow> = {
  name: 'requests',
  columns: [
    ['request.column.number', (row) => row.number],
    ['request.column.resource', (row) => row.resource.title],
    ['request.column.shareClass', (row, t) => t(`console.shareClass.${row.shareClass}`)],
    ['request.column.requester', (row) => row.requester.name],
    ['request.column.provider', (row) => row.provider.name],
    ['request.column.state', (row, t) => t(`request.state.${row.state}`)],
    ['request.column.submitted', (row) => dayOf(row.submittedAt), 'date'],
    ['request.column.due', (row) => row.clock?.dueOn, 'date'],
    ['request.column.remaining', (row) => row.clock?.remainingDays, 'integer'],
    ['request.column.late', (row, t) => (row.late ? t('request.late') : '')],
  ],
};

export const AGREEMENT_SHEET: Sheet<AgreementRow> = {
  name: 'agreements',
  columns: [
    ['request.column.number', (row) => row.number],
    ['request.column.resource', (row) => row.resource.title],
    ['request.column.shareClass', (row, t) => t(`console.shareClass.${row.shareClass}`)],
    ['request.column.requester', (row) => row.requester.name],
    ['request.column.provider', (row) => row.provider.name],
    ['request.column.state', (row, t) => t(`agreement.state.${row.state}`)],
    ['agreement.column.purpose', (row) => row.purpose.text],
    ['agreement.column.items', (row) => row.itemCount, 'integer'],
    ['agreement.column.from', (row) => row.term.from, 'date'],
    ['agreement.column.to', (row) => row.term.to, 'date'],
  ],
};

/** Sends rows as a file in the reader's language. */
export function sendSheet<T>(
  reply: FastifyReply,
  sheet: Sheet<T>,
  content: { rows: readonly T[]; format: TableFormat; language: Language },
): FastifyReply {
  const words: Words = (key) => translate(key, content.language);
  const columns: ExportColumn[] = sheet.columns.map(([key, , type = 'text']) => ({ name: words(key), type }));
  const rows = content.rows.map((row) => sheet.columns.map(([, cell]) => cell(row, words)));
  return sendTable(reply, { name: sheet.name, format: content.format, columns, rows });
}
