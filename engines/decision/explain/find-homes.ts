import type {
  DecisionTable,
  FaultyLogic,
  FeelText,
  LiteralExpression,
  Logic,
  Model,
} from '../model/model.ts';

/** The decision or business knowledge model that a table or a literal expression is in. */
export interface LogicHome {
  name: string;
  id: string | undefined;
  model: string;
}

/** Where each table is and the text of each literal expression, nested ones too. */
export function findHomes(models: readonly Model[]): ReadonlyMap<DecisionTable | FeelText, LogicHome> {
  const found = new Map<DecisionTable | FeelText, LogicHome>();
  for (const model of models)
    for (const { name, id, logic } of [...model.decisions, ...model.knowledge])
      for (const part of logic ? within(logic) : []) found.set(part, { name, id, model: model.namespace });
  return found;
}

function within(logic: Logic): (DecisionTable | FeelText)[] {
  if (logic.kind === 'table') return [logic];
  if (logic.kind === 'faulty') return [];
  return logic.kind === 'literal' ? [logic.expression] : partsOf(logic).flatMap(within);
}

function partsOf(logic: Exclude<Logic, DecisionTable | LiteralExpression | FaultyLogic>): readonly Logic[] {
  switch (logic.kind) {
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
