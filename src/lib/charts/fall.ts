/** One step of a fall: from where it starts to where it ends, both counted from the beginning. */
interface FallBar {
  readonly from: number;
  readonly to: number;
}

/** The steps of a change one after the other, and the span that they need. */
interface Fall {
  readonly bars: readonly FallBar[];
  readonly low: number;
  readonly high: number;
  /** Where the last one ends: the change. */
  readonly end: number;
}

/** The steps of a change, each beginning where the one before ended, from 0 on. */
export function fallOf(amounts: readonly number[]): Fall {
  let at = 0;
  const bars = amounts.map((amount) => {
    const from = at;
    at += amount;
    return { from, to: at };
  });
  const stops = [0, ...bars.map(({ to }) => to)];
  return { bars, low: Math.min(...stops), high: Math.max(...stops), end: at };
}

/** Where a number lies on the span, 0 to 1; the middle where the span is nothing. */
export function placeIn({ low, high }: Pick<Fall, 'low' | 'high'>, value: number): number {
  return high === low ? 0.5 : (value - low) / (high - low);
}
