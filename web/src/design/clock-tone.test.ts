import { describe, expect, it } from 'vitest';
import { type ClockView, clockTone, overdueDays, usedShare } from './clock-tone.ts';

const clock = (change: Partial<ClockView>): ClockView => ({
  state: 'running',
  totalDays: 10,
  usedDays: 0,
  remainingDays: 10,
  dueOn: '2026-11-26',
  ...change,
});

describe('clockTone', () => {
  it.each([
    [{ usedDays: 6, remainingDays: 4 }, 'calm'],
    [{ usedDays: 7, remainingDays: 3 }, 'soon'],
    [{ totalDays: 20, usedDays: 13, remainingDays: 7 }, 'calm'],
    [{ totalDays: 3, usedDays: 2, remainingDays: 1 }, 'soon'],
    [{ totalDays: 2, usedDays: 1, remainingDays: 1 }, 'soon'],
    [{ usedDays: 10, remainingDays: 0 }, 'today'],
    [{ totalDays: 1, usedDays: 0, remainingDays: 1 }, 'calm'],
    [{ state: 'late', usedDays: 12, remainingDays: -2 }, 'late'],
    [{ state: 'paused' }, 'paused'],
    [{ state: 'done' }, 'done'],
    [{ state: 'done', urgency: 'done-late' }, 'doneLate'],
    [{ state: 'unpublished', dueOn: null }, 'unknown'],
  ] as const)('%j is %s', (change, tone) => {
    expect(clockTone(clock(change))).toBe(tone);
  });
});

it('fills the ring between nothing and all', () => {
  expect(usedShare(clock({ usedDays: 7 }))).toBe(0.7);
  expect(usedShare(clock({ usedDays: 14 }))).toBe(1);
  expect(usedShare(clock({ totalDays: 0 }))).toBe(1);
});

it('counts days overdue from either way of stating them', () => {
  expect(overdueDays(clock({ state: 'late', usedDays: 12, remainingDays: 0 }))).toBe(2);
  expect(overdueDays(clock({ state: 'late', usedDays: 10, remainingDays: -3 }))).toBe(3);
  expect(overdueDays(clock({ state: 'late', usedDays: 10, remainingDays: 0, overdueDays: 4 }))).toBe(4);
});
