import { rule } from '../../foundation/statute/index.ts';
import { openForDisclosure, selectRows, type Dataset, type HostedRow } from '../imports/index.ts';
import type { CompiledItem } from './compile-agreement.ts';
import type { AgreementTerms } from '../requests/index.ts';
import { permitCall, type Where } from './enforce-terms.ts';
import { exchangeError } from './errors.ts';
import { governed, type Answer, type ExchangeContext } from './govern-call.ts';
import { digestOf, recordAnswer } from './record-disclosure.ts';

export interface QueryInput {
  agreementId: string;
  purpose: string | undefined;
  items: readonly string[];
  where: readonly Where[];
  limit: number;
  /** Of the page before. */
  next?: string | undefined;
}

function shownValue(row: HostedRow, item: CompiledItem): string | null {
  const value = row[item.column] ?? null;
  return value === null || item.mask === undefined ? value : item.mask(value);
}

/** The agreed values of a row in the order of `items`, masked where the agreement says so. */
export function shownValues(row: HostedRow, items: readonly CompiledItem[]): (string | null)[] {
  return items.map((item) => shownValue(row, item));
}

export function maskedAmong(items: readonly CompiledItem[]): string[] {
  return items.filter((item) => item.mask).map((item) => item.name);
}

function shownRow(row: HostedRow, items: readonly CompiledItem[]): Record<string, string | null> {
  return Object.fromEntries(items.map((item) => [item.name, shownValue(row, item)]));
}

/**
 * Number of the row that the page before ended with. @throws AppError EXCHANGE_DATA_SWITCHED when that page is of other data:
 * in these the rows are numbered anew, and what was replaced is no longer given
 */
function rowBefore(next: string | undefined, dataset: Dataset): number | undefined {
  if (next === undefined) return undefined;
  const [version, row] = next.split('.').map(Number);
  if (version !== dataset.number) throw exchangeError('EXCHANGE_DATA_SWITCHED');
  return row;
}

/** Explains an answer without rows where only some rows are agreed (Art 25). */
function agreedRows({ rowFilter }: AgreementTerms): object {
  if (rowFilter.length === 0) return {};
  const rows = rowFilter.map(({ item, values }) => ({ item, values }));
  return { limitedTo: { rule: rule('25.scope').id, rows } };
}

/**
 * The rows that a key names: agreed items only, masked by grade. Recorded before it is returned.
 * @throws RefusedCall
 */
export async function answerQuery(context: ExchangeContext, input: QueryInput): Promise<Answer> {
  const call = { ...input, mode: 'query' as const };
  return governed(context, call, async (tx, { terms, compiled }) => {
    const { items, conditions } = permitCall(compiled, call);
    const { dataset } = compiled;
    await openForDisclosure(tx, dataset);
    const columns = items.map((item) => item.column);
    const page = { columns, conditions, limit: input.limit + 1, afterRow: rowBefore(input.next, dataset) };
    const found = await selectRows(tx, dataset, page);
    const rows = found.slice(0, input.limit);
    const next = found.length > input.limit ? rows.at(-1)?.row_no : undefined;
    const masked = maskedAmong(items);
    const body = JSON.stringify({
      agreement: terms.number,
      dataset: { version: dataset.number, updatedAt: dataset.switchedAt },
      ...(masked.length > 0 ? { masked } : {}),
      items: rows.map((row) => shownRow(row, items)),
      ...(rows.length === 0 ? agreedRows(terms) : {}),
      ...(next === undefined ? {} : { next: `${dataset.number}.${next}` }),
    });
    const digest = digestOf(body);
    const { versionId: datasetVersionId } = dataset;
    const rowCount = rows.length;
    const receipt = await recordAnswer(tx, {
      terms,
      datasetVersionId,
      mode: 'query',
      items: input.items,
      masked,
      rowCount,
      digest,
    });
    return { body, receipt, digest };
  });
}
