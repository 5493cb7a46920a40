/** A line through months as an SVG path, broken where a month has no figure; a lone month is a dot. */
export function trendPath(
  values: readonly (number | null)[],
  [low, high]: readonly [number, number],
  width: number,
  height: number
): string {
  const edge = 3;
  const x = (k: number) => edge + (k * (width - 2 * edge)) / Math.max(1, values.length - 1);
  const y = (value: number) =>
    high > low ? height - edge - ((value - low) * (height - 2 * edge)) / (high - low) : height / 2;
  let path = '';
  let drawing = false;
  values.forEach((value, k) => {
    if (value === null) drawing = false;
    else {
      const point = `${x(k).toFixed(1)} ${y(value).toFixed(1)}`;
      const lone = !drawing && (values[k + 1] ?? null) === null;
      path += drawing ? `L${point}` : `M${point}${lone ? 'h0' : ''}`;
      drawing = true;
    }
  });
  return path;
}
