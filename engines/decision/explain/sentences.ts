import { quote } from '../feel/print-expression.ts';
import { toText } from '../values/to-text.ts';
import type { Value } from '../values/value.ts';
import type { Condition, ExplainedTable } from './explanation.ts';

type Told = Pick<ExplainedTable, 'name' | 'hits' | 'nearest' | 'isDefault' | 'result' | 'messages'>;

/** So many messages are told in the sentence of a table. */
const MOST_TOLD = 3;

const textOf = (value: Value): string => (typeof value === 'string' ? quote(value) : toText(value));

/** What a table did, for people. */
export function sentencesOf({ name, hits, nearest, isDefault, result, messages }: Told): {
  zh: string;
  en: string;
} {
  const value = textOf(result);
  const rules = hits.map(({ rule, conditions }) => ({
    rule,
    zh: conditions.map((one) => met(one, '符合')).join('，') || '不设条件',
    en: conditions.map((one) => met(one, 'meets')).join(', ') || 'without conditions',
  }));
  const failed = nearest?.conditions.filter(({ holds }) => holds !== true) ?? [];
  const [missZh, missEn] = [
    failed.map((one) => met(one, '不符合')).join('，'),
    failed.map((one) => met(one, 'does not meet')).join(', '),
  ];
  const told = messages.slice(0, MOST_TOLD);
  const [whyZh, whyEn] = [told.map(({ zh }) => zh).join(''), told.map(({ en }) => ` ${en}`).join('')];
  if (rules.length > 0)
    return {
      zh: `“${name}”${rules.map(({ rule, zh }) => `命中规则 ${rule}（${zh}）`).join('，')}，结果为 ${value}。${whyZh}`,
      en: `“${name}” hits ${rules.map(({ rule, en }) => `rule ${rule} (${en})`).join(', ')}; the result is ${value}.${whyEn}`,
    };
  const [resultZh, resultEn] = isDefault
    ? [`取默认值 ${value}`, `the default ${value} applies`]
    : [`结果为 ${value}`, `the result is ${value}`];
  return {
    zh: `“${name}”没有规则命中，${resultZh}。${nearest ? `最接近的是规则 ${nearest.rule}：${missZh}。` : ''}${whyZh}`,
    en: `“${name}” hits no rule; ${resultEn}.${nearest ? ` The nearest is rule ${nearest.rule}: ${missEn}.` : ''}${whyEn}`,
  };
}

const met = ({ input, value, tests }: Condition, how: string): string =>
  `${input} = ${textOf(value)} ${how} ${tests}`;
