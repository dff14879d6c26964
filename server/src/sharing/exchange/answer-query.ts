import { rule } from '../../foundation/statute/index.ts';
import { openForDisclosure, selectRows, type HostedRow } from '../imports/index.ts';
import type { CompiledItem } from './compile-agreement.ts';
import type { AgreementTerms } from '../requests/index.ts';
import { permitCall, type Where } from './enforce-terms.ts';
import { governed, type Answer, type ExchangeContext } from './govern-call.ts';
import { digestOf, recordAnswer } from './record-disclosure.ts';

export interface QueryInput {
  agreementId: string;
  purpose: string | undefined;
  items: readonly string[];
  where: readonly Where[];
  limit: number;
  /** Number of the last row of the page before. */
  afterRow?: number | undefined;
}

function shownValue(row: HostedRow, item: CompiledItem): string | null {
  const value = row[item.column] ?? null;
  return value === null || item.mask === undefined ? value : item.mask(value);
}

/** The agreed values of a row in the order of `items`, masked where the agreement says so. */
export function shownValues(row: HostedRow, items: readonly CompiledItem[]): (string | null)[] {
  return items.map((item) => shownValue(row, item));
}

function shownRow(row: HostedRow, items: readonly CompiledItem[]): Record<string, string | null> {
  return Object.fromEntries(items.map((item) => [item.name, shownValue(row, item)]));
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
    const page = { columns, conditions, limit: input.limit + 1, afterRow: input.afterRow };
    const found = await selectRows(tx, dataset, page);
    const rows = found.slice(0, input.limit);
    const next = found.length > input.limit ? rows.at(-1)?.row_no : undefined;
    const masked = items.filter((item) => item.mask).map((item) => item.name);
    const body = JSON.stringify({
      agreement: terms.number,
      dataset: { version: dataset.number, updatedAt: dataset.switchedAt },
      ...(masked.length > 0 ? { masked } : {}),
      items: rows.map((row) => shownRow(row, items)),
      ...(rows.length === 0 ? agreedRows(terms) : {}),
      ...(next === undefined ? {} : { next: String(next) }),
    });
    const digest = digestOf(body);
    const { versionId: datasetVersionId } = dataset;
    const rowCount = rows.length;
    const receipt = await recordAnswer(tx, {
      terms,
      datasetVersionId,
      mode: 'query',
      items,
      rowCount,
      digest,
    });
    return { body, receipt, digest };
  });
}
