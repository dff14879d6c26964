import { expect, test } from 'vitest';
import { composeCall, firstDraft, isKeyed } from './composed-call.ts';
import type { CallGuide } from './exchange-queries.ts';

const item = (name: string, key: boolean) =>
  ({ name, type: 'text', modes: ['query', 'verify'], key, masked: false, served: true }) as const;
const guide = {
  purpose: { code: 'tax-risk', text: '' },
  modes: ['query', 'verify'],
  items: [item('许可证编号', true), item('年度', true), item('企业名称', false)],
  keyItems: ['许可证编号', '年度'],
  sample: null,
} as unknown as CallGuide;

test('a call begins with every item of the entry’s key, and is sent once each has a value', () => {
  const draft = firstDraft(guide, 'query');
  expect(draft.items).toEqual(['企业名称']);
  expect(draft.key.map(({ item: name }) => name)).toEqual(['许可证编号', '年度']);
  expect(isKeyed('query', draft)).toBe(false);
  const half = {
    ...draft,
    key: [
      { item: '许可证编号', value: 'XK-1' },
      { item: '年度', value: ' ' },
    ],
  };
  expect(isKeyed('verify', half)).toBe(false);
  expect(isKeyed('batch', half)).toBe(true);
  const whole = {
    ...draft,
    key: [
      { item: '许可证编号', value: 'XK-1' },
      { item: '年度', value: '2024' },
    ],
  };
  expect(isKeyed('query', whole)).toBe(true);
  expect(composeCall('query', whole)).toMatchObject({
    where: [
      { item: '许可证编号', values: ['XK-1'] },
      { item: '年度', values: ['2024'] },
    ],
  });
});

test('where the entry has no key, the sample or the first item to look up by begins the call', () => {
  const alone = { ...guide, keyItems: [] };
  expect(firstDraft(alone, 'query').key).toEqual([{ item: '许可证编号', value: '' }]);
  const sample = { item: '年度', value: '2024' };
  expect(firstDraft({ ...alone, sample }, 'query').key).toEqual([sample]);
});
