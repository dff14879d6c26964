import type { DecisionTable, Logic, Model } from '../model/model.ts';

/** The decision or business knowledge model that a table is in. */
export interface TableHome {
  name: string;
  id: string | undefined;
  model: string;
}

/** Where each table is, nested ones too. */
export function findTables(models: readonly Model[]): ReadonlyMap<DecisionTable, TableHome> {
  const found = new Map<DecisionTable, TableHome>();
  for (const model of models)
    for (const { name, id, logic } of [...model.decisions, ...model.knowledge])
      for (const table of logic ? tablesWithin(logic) : [])
        found.set(table, { name, id, model: model.namespace });
  return found;
}

function tablesWithin(logic: Logic): DecisionTable[] {
  return logic.kind === 'table' ? [logic] : partsOf(logic).flatMap(tablesWithin);
}

function partsOf(logic: Exclude<Logic, DecisionTable>): readonly Logic[] {
  switch (logic.kind) {
    case 'literal':
      return [];
    case 'context':
      return logic.entries.map((entry) => entry.logic);
    case 'list':
      return logic.items;
    case 'relation':
      return logic.rows.flat();
    case 'function':
      return logic.body ? [logic.body] : [];
    case 'invocation':
      return [logic.callee, ...logic.bindings.flatMap((binding) => binding.logic ?? [])];
    case 'conditional':
      return [logic.condition, logic.whenTrue, logic.otherwise];
    case 'filter':
      return [logic.in, logic.match];
    case 'for':
      return [logic.in, logic.return];
    case 'quantified':
      return [logic.in, logic.satisfies];
  }
}
