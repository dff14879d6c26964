import type { ExportColumn, ExportRows, ExportType, ExportValue } from '@tandem/tabular';
import { translate, type Language, type MessageKey } from '@tandem/messages';
import { departmentWords } from '../../foundation/organizations/index.ts';
import type { Transact } from '../../platform/database/transaction.ts';
import type { DepartmentWord } from '../../platform/http/send-sheet.ts';
import { listDisclosures, type Disclosure, type DisclosureFilter } from './disclosure-store.ts';
import type { ExchangeRoom } from './routes.ts';
import { withSandbox } from './sandbox.ts';

const MOST_ROWS = 100_000;
const PAGE_ROWS = 1000;

type Words = (key: MessageKey) => string;

/** How a row of the file is written in its language. */
interface Written {
  words: Words;
  department: DepartmentWord;
  /** English titles by entry, where the file is in English. */
  titles: ReadonlyMap<string, string>;
}

interface CallColumn {
  key: MessageKey;
  type?: ExportType;
  value: (call: Disclosure, written: Written) => ExportValue;
}

/** Who called. Files of before, made in the background, do not know who ordered them. */
export function callerWords(call: Disclosure, words: Words): string {
  return call.callerKind === 'job' ? words('exchange.caller.batch') : call.callerName;
}

const COLUMNS: readonly CallColumn[] = [
  { key: 'exchange.calls.at', value: (call) => inBeijing(call.at) },
  { key: 'exchange.calls.outcome', value: (call, { words }) => words(`exchange.outcome.${call.outcome}`) },
  { key: 'exchange.calls.mode', value: (call, { words }) => words(`exchange.mode.${call.mode}`) },
  { key: 'exchange.calls.requester', value: (call, { department }) => department(call.requesterName) },
  { key: 'exchange.calls.caller', value: (call, { words }) => callerWords(call, words) },
  { key: 'exchange.calls.orderedBy', value: (call) => call.orderedByName },
  { key: 'exchange.calls.provider', value: (call, { department }) => department(call.providerName) },
  {
    key: 'exchange.calls.resource',
    value: (call, { titles }) => titles.get(call.resourceId ?? '') || call.resourceTitle,
  },
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

interface CallsFile {
  filter: Omit<DisclosureFilter, 'limit' | 'cursor'>;
  language: Language;
  englishTitlesOf: ExchangeRoom['englishTitlesOf'];
}

async function* callRows(
  transact: Transact,
  { filter, language, englishTitlesOf }: CallsFile,
): AsyncGenerator<ExportValue[]> {
  const words: Words = (key) => translate(key, language);
  const department = await transact((tx) => departmentWords(tx, language));
  let cursor: string | undefined;
  for (let seen = 0; seen < MOST_ROWS; seen += PAGE_ROWS) {
    const { page, titles } = await transact(async (tx) => {
      const found = await listDisclosures(tx, { ...filter, limit: PAGE_ROWS, cursor });
      if (language !== 'en') return { page: found, titles: new Map<string, string>() };
      const entries = new Set(found.items.flatMap(({ resourceId }) => resourceId ?? []));
      return { page: found, titles: withSandbox(await englishTitlesOf(tx, [...entries])) };
    });
    const written = { words, department, titles };
    for (const call of page.items) yield COLUMNS.map(({ value }) => value(call, written));
    cursor = page.next;
    if (cursor === undefined) return;
  }
}

/** The call log as columns and rows of a file, page by page: no more than a page is in memory. */
export function exportCalls(
  transact: Transact,
  file: CallsFile,
): { columns: ExportColumn[]; rows: ExportRows } {
  const columns = COLUMNS.map(({ key, type = 'text' }) => ({ name: translate(key, file.language), type }));
  return { columns, rows: callRows(transact, file) };
}
