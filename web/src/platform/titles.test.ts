import { expect, test } from 'vitest';
import { titleIn } from './titles.ts';

test('a title is drawn in the reader’s language, or in Chinese and marked as such', () => {
  const entry = { title: '企业登记基本信息', titleEn: 'Enterprise registration' };
  expect(titleIn('zh', entry)).toEqual({ text: '企业登记基本信息' });
  expect(titleIn('en', entry)).toEqual({ text: 'Enterprise registration' });
  expect(titleIn('en', { title: '企业登记基本信息', titleEn: '' })).toEqual({
    text: '企业登记基本信息',
    lang: 'zh-CN',
  });
});
