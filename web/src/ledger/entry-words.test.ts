import { translate, type MessageKey } from '@tandem/messages';
import { expect, test } from 'vitest';
import type { Language, Text } from '../platform/i18n.ts';
import { kindWords } from './entry-words.ts';

const textIn =
  (language: Language): Text =>
  (key) =>
    translate(key as MessageKey, language);

test.each([
  ['account.second-factor-enrolled', '账号 · 启用第二步验证', 'Account · second factor switched on'],
  ['account.reset', '账号 · 重置密码', 'Account · password reset'],
  ['request.grant-by-standing-consent', '申请 · 依预先同意即时同意', 'Request · Granted by standing consent'],
  ['agreement.confirm', '协议 · 确认协议', 'Agreement · Agreement confirmed'],
])('%s has words in both languages', (kind, zh, en) => {
  expect([kindWords(textIn('zh'), kind), kindWords(textIn('en'), kind)]).toEqual([zh, en]);
});

test('a kind that this version does not know stays as it is written', () => {
  expect(kindWords(textIn('zh'), 'account.renamed')).toBe('account.renamed');
});
