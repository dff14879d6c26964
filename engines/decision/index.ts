export { columnOf, valueAt } from './batch/column.ts';
export type { Column, ColumnOf } from './batch/column.ts';
export { compileBatch } from './batch/compile-batch.ts';
export type { BatchOptions, BatchProgram, BatchResult, Columns } from './batch/compile-batch.ts';
export type { Failure } from './batch/row-by-row.ts';
export { checkModel } from './check/check-model.ts';
export type { Finding, FindingPlace } from './check/finding.ts';
export { compileModel } from './compile/compiled-model.ts';
export type {
  Askable,
  CompiledModel,
  CompileOptions,
  Described,
  Prepared,
  Result,
} from './compile/compiled-model.ts';
export type { CompileError } from './compile/program.ts';
export type { Input } from './compile/read-input.ts';
export type { Limits, Message } from './compile/run.ts';
export { compareVersions } from './diff/compare-versions.ts';
export type {
  ChangeGroup,
  ComparisonOptions,
  Outcome,
  RuleReference,
  VersionComparison,
} from './diff/compare-versions.ts';
export { explainDecision } from './explain/explain-decision.ts';
export type {
  Condition,
  ExplainedMessage,
  ExplainedRule,
  ExplainedTable,
  Explanation,
} from './explain/explanation.ts';
export { DecisionError } from './decision-error.ts';
export type { DecisionErrorCode } from './decision-error.ts';
export type { Expression, PositiveTest, TypeExpression, UnaryTests } from './feel/ast.ts';
export { Names, normalizeName } from './feel/names.ts';
export type { NameSource } from './feel/names.ts';
export { parseExpression, parseUnaryTests } from './feel/parse-expression.ts';
export type { KnownNames } from './feel/parse-expression.ts';
export { parseType } from './feel/parse-type.ts';
export { printExpression, printType, printUnaryTests } from './feel/print-expression.ts';
export type { Model } from './model/model.ts';
export { readModel } from './model/read-model.ts';
export { writeModel } from './model/write-model.ts';
export { attribute, childOf, childrenOf, parseXml, textOf } from './model/parse-xml.ts';
export type { XmlElement } from './model/xml-tree.ts';
export { fromPlain, toPlain, type Plain } from './plain.ts';
export type { DialectName } from './sql/dialect.ts';
export type { ColumnOption, SqlColumn } from './sql/read-inputs.ts';
export { toSql } from './sql/to-sql.ts';
export type { SqlOptions, SqlStatement, Unsupported } from './sql/to-sql.ts';
export type { Type } from './types/type.ts';
export { FeelDateTime } from './values/date-time.ts';
export { FeelDate } from './values/date.ts';
export { Decimal } from './values/decimal.ts';
export { DaysDuration, MonthsDuration } from './values/duration.ts';
export { equal } from './values/equality.ts';
export { FeelFunction } from './values/function.ts';
export { compareNumbers, parseNumber, subtractNumbers } from './values/number.ts';
export { FeelRange } from './values/range.ts';
export { FeelTime } from './values/time.ts';
export { PartBudget } from './values/part-budget.ts';
export { beginningOf, toText } from './values/to-text.ts';
export { withinLimits } from './within-limits.ts';
export type { FeelContext, FeelList, FeelNumber, Run, Value } from './values/value.ts';
