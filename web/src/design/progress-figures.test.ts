import { expect, it } from 'vitest';
import { progressFigures } from './progress-figures.ts';

it.each([
  [
    { done: 0, total: 100, ratePerSecond: undefined },
    { percent: 0, secondsLeft: undefined },
  ],
  [
    { done: 999_999, total: 1_000_000, ratePerSecond: 50_000 },
    { percent: 99, secondsLeft: 1 },
  ],
  [
    { done: 100, total: 100, ratePerSecond: 10 },
    { percent: 100, secondsLeft: 0 },
  ],
  [
    { done: 120, total: 100, ratePerSecond: 10 },
    { percent: 100, secondsLeft: 0 },
  ],
  [
    { done: 5, total: undefined, ratePerSecond: 10 },
    { percent: undefined, secondsLeft: undefined },
  ],
  [
    { done: 5, total: 0, ratePerSecond: 0 },
    { percent: undefined, secondsLeft: undefined },
  ],
])('%j is %j', (progress, figures) => {
  expect(progressFigures(progress)).toEqual(figures);
});
