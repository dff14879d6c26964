import { expect, test } from 'vitest';
import { labelOf } from './problem-alert.tsx';

test('members of a list are named by the list and their number', () => {
  const labels = { '/tags': '标签', '/items/3/description': '税额 · 说明' };
  expect(labelOf('/tags/0', labels)).toEqual(['标签', ' 1']);
  expect(labelOf('/items/3/description', labels)).toBe('税额 · 说明');
  expect(labelOf('/other', labels)).toBe('other');
});
