import { expect, test } from 'vitest';
import { inWords } from './in-words.ts';
import { translate, type MessageKey } from '@tandem/messages';

const refusal = (code: MessageKey, params: Record<string, string>) =>
  translate(code, 'zh', inWords(code, 'zh', params));

test.each<[MessageKey, Record<string, string>, string]>([
  ['REQUEST_STATE', { state: 'withdrawn' }, '申请当前状态（已撤回）不允许此操作'],
  ['REQUEST_NOT_YOUR_SIDE', { side: 'authority' }, '此操作由另一方（主管部门）进行'],
  ['AGREEMENT_STATE', { state: 'expired' }, '协议当前状态（已到期）不允许此操作'],
  ['DEMAND_STATE', { state: 'declined' }, '需求当前状态（不予安排）不允许此操作'],
  ['REQUEST_MODE_NOT_OFFERED', { mode: 'file' }, '该资源不提供“文件下载”方式'],
  ['EXCHANGE_MODE_NOT_AGREED', { mode: 'query' }, '协议未约定此共享方式：查询'],
  ['IMPORT_PLAN_INVALID', { column: '金额', reason: 'target-repeated' }, '列设置有误：金额（列名重复）'],
])('%s says in words what its parameters name by code', (code, params, words) => {
  expect(refusal(code, params)).toBe(words);
});

test('several roles are listed as the language lists them', () => {
  const roles = { roles: 'clerk, auditor' };
  expect(inWords('PLATFORM_ROLE_MISSING', 'zh', roles)['roles']).toBe('经办人、审计员');
  expect(inWords('PLATFORM_ROLE_MISSING', 'en', roles)['roles']).toBe('Clerk, Auditor');
});

test('what is no code stays: titles, numbers, a code that has no words', () => {
  expect(inWords('REQUEST_RESOURCE_WITHHELD', 'zh', { title: 'withdrawn' })).toEqual({ title: 'withdrawn' });
  expect(inWords('PLATFORM_RATE_LIMITED', 'zh', { seconds: 3 })).toEqual({ seconds: 3 });
  expect(inWords('REQUEST_STATE', 'zh', { state: 'unheard-of' })).toEqual({ state: 'unheard-of' });
});
