import { quote } from '../feel/print-expression.ts';
import { beginningOf } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';
import type { Condition, ExplainedRule, ExplainedTable } from './explanation.ts';

type Told = Pick<
  ExplainedTable,
  'name' | 'hits' | 'nearest' | 'isDefault' | 'isEmpty' | 'result' | 'messages'
>;

/** So many messages are told in the sentence of a table. */
const MOST_TOLD = 3;
/** Characters of a value or of a cell that are told, and of all conditions together. */
const MOST_OF_ONE = 500;
const MOST_OF_ALL = 10_000;

const begun = (text: string): string => beginningOf(text, MOST_OF_ONE);

const textOf = (value: Value): string =>
  typeof value === 'string' ? quote(begun(value)) : beginningOf(value, MOST_OF_ONE);

const WORDS = {
  zh: { and: '，', met: '符合', missed: '不符合', always: '不设条件' },
  en: { and: ', ', met: 'meets', missed: 'does not meet', always: 'without conditions' },
} as const;
type Language = keyof typeof WORDS;

/** What a table did, for people. */
export function sentencesOf(told: Told): { zh: string; en: string } {
  const { hits, nearest, isDefault, isEmpty } = told;
  const [name, value] = [begun(told.name), textOf(told.result)];
  const [whyZh, whyEn] = [whyOf(told, 'zh'), whyOf(told, 'en')];
  const [zh, en] = [hitsOf(hits, 'zh'), hitsOf(hits, 'en')];
  if (hits.length > 0)
    return {
      zh: `“${name}”${zh}，结果为 ${value}。${whyZh}`,
      en: `“${name}” hits ${en}; the result is ${value}.${whyEn}`,
    };
  const [resultZh, resultEn] = isDefault
    ? [`取默认值 ${value}`, `the default ${value} applies`]
    : [`结果为 ${value}`, `the result is ${value}`];
  const [none, noneEn] = isEmpty ? ['没有规则', 'has no rules'] : ['没有规则命中', 'hits no rule'];
  return {
    zh: `“${name}”${none}，${resultZh}。${nearest ? `最接近的是规则 ${nearest.rule}：${missed(nearest, 'zh')}。` : ''}${whyZh}`,
    en: `“${name}” ${noneEn}; ${resultEn}.${nearest ? ` The nearest is rule ${nearest.rule}: ${missed(nearest, 'en')}.` : ''}${whyEn}`,
  };
}

function hitsOf(hits: readonly ExplainedRule[], language: Language): string {
  const { and, met, always } = WORDS[language];
  const all = hits.values().map(({ rule, conditions }) => {
    const why =
      joined(
        conditions.values().map((one) => said(one, met)),
        and,
      ) || always;
    return language === 'zh' ? `命中规则 ${rule}（${why}）` : `rule ${rule} (${why})`;
  });
  return joined(all, and);
}

function missed({ conditions }: ExplainedRule, language: Language): string {
  const { and, missed: how } = WORDS[language];
  const failed = conditions.values().filter(({ holds }) => holds !== true);
  return joined(
    failed.map((one) => said(one, how)),
    and,
  );
}

/** Of what an input had to say the input is named: the null that is spoken of is its own. */
function whyOf({ messages }: Told, language: Language): string {
  const told = messages.slice(0, MOST_TOLD).map(({ input, zh, en }) => {
    const said = language === 'zh' ? zh : en;
    if (input === undefined) return said;
    return language === 'zh' ? `输入“${begun(input)}”：${said}` : `Input “${begun(input)}”: ${said}`;
  });
  return language === 'zh' ? told.join('') : told.map((one) => ` ${one}`).join('');
}

const said = ({ input, value, tests }: Condition, how: string): string =>
  `${begun(input)} = ${textOf(value)} ${how} ${begun(tests)}`;

/** What comes after so many characters is not made. */
function joined(parts: Iterable<string>, separator: string): string {
  let text = '';
  for (const part of parts) {
    if (text.length > MOST_OF_ALL) return `${text}${separator}…`;
    text += text === '' ? part : separator + part;
  }
  return text;
}
