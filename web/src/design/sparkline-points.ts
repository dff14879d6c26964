interface Size {
  width: number;
  height: number;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Places values evenly from left to right, least at the bottom; a level course runs through the middle. */
export function sparklinePoints(
  values: readonly number[],
  { width, height }: Size,
): { x: number; y: number }[] {
  const least = Math.min(...values);
  const range = Math.max(...values) - least;
  const step = values.length > 1 ? width / (values.length - 1) : 0;
  return values.map((value, index) => ({
    x: round(values.length > 1 ? index * step : width),
    y: round(range === 0 ? height / 2 : height - ((value - least) / range) * height),
  }));
}
