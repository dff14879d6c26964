/**
 * The rules by which cells and rows are judged. Codes are stable: they are stored, shown, filtered by and
 * written into reject files. `error` rejects the row, `warning` keeps it; both are counted.
 */
export type Severity = 'error' | 'warning';

export interface DefectRule {
  severity: Severity;
  zh: string;
  en: string;
}

export const DEFECT_RULES = {
  TABULAR_TOO_FEW_COLUMNS: { severity: 'error', zh: '列数不足', en: 'too few columns' },
  TABULAR_TOO_MANY_COLUMNS: { severity: 'error', zh: '列数过多', en: 'too many columns' },
  TABULAR_EXTRA_EMPTY_COLUMNS: {
    severity: 'warning',
    zh: '行尾有多余的空列，已忽略',
    en: 'surplus empty columns at the end of the row were dropped',
  },
  TABULAR_UNCLOSED_QUOTE: {
    severity: 'error',
    zh: '引号未闭合，已从下一行重新开始',
    en: 'a quote is not closed; reading went on with the next line',
  },
  TABULAR_STRAY_QUOTE: {
    severity: 'error',
    zh: '闭合引号之后还有文字',
    en: 'text follows a closing quote',
  },
  TABULAR_ROW_TOO_LONG: { severity: 'error', zh: '行过长', en: 'the row is too long' },
  TABULAR_CELL_TOO_LONG: { severity: 'error', zh: '单元格过长', en: 'the cell is too long' },
  TABULAR_BAD_JSON: { severity: 'error', zh: '不是有效的 JSON 对象', en: 'not a valid JSON object' },
  TABULAR_UNKNOWN_FIELD: {
    severity: 'error',
    zh: '出现表头之外的字段，附在行末；删去即可载入',
    en: 'a field that is not among the columns, at the end of the row; without it the row is loaded',
  },
  TABULAR_BAD_CHARACTER: {
    severity: 'error',
    zh: '含有该编码无法识别的字节（乱码）',
    en: 'bytes that are not valid in the file’s encoding',
  },
  TABULAR_NUL: { severity: 'error', zh: '含有空字符 (NUL)', en: 'contains a NUL character' },
  TABULAR_CONTROL_CHARACTER: { severity: 'warning', zh: '含有控制字符', en: 'contains control characters' },
  TABULAR_FORMULA: {
    severity: 'warning',
    zh: '形似公式，导出时会加以中和',
    en: 'looks like a formula; exports neutralise it',
  },
  TABULAR_CELL_ERROR: {
    severity: 'error',
    zh: '表格公式出错的单元格（如 #N/A）',
    en: 'a spreadsheet error cell such as #N/A',
  },
  TABULAR_NOT_CALCULATED: {
    severity: 'error',
    zh: '公式没有存下计算结果，请用表格软件打开并保存后再上传',
    en: 'a formula without a stored result; open the file in a spreadsheet program, save it and send it again',
  },
  TABULAR_EMPTIED: {
    severity: 'warning',
    zh: '以文字表示空值（如 N/A），按空值载入',
    en: 'a text for “no value”, such as N/A; loaded as empty',
  },
  TABULAR_NULL_TOKEN: {
    severity: 'error',
    zh: '以文字表示空值（如 N/A），本列不接受',
    en: 'a text for “no value”, such as N/A, which the column does not take',
  },
  TABULAR_REQUIRED: { severity: 'error', zh: '必填项为空', en: 'a required value is missing' },
  TABULAR_TOO_LONG: { severity: 'error', zh: '超过规定长度', en: 'longer than the plan allows' },
  TABULAR_NOT_ALLOWED: { severity: 'error', zh: '不在允许的取值之内', en: 'not among the allowed values' },
  TABULAR_DUPLICATE: { severity: 'error', zh: '与前面的行重复', en: 'repeats the value of an earlier row' },
  TABULAR_KEY_REPEATED: {
    severity: 'error',
    zh: '主键各项合起来与另一行相同',
    en: 'all items of the key together are those of another row',
  },
  TABULAR_NOT_A_REFUSED_ROW: {
    severity: 'error',
    zh: '原行号不是待更正的行，或该行已并入',
    en: 'its number is not that of a refused row, or that row has joined already',
  },
  TABULAR_UNIQUE_UNCHECKED: {
    severity: 'warning',
    zh: '超出唯一性检查的容量，未检查',
    en: 'beyond the capacity of the uniqueness check; not checked',
  },
  TABULAR_NOT_AN_INTEGER: { severity: 'error', zh: '不是整数', en: 'not an integer' },
  TABULAR_NOT_A_NUMBER: { severity: 'error', zh: '不是数字', en: 'not a number' },
  TABULAR_NUMBER_OUT_OF_RANGE: { severity: 'error', zh: '数字超出范围', en: 'the number is out of range' },
  TABULAR_DIGITS_LOST: {
    severity: 'error',
    zh: '长号码被表格软件记成科学计数法，末几位已丢失，请将该列设为文本后重新导出',
    en: 'a long number that a spreadsheet wrote with an exponent: its last digits are lost; export the column as text',
  },
  TABULAR_NOT_MONEY: { severity: 'error', zh: '不是金额', en: 'not an amount of money' },
  TABULAR_FOREIGN_CURRENCY: {
    severity: 'error',
    zh: '币种与本列不同，且未设币种列',
    en: 'another currency than the column’s, and no currency column is planned',
  },
  TABULAR_UNIT_UNCLEAR: {
    severity: 'error',
    zh: '外币符号旁没有单位，不能断定是否以列名所写的单位计',
    en: 'a foreign currency sign without a unit: whether the unit of the heading is meant cannot be told',
  },
  TABULAR_NOT_A_DATE: { severity: 'error', zh: '不是有效日期', en: 'not a valid date' },
  TABULAR_NOT_A_DATETIME: { severity: 'error', zh: '不是有效日期时间', en: 'not a valid date and time' },
  TABULAR_NOT_A_BOOLEAN: { severity: 'error', zh: '不是是/否值', en: 'not a yes/no value' },
  TABULAR_NOT_A_CREDIT_CODE: {
    severity: 'error',
    zh: '不是统一社会信用代码',
    en: 'not a unified social credit code',
  },
  TABULAR_NOT_A_RESIDENT_ID: {
    severity: 'error',
    zh: '不是公民身份号码',
    en: 'not a resident identity number',
  },
  TABULAR_BAD_CHECK_DIGIT: { severity: 'error', zh: '校验码不符', en: 'the check digit does not match' },
  TABULAR_NOT_A_DIVISION_CODE: {
    severity: 'error',
    zh: '不是行政区划代码',
    en: 'not an administrative division code',
  },
  TABULAR_NOT_A_PHONE: { severity: 'error', zh: '不是电话号码', en: 'not a telephone number' },
} as const satisfies Record<string, DefectRule>;

export type RuleCode = keyof typeof DEFECT_RULES;

/** All codes; the position of a code in this list is its number inside one process, never stored. */
export const RULE_CODES = Object.keys(DEFECT_RULES) as RuleCode[];

export const RULE_NUMBER = Object.fromEntries(RULE_CODES.map((code, i) => [code, i])) as Record<
  RuleCode,
  number
>;
