interface Progress {
  done: number;
  total: number | undefined;
  ratePerSecond: number | undefined;
}

/** Whole per cent, never 100 before the end; seconds left where the rate is known. */
export function progressFigures({ done, total, ratePerSecond }: Progress): {
  percent: number | undefined;
  secondsLeft: number | undefined;
} {
  if (total === undefined || total <= 0) return { percent: undefined, secondsLeft: undefined };
  const left = Math.max(0, total - done);
  const percent = left === 0 ? 100 : Math.min(99, Math.floor((done / total) * 100));
  const knowsRate = ratePerSecond !== undefined && ratePerSecond > 0;
  return { percent, secondsLeft: knowsRate ? Math.ceil(left / ratePerSecond) : undefined };
}
