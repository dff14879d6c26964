import { fillSentence } from '../fill-sentence.ts';
import type { Params, RefusalCode } from './value.ts';

/** What each refusal says; `{name}` is one of its parameters. */
const SENTENCES: Readonly<Record<RefusalCode, { zh: string; en: string }>> = {
  EXPRESSION_UNSUPPORTED: {
    zh: '“{expression}”不能译为 SQL。',
    en: '“{expression}” is not translated to SQL.',
  },
  FUNCTION_UNSUPPORTED: {
    zh: '函数“{function}”在数据库中没有结果相同的写法。',
    en: 'The function “{function}” has no counterpart in the database that gives the same results.',
  },
  OPERANDS_UNSUPPORTED: {
    zh: '“{operator}”用于“{left}”与“{right}”时不能译为 SQL。',
    en: '“{operator}” of {left} and {right} is not translated to SQL.',
  },
  ARGUMENT_UNSUPPORTED: {
    zh: '函数“{function}”的这个参数（{kind}）不能译为 SQL；位置、位数须为常量，列表须逐项写出。',
    en: 'This argument ({kind}) of “{function}” is not translated to SQL; positions and scales must be constants, lists written out.',
  },
  MEMBER_UNSUPPORTED: {
    zh: '“{kind}”的“{member}”不能译为 SQL。',
    en: '“{member}” of a {kind} is not translated to SQL.',
  },
  TYPE_UNSUPPORTED: {
    zh: '类型 {type} 没有对应的列类型。',
    en: 'There is no type of column for {type}.',
  },
  TYPE_MISSING: {
    zh: '“{name}”没有声明类型，无法确定列类型。',
    en: '“{name}” declares no type, so that its column has none.',
  },
  VALUE_UNSUPPORTED: {
    zh: '数据库存不下值 {value}。',
    en: 'The database can not hold the value {value}.',
  },
  COERCION_UNSUPPORTED: {
    zh: '这个值不能在 SQL 中转为类型 {type}。',
    en: 'The value is not made to be of type {type} in SQL.',
  },
  DIGITS_EXCEEDED: {
    zh: '可能需要 {digits} 位数字，而精确计算的上限为 {limit} 位；请用 columns 声明更窄的列。',
    en: 'This may need {digits} digits, where {limit} are exact; declare narrower columns (`columns`).',
  },
  DIVISION_INEXACT: {
    zh: '这个商没有有限的小数，只能用来与数比较。',
    en: 'No decimal holds this quotient exactly; it can only be compared with a number.',
  },
  NAME_UNSUPPORTED: {
    zh: '“{name}”不能用作列名（空、过长或含不允许的字符）；请用 columns 另行命名。',
    en: '“{name}” can not name a column (empty, too long, or with characters that are refused); name it otherwise (`columns`).',
  },
  NAME_TWICE: {
    zh: '两列同名：“{name}”；请用 columns 另行命名。',
    en: 'Two columns are called “{name}”; name one otherwise (`columns`).',
  },
  COLUMN_UNKNOWN: {
    zh: '模型没有名为“{name}”的输入数据；请核对 columns 中的名称。',
    en: 'The model has no input data “{name}”; check the names in `columns`.',
  },
  PRIORITY_UNKNOWN: {
    zh: '规则 {rule} 的输出不是常量，无法事先排定优先次序。',
    en: 'Output of rule {rule} is no constant, so that its priority is not known beforehand.',
  },
  DEFAULT_OF_LIST: {
    zh: '结果为列表的决策表不能带默认输出：默认值不是列表。',
    en: 'A table whose result is a list can not have a default output, which is no list.',
  },
  OUTPUTS_AGGREGATED: {
    zh: '多个输出不能汇总。',
    en: 'Several outputs can not be aggregated.',
  },
  RECURSION_UNSUPPORTED: {
    zh: '业务知识模型递归调用，不能展开。',
    en: 'A business knowledge model calls itself and can not be written out.',
  },
  NOT_COMPILED: {
    zh: '模型在此处有错误（{code}）。',
    en: 'The model is at fault here ({code}).',
  },
  SQL_TOO_DEEP: {
    zh: '表达式层层嵌套，展开后超过 {limit} 层，不能译为 SQL。',
    en: 'Expressions within expressions, those of called functions with them, go down more than {limit} levels.',
  },
  SQL_TOO_LARGE: {
    zh: 'SQL 过大，字符、列或值的个数超过上限 {limit}。',
    en: 'The SQL is too large: more than {limit} characters, columns or parts of values.',
  },
};

/** What FEEL calls the kinds of values that SQL has. */
const KINDS: ReadonlyMap<unknown, string> = new Map([
  ['moment', 'date and time'],
  ['days', 'days and time duration'],
  ['months', 'years and months duration'],
  ['array', 'list'],
]);

/** Expressions that have no word of FEEL. */
const EXPRESSIONS_ZH: ReadonlyMap<unknown, string> = new Map([
  ['call', '函数值的调用'],
  ['member', '成员'],
  ['filter', '筛选'],
  ['let', '中间值'],
  ['apply', '运算'],
  ['negate', '-'],
  ['array', '列表'],
  ['list', '列表'],
  ['context', '上下文'],
  ['range', '区间'],
  ['quotient', '商'],
]);

export function refusalSentence(code: RefusalCode, params: Params): { zh: string; en: string } {
  const { zh, en } = SENTENCES[code];
  const { expression } = params;
  const told = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      ['kind', 'left', 'right'].includes(name) ? (KINDS.get(value) ?? value) : value,
    ]),
  );
  const inChinese =
    expression === undefined ? {} : { expression: EXPRESSIONS_ZH.get(expression) ?? expression };
  return { zh: fillSentence(zh, { ...told, ...inChinese }), en: fillSentence(en, told) };
}
