import { DEFECT_RULES } from './defect-rules.ts';
import type { RuleCode, Severity } from './defect-rules.ts';
import { TabularError } from './errors.ts';
import type { IdentifierType } from './parse-identifier.ts';
import type { MoneyUnit } from './parse-money.ts';

export type ColumnType =
  'text' | 'integer' | 'decimal' | 'money' | 'date' | 'datetime' | 'boolean' | IdentifierType;

/** What a typed cell is turned into; see `TRANSFORMATIONS` for how a person reads it. */
export type Transformation =
  'trim' | 'collapseSpaces' | 'removeSpaces' | 'halfWidth' | 'upperCase' | 'serialDates';

export const TRANSFORMATIONS: Readonly<
  Record<Transformation | 'moneyToUnits' | 'isoDates' | 'yesNo', { zh: string; en: string }>
> = {
  trim: { zh: '去除首尾空白', en: 'blanks at both ends removed' },
  collapseSpaces: { zh: '连续空白并为一个空格', en: 'runs of blanks made one space' },
  removeSpaces: { zh: '去除全部空白', en: 'all blanks removed' },
  halfWidth: { zh: '全角字符转半角', en: 'full-width characters written narrow' },
  upperCase: { zh: '转为大写', en: 'written in capitals' },
  serialDates: { zh: '电子表格日期序号转为日期', en: 'spreadsheet serial numbers read as dates' },
  moneyToUnits: {
    zh: '金额换算为元（如 820(万元) → 8200000）；名称写明单位的，按该单位',
    en: 'amounts in units of the currency (820(万元) → 8200000), or in the unit that the name states',
  },
  isoDates: { zh: '日期统一为 年-月-日', en: 'dates written YYYY-MM-DD' },
  yesNo: { zh: '是/否统一为布尔值', en: 'yes and no as booleans' },
};

/** How one source column becomes one column of the table. JSON; users correct it. */
export interface ColumnPlan {
  /** Name of the column in the file. */
  source: string;
  /** Name of the column in the table. */
  target: string;
  type: ColumnType;
  /** Texts that mean "no value", besides the empty cell. Compared after trimming, case-sensitive. */
  nullTokens?: readonly string[];
  /** What becomes of them: loaded as empty and counted (default), kept as they are, or a reason to reject the row. */
  nullTokensAs?: 'empty' | 'text' | 'reject';
  required?: boolean;
  /** A value may appear once among the accepted rows; later rows are rejected. */
  unique?: boolean;
  /** Applied in this order. Typed columns are trimmed anyway. */
  transformations?: readonly Transformation[];
  /** In characters, of the resulting text. */
  maxLength?: number;
  allowedValues?: readonly string[];
  /** Keep identifiers whose check digit fails (known issued ones exist) and count them as warnings. */
  keepBadCheckDigits?: boolean;
  /** A value that breaks its type's rule: reject the row (default) or load it without the value. */
  badValues?: 'reject' | 'empty';
  /** Mask the value in samples and profiles. Default: true for residentId and phone. */
  personal?: boolean;
  /**
   * For type money: the unit of numbers that name none. Amounts are kept in the unit that the target's name states, else
   * in units of the currency. Without `currencyTarget`, amounts in other currencies are rejected.
   */
  money?: { unit?: MoneyUnit; currency?: string; currencyTarget?: string };
}

export interface ImportPlan {
  columns: readonly ColumnPlan[];
  /** Target columns whose values together may occur once among the accepted rows; later rows are rejected. */
  key?: readonly string[];
  /** Overrides of `DEFECT_RULES[…].severity`. Errors that can be kept are listed in `KEEPABLE`. */
  severities?: Partial<Record<RuleCode, Severity>>;
}

/** Errors that a plan may turn into warnings: the value is loaded as it stands. */
export const KEEPABLE: readonly RuleCode[] = ['TABULAR_BAD_CHARACTER', 'TABULAR_DUPLICATE'];

export interface TargetColumn {
  name: string;
  /** PostgreSQL type that takes every text the import writes for this column. */
  sqlType: 'text' | 'bigint' | 'numeric' | 'date' | 'timestamptz' | 'boolean';
}

const SQL_TYPES: Readonly<Record<ColumnType, TargetColumn['sqlType']>> = {
  text: 'text',
  integer: 'bigint',
  decimal: 'numeric',
  money: 'numeric',
  date: 'date',
  datetime: 'timestamptz',
  boolean: 'boolean',
  creditCode: 'text',
  residentId: 'text',
  divisionCode: 'text',
  phone: 'text',
};

export function sqlTypeOf(type: ColumnType): TargetColumn['sqlType'] {
  return SQL_TYPES[type];
}

/** The columns of the COPY text, in order: each planned column, a money column followed by its currency. */
export function targetColumns(plan: ImportPlan): TargetColumn[] {
  return plan.columns.flatMap((column) => {
    const target = { name: column.target, sqlType: SQL_TYPES[column.type] };
    const currency = column.type === 'money' ? column.money?.currencyTarget : undefined;
    return currency === undefined ? [target] : [target, { name: currency, sqlType: 'text' as const }];
  });
}

/** What will be done to the column's values, for people to read. */
export function conversionsOf(column: ColumnPlan): { code: string; zh: string; en: string }[] {
  const implied = column.type === 'money' ? 'moneyToUnits' : column.type === 'boolean' ? 'yesNo' : undefined;
  const dates = column.type === 'date' || column.type === 'datetime' ? ('isoDates' as const) : undefined;
  const all: (keyof typeof TRANSFORMATIONS | undefined)[] = [
    ...(column.transformations ?? []),
    implied,
    dates,
  ];
  const codes = all.filter((code) => code !== undefined);
  return codes.map((code) => ({ code, ...TRANSFORMATIONS[code] }));
}

/** Throws `TABULAR_PLAN_INVALID` (params.reason, column) unless the plan fits a file with these columns. */
export function checkPlan(plan: ImportPlan, columns: readonly string[]): void {
  const fail = (reason: string, column = ''): never => {
    throw new TabularError('TABULAR_PLAN_INVALID', { reason, column });
  };
  if (plan.columns.length === 0) fail('no-columns');
  const targets = targetColumns(plan).map(({ name }) => name);
  const repeated = targets.find((name, i) => targets.indexOf(name) !== i);
  if (repeated !== undefined) fail('target-repeated', repeated);
  for (const column of plan.columns) {
    if (!columns.includes(column.source)) fail('source-missing', column.source);
    if (column.target === '') fail('target-empty', column.source);
    if (!(column.type in SQL_TYPES)) fail('type-unknown', column.source);
    if (column.maxLength !== undefined && !(column.maxLength > 0)) fail('max-length', column.source);
    const unknown = column.transformations?.find((name) => !(name in TRANSFORMATIONS));
    if (unknown !== undefined) fail('transformation-unknown', column.source);
  }
  const unplanned = plan.key?.find((name) => !targets.includes(name));
  if (unplanned !== undefined) fail('key-missing', unplanned);
  for (const [code, severity] of Object.entries(plan.severities ?? {})) {
    const rule = DEFECT_RULES[code as RuleCode];
    if (rule === undefined) fail('rule-unknown', code);
    if (severity === 'warning' && rule.severity === 'error' && !KEEPABLE.includes(code as RuleCode)) {
      fail('rule-not-keepable', code);
    }
  }
}
