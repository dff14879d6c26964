import { expect, it } from 'vitest';
import { sparklinePoints } from './sparkline-points.ts';

const size = { width: 50, height: 20 };

it('runs from the lower left to the upper right of a rising course', () => {
  expect(sparklinePoints([1, 2, 3], size)).toEqual([
    { x: 0, y: 20 },
    { x: 25, y: 10 },
    { x: 50, y: 0 },
  ]);
});

it('draws a level course and a single point in the middle', () => {
  expect(sparklinePoints([5, 5], size).map((point) => point.y)).toEqual([10, 10]);
  expect(sparklinePoints([5], size)).toEqual([{ x: 50, y: 10 }]);
  expect(sparklinePoints([], size)).toEqual([]);
});
