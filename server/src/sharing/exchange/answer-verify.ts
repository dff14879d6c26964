import { openForDisclosure, selectRows, type RowCondition } from '../imports/index.ts';
import type { CompiledItem } from './compile-agreement.ts';
import { givenField, permitCall, readValue, type Where } from './enforce-terms.ts';
import { governed, type Answer, type ExchangeContext } from './govern-call.ts';
import { digestOf, recordAnswer } from './record-disclosure.ts';

export interface VerifyInput {
  agreementId: string;
  purpose: string | undefined;
  where: readonly Where[];
  /** Item to the value the caller holds; an empty text asks whether there is none. */
  given: Readonly<Record<string, string>>;
}

/** Equality as the column's type means it: 820.50 is 820.5, a date is a day. */
function givenCondition(item: CompiledItem, value: string | undefined): RowCondition {
  if (value === undefined || value.trim() === '') return { column: item.column, op: 'empty' };
  return { column: item.column, op: 'in', values: readValue(item, value, givenField(item.name)) };
}

/**
 * Yes or no: whether a row under the key, within the agreed rows, holds all the given values. No value leaves.
 * @throws RefusedCall
 */
export async function answerVerify(context: ExchangeContext, input: VerifyInput): Promise<Answer> {
  const call = { ...input, mode: 'verify' as const, items: Object.keys(input.given) };
  return governed(context, call, async (tx, { terms, compiled }) => {
    const { items, conditions } = permitCall(compiled, call);
    const { dataset } = compiled;
    await openForDisclosure(tx, dataset);
    const given = items.map((item) => givenCondition(item, input.given[item.name]));
    const rows = await selectRows(tx, dataset, {
      columns: [],
      conditions: [...conditions, ...given],
      limit: 1,
    });
    const body = JSON.stringify({
      agreement: terms.number,
      dataset: { version: dataset.number, updatedAt: dataset.switchedAt },
      answer: rows.length > 0 ? 'yes' : 'no',
    });
    const digest = digestOf(body);
    const { versionId: datasetVersionId } = dataset;
    const receipt = await recordAnswer(tx, {
      terms,
      datasetVersionId,
      mode: 'verify',
      items: call.items,
      masked: [],
      rowCount: 1,
      digest,
    });
    return { body, receipt, digest };
  });
}
