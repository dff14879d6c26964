import { expect, test } from 'vitest';
import { delegationState } from './delegation-state.ts';

const period = { startsOn: '2026-03-10', endsOn: '2026-03-12', endedAt: null };

test.each([
  ['2026-03-09', 'coming'],
  ['2026-03-10', 'running'],
  ['2026-03-12', 'running'],
  ['2026-03-13', 'over'],
] as const)('on %s it is %s: both days are included', (today, state) => {
  expect(delegationState(period, today)).toBe(state);
});

test('ended early is ended, whatever the day', () => {
  const ended = { ...period, endedAt: '2026-03-11T02:00:00Z' };
  expect(delegationState(ended, '2026-03-11')).toBe('ended');
  expect(delegationState(ended, '2026-04-01')).toBe('ended');
});
