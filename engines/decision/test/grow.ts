import {
  checkModel,
  columnOf,
  compareVersions,
  compileBatch,
  compileModel,
  explainDecision,
  readModel,
  toSql,
  writeModel,
  DecisionError,
  type Model,
} from '../index.ts';
import { GROWING } from './growth.ts';

const GIVEN = { x: 1, s: 'a1' };
const batch = (model: Model) => {
  const program = compileBatch(compileModel(model), 'd');
  return program.run(new Map([['x', columnOf([1, 2, null])]]), 3, { hits: true });
};

/** What is done with a model, by name. */
export const OPERATIONS: Readonly<Record<string, (model: Model, xml: string) => unknown>> = {
  compile: (model) => compileModel(model),
  source: (model) => compileModel(model).evaluate('d', GIVEN),
  closures: (model) => compileModel(model, { backEnd: 'closures' }).evaluate('d', GIVEN),
  explain: (model) => explainDecision(compileModel(model), 'd', GIVEN),
  check: (model) => checkModel(model),
  batch,
  postgres: (model) => toSql(compileModel(model), 'd', { dialect: 'postgres' }),
  duckdb: (model) => toSql(compileModel(model), 'd', { dialect: 'duckdb' }),
  spark: (model) => toSql(compileModel(model), 'd', { dialect: 'spark' }),
  diff: (model, xml) =>
    compareVersions(compileModel(model), compileModel(readModel(xml)), 'd', [GIVEN, { x: 2, s: 'b' }]),
  write: (model) => writeModel(model),
};

/** How one operation on one model ends: `done`, or the code of the refusal. Whatever else is thrown is thrown. */
export function outcomeOf(shape: string, count: number, operation: string): string {
  const xml = GROWING[shape]?.(count) ?? '';
  try {
    OPERATIONS[operation]?.(readModel(xml), xml);
    return 'done';
  } catch (error) {
    if (!(error instanceof DecisionError)) throw error;
    return error.code;
  }
}
