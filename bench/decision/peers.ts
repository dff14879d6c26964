/** The table in the form of each peer, in the fastest way that its documentation knows. Dates go to them as whole days. */
import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine';
import { unaryTest } from 'feelin';
import { Engine, type NestedCondition } from 'json-rules-engine';
import { cellOf, INPUTS, ROWS, type Row, type Subject } from './table.ts';

type Decide<T> = (subject: Subject) => Promise<T>;
export interface Peer {
  first: Decide<number>;
  all: Decide<number[]>;
}

const cell = (row: Row, input: (typeof INPUTS)[number]) => cellOf(row, input, String);

/**
 * Content that is compiled beforehand takes a third less time than a plain object, engines that look decisions up by key
 * twice as much. There is no way to decide but by a promise.
 */
export function zen(): Peer {
  const engine = new ZenEngine();
  const table = (hitPolicy: 'first' | 'collect') =>
    engine.createDecision(
      new ZenDecisionContent({
        nodes: [
          { id: 'in', name: 'in', type: 'inputNode', position: { x: 0, y: 0 } },
          {
            id: 'table',
            name: 'table',
            type: 'decisionTableNode',
            position: { x: 1, y: 0 },
            content: content(hitPolicy),
          },
          { id: 'out', name: 'out', type: 'outputNode', position: { x: 2, y: 0 } },
        ],
        edges: [
          { id: 'a', type: 'edge', sourceId: 'in', targetId: 'table' },
          { id: 'b', type: 'edge', sourceId: 'table', targetId: 'out' },
        ],
      }),
    );
  const content = (hitPolicy: string) => ({
    hitPolicy,
    inputs: INPUTS.map((field) => ({ id: field, name: field, field })),
    outputs: [{ id: 'rate', name: 'rate', field: 'rate' }],
    rules: ROWS.map((row, index) => ({
      _id: String(index),
      ...Object.fromEntries(INPUTS.map((input) => [input, cell(row, input).replace(/^-$/, '')])),
      rate: String(row.rate),
    })),
  });
  const [first, all] = [table('first'), table('collect')];
  return {
    first: async (subject) => (await first.evaluate(subject)).result.rate as number,
    all: async (subject) =>
      ((await all.evaluate(subject)).result as { rate: number }[]).map(({ rate }) => rate),
  };
}

function conditionsOf(row: Row): NestedCondition[] {
  const spans = (['age', 'income', 'score'] as const).flatMap((fact) => [
    { fact, operator: 'greaterThanInclusive', value: row[fact]?.from },
    { fact, operator: 'lessThan', value: row[fact]?.below },
  ]);
  const others = [
    { fact: 'grade', operator: 'equal', value: row.grade },
    { fact: 'registered', operator: 'greaterThanInclusive', value: row.registered?.[0] },
    { fact: 'registered', operator: 'lessThanInclusive', value: row.registered?.[1] },
    { fact: 'district', operator: 'in', value: row.district },
  ];
  return [...spans, ...others].filter(({ value }) => value !== undefined);
}

export function jsonRulesEngine(): Peer {
  const engine = (isFirst: boolean) => {
    const rules = new Engine();
    for (const [index, row] of ROWS.entries())
      rules.addRule({
        conditions: { all: conditionsOf(row) },
        event: { type: 'hit', params: { rate: row.rate } },
        priority: ROWS.length - index,
        ...(isFirst ? { onSuccess: () => void rules.stop() } : {}),
      });
    return rules;
  };
  const [first, all] = [engine(true), engine(false)];
  const ratesOf = async (rules: Engine, subject: Subject) =>
    (await rules.run(subject)).events.map(({ params }) => (params as { rate: number }).rate);
  return {
    first: async (subject) => (await ratesOf(first, subject))[0] ?? Number.NaN,
    all: (subject) => ratesOf(all, subject),
  };
}

/** It has no tables: cell by cell, until one of a row does not fit. */
export function feelin(): Peer {
  const cells = ROWS.map((row) =>
    INPUTS.map((input) => [input, cell(row, input)] as const).filter(([, text]) => text !== '-'),
  );
  const fits = (index: number, subject: Subject) =>
    cells[index]?.every(([input, text]) => unaryTest(text, { '?': subject[input] }).value === true) ?? false;
  return {
    first: async (subject) => ROWS.find((_, index) => fits(index, subject))?.rate ?? Number.NaN,
    all: async (subject) => ROWS.filter((_, index) => fits(index, subject)).map(({ rate }) => rate),
  };
}
