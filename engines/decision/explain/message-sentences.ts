import type { Message } from '../compile/run.ts';
import { fillSentence } from '../fill-sentence.ts';

const SENTENCES: ReadonlyMap<string, readonly [zh: string, en: string]> = new Map([
  [
    'TYPE_MISMATCH',
    [
      '“{element}”的值不是 {type}，按 null 处理。',
      'The value of “{element}” is not {type} and counts as null.',
    ],
  ],
  [
    'INPUT_NOT_ALLOWED',
    [
      '“{element}”的一项输入不在允许值之中，按 null 处理。',
      'An input of “{element}” is not among the allowed values and counts as null.',
    ],
  ],
  [
    'OUTPUT_NOT_ALLOWED',
    [
      '“{element}”的输出 {value} 不在允许值之中。',
      'The output {value} of “{element}” is not among the allowed values.',
    ],
  ],
  [
    'HIT_POLICY_VIOLATED',
    [
      '违反命中策略 {hitPolicy}，结果因此为 null。',
      'The hit policy {hitPolicy} is violated, so the result is null.',
    ],
  ],
  ['DIVISION_BY_ZERO', ['除数是零，商为 null。', 'The divisor is zero; the quotient is null.']],
  [
    'OPERANDS_UNFIT',
    [
      '“{operation}”不能用于这些值，所得为 null。',
      '“{operation}” does not apply to these values and gives null.',
    ],
  ],
  [
    'RESULT_OUT_OF_RANGE',
    [
      '“{operation}”的结果超出范围，按 null 处理。',
      'The result of “{operation}” is out of range and counts as null.',
    ],
  ],
  [
    'NOT_COMPARABLE',
    [
      '两个值不能用“{operator}”比较，所得为 null。',
      'Two values can not be compared by “{operator}”, which gives null.',
    ],
  ],
  [
    'AGGREGATION_UNDEFINED',
    [
      '{aggregation} 不能汇总这些输出，结果为 null。',
      '{aggregation} does not apply to these outputs; the result is null.',
    ],
  ],
  [
    'RANGE_INVALID',
    ['区间的两端不能比较，区间为 null。', 'The ends of a range can not be compared; the range is null.'],
  ],
  [
    'NAME_UNKNOWN',
    ['名称“{name}”没有定义，取值为 null。', 'The name “{name}” is not defined; its value is null.'],
  ],
  ['MEMBER_UNKNOWN', ['没有“{name}”这一项，取值为 null。', 'There is no “{name}”; its value is null.']],
  [
    'NOT_A_FUNCTION',
    ['被调用的不是函数，所得为 null。', 'What is called is no function; the call gives null.'],
  ],
  [
    'ARGUMENTS_COUNT',
    [
      '函数要 {expected} 个参数，给了 {given} 个，所得为 null。',
      'A function asks for {expected} arguments and is given {given}; the call gives null.',
    ],
  ],
  [
    'ARGUMENTS_NAMED',
    [
      '函数没有这些参数：{names}，所得为 null。',
      'A function has no such parameters: {names}; the call gives null.',
    ],
  ],
  [
    'ARGUMENT_TYPE',
    [
      '函数的第 {position} 个参数不是 {type}，所得为 null。',
      'Argument {position} of a function is not {type}; the call gives null.',
    ],
  ],
  [
    'FEEL_ARGUMENTS',
    [
      '函数 {function} 不接受这些参数，所得为 null。',
      '{function} does not take these arguments and gives null.',
    ],
  ],
  [
    'FEEL_NO_VALUE',
    [
      '函数 {function} 对这些参数没有值，所得为 null。',
      '{function} has no value for these arguments and gives null.',
    ],
  ],
  [
    'FEEL_NOW_NOT_GIVEN',
    ['没有给出当前时刻，取值为 null。', 'The moment of this evaluation was not given and counts as null.'],
  ],
  [
    'CONDITION_NOT_BOOLEAN',
    [
      '条件不是 true、false 或 null，由它决定的值为 null。',
      'A condition is neither true, false nor null; what depends on it is null.',
    ],
  ],
  [
    'NOT_ITERABLE',
    ['不能逐项取值，所得为 null。', 'What should be passed over is no list; what comes of it is null.'],
  ],
  [
    'POSITION_OUTSIDE',
    ['列表没有这个位置，取值为 null。', 'The list has no such position; its value is null.'],
  ],
]);

/** What went wrong where a value became null, for people. */
export function messageSentence({ element, code, params }: Message): { zh: string; en: string } {
  const [zh, en] = SENTENCES.get(code) ?? [
    '“{element}”中有一处不能计算（{code}），取值为 null。',
    'Something in “{element}” can not be computed ({code}); its value is null.',
  ];
  const all = { ...params, element, code };
  return { zh: fillSentence(zh, all), en: fillSentence(en, all) };
}
