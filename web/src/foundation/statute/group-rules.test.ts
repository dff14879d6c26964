import { expect, test } from 'vitest';
import { countProven, filterRules, groupByArticle, plainTitle } from './group-rules.ts';
import type { StatuteRule } from './statute-query.ts';

function rule(change: Partial<StatuteRule>): StatuteRule {
  return {
    id: '21.reply',
    article: 21,
    kind: 'statute',
    room: 'sharing/requests',
    status: 'in-force',
    title: { zh: '答复期限', en: 'Reply' },
    text: { zh: '自收到申请之日起', en: 'Within working days' },
    params: {},
    code: [],
    tests: [],
    ...change,
  };
}

const place = { file: 'a.ts', line: 1 };
const rules = [
  rule({ id: 'platform.reminder', article: null, kind: 'platform' }),
  rule({
    id: '21.reply.days',
    kind: 'platform',
    title: { zh: '期限（平台规则）', en: 'Days (platform rule)' },
  }),
  rule({ code: [place], tests: [place] }),
  rule({ id: '3.scope', article: 3, status: 'to-come', room: 'sharing/catalogue' }),
];

test('articles in their order, the decree before the platform, rules of no article last', () => {
  const groups = groupByArticle(rules);
  expect(groups.map(({ article }) => article)).toEqual([3, 21, null]);
  expect(groups[1]?.rules.map(({ id }) => id)).toEqual(['21.reply', '21.reply.days']);
});

test('a filter holds in both languages, by id, room, kind and state', () => {
  expect(filterRules(rules, { q: 'Platform.REM' }).map(({ id }) => id)).toEqual(['platform.reminder']);
  expect(
    filterRules(rules, { q: '收到申请', kind: 'statute', state: 'in-force' }).map(({ id }) => id),
  ).toEqual(['21.reply']);
  expect(filterRules(rules, { room: 'sharing/catalogue' }).map(({ id }) => id)).toEqual(['3.scope']);
});

test('a rule is proven by code and a test together; rules to come are not counted as gaps', () => {
  expect(countProven(rules)).toEqual({ inForce: 3, proven: 1, toCome: 1 });
});

test('the badge is not said twice', () => {
  expect(rules.map((each) => plainTitle(each, 'zh'))[1]).toBe('期限');
  expect(rules.map((each) => plainTitle(each, 'en'))[1]).toBe('Days');
});
