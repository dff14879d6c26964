import type { ExportColumn, ExportRows, ExportType, ExportValue } from '@tandem/tabular';
import { translate, type Language, type MessageKey } from '@tandem/messages';
import { departmentWords } from '../../foundation/organizations/index.ts';
import type { Transact } from '../../platform/database/transaction.ts';
import type { DepartmentWord } from '../../platform/http/send-sheet.ts';
import { listDisclosures, type Disclosure, type DisclosureFilter } from './disclosure-store.ts';

const MOST_ROWS = 100_000;
const PAGE_ROWS = 1000;

type Words = (key: MessageKey) => string;

interface CallColumn {
  key: MessageKey;
  type?: ExportType;
  value: (call: Disclosure, words: Words, department: DepartmentWord) => ExportValue;
}

/** Who called. Files of before, made in the background, do not know who ordered them. */
export function callerWords(call: Disclosure, words: Words): string {
  return call.callerKind === 'job' ? words('exchange.caller.batch') : call.callerName;
}

const COLUMNS: readonly CallColumn[] = [
  { key: 'exchange.calls.at', value: (call) => inBeijing(call.at) },
  { key: 'exchange.calls.outcome', value: (call, t) => t(`exchange.outcome.${call.outcome}`) },
  { key: 'exchange.calls.mode', value: (call, t) => t(`exchange.mode.${call.mode}`) },
  { key: 'exchange.calls.requester', value: (call, _words, department) => department(call.requesterName) },
  { key: 'exchange.calls.caller', value: callerWords },
  { key: 'exchange.calls.orderedBy', value: (call) => call.orderedByName },
  { key: 'exchange.calls.provider', value: (call, _words, department) => department(call.providerName) },
  { key: 'exchange.calls.resource', value: (call) => call.resourceTitle },
  { key: 'exchange.calls.agreement', value: (call) => call.agreementNumber },
  { key: 'exchange.calls.purpose', value: (call) => call.purpose },
  { key: 'exchange.calls.items', value: (call) => call.items.join('、') },
  { key: 'exchange.calls.rows', type: 'integer', value: (call) => call.rowCount },
  { key: 'exchange.calls.refusal', value: (call) => call.refusalCode },
  { key: 'exchange.calls.rule', value: (call) => call.ruleId },
  { key: 'exchange.calls.receipt', value: (call) => call.id },
  { key: 'exchange.calls.digest', value: (call) => call.answerSha256 },
];

const BEIJING_MS = 8 * 3_600_000;

/** `2026-11-28 09:30:00`, as clocks in China show it. */
const inBeijing = (at: string) =>
  new Date(Date.parse(at) + BEIJING_MS).toISOString().slice(0, 19).replace('T', ' ');

async function* callRows(
  transact: Transact,
  filter: Omit<DisclosureFilter, 'limit' | 'cursor'>,
  language: Language,
): AsyncGenerator<ExportValue[]> {
  const words: Words = (key) => translate(key, language);
  const department = await transact((tx) => departmentWords(tx, language));
  let cursor: string | undefined;
  for (let seen = 0; seen < MOST_ROWS; seen += PAGE_ROWS) {
    const page = await transact((tx) => listDisclosures(tx, { ...filter, limit: PAGE_ROWS, cursor }));
    for (const call of page.items) yield COLUMNS.map(({ value }) => value(call, words, department));
    cursor = page.next;
    if (cursor === undefined) return;
  }
}

/** The call log as columns and rows of a file, page by page: no more than a page is in memory. */
export function exportCalls(
  transact: Transact,
  { filter, language }: { filter: Omit<DisclosureFilter, 'limit' | 'cursor'>; language: Language },
): { columns: ExportColumn[]; rows: ExportRows } {
  const columns = COLUMNS.map(({ key, type = 'text' }) => ({ name: translate(key, language), type }));
  return { columns, rows: callRows(transact, filter, language) };
}
