import { translate, type MessageKey } from '@tandem/messages';
import { expect, test } from 'vitest';
import type { Text } from '../platform/i18n.ts';
import { payloadWords } from './payload-words.ts';

const zh: Text = (key) => translate(key as MessageKey, 'zh');
const disclosure = (name: string, text: string) =>
  payloadWords(zh, { kind: 'disclosure.answered', name }, text);

test.each([
  ['mode', 'query', '查询'],
  ['kind', 'system', '系统'],
  ['kind', 'privacyImpact', '个人信息保护影响评估'],
  ['role', 'clerk', '经办人'],
  ['by', 'platform', '平台'],
])('%s %s is %s', (name, text, words) => {
  expect(disclosure(name, text)).toBe(words);
});

test('a state is called as its own room calls it', () => {
  expect(payloadWords(zh, { kind: 'request.conclude', name: 'to' }, 'inForce')).toBe('协议生效');
  expect(payloadWords(zh, { kind: 'agreement.resume', name: 'to' }, 'inForce')).toBe('生效中');
  expect(payloadWords(zh, { kind: 'agreement.confirm', name: 'act' }, 'confirm')).toBe('确认协议');
});

test('what is no code stays as it is, also where it looks like one elsewhere', () => {
  expect(disclosure('purpose', 'query')).toBe('query');
  expect(disclosure('mode', 'toString')).toBe('toString');
  expect(disclosure('from', '2026-11-15')).toBe('2026-11-15');
});
