/** What a text is expected to go on with, in Chinese; signs and words of FEEL are told as they are. */
export const EXPECTED = {
  'the end': '结尾',
  'an expression': '表达式',
  'a name': '名称',
  'a parameter': '参数名',
  'a type': '类型',
  'closing "': '收尾的引号（"）',
  'a string after @': '@ 之后带引号的文本',
} as const;

export type Expected = keyof typeof EXPECTED | `'${string}'`;

/** As parameters of a refusal. */
export function sentencesOf(expected: Expected): { expected: string; expectedZh: string } {
  const zh = new Map<string, string>(Object.entries(EXPECTED)).get(expected);
  return { expected, expectedZh: zh ?? ` ${expected}` };
}
