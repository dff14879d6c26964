/** Where a value lies between two ends, 0 to 1; values beyond an end stay at it. */
export function dotShare(value: number, { min, max }: { min: number; max: number }): number {
  if (max <= min) return 0;
  return Math.min(1, Math.max(0, (value - min) / (max - min)));
}
