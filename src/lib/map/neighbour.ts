import { mercatorX, mercatorY } from './camera.ts';
import type { MapLabel, Ordinal } from './types.ts';

export type Direction = 'ArrowUp' | 'ArrowRight' | 'ArrowDown' | 'ArrowLeft';

const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowRight: [1, 0],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0]
};

export function isDirection(key: string): key is Direction {
  return key in STEPS;
}

/**
 * The unit next to `from` in a direction, by label points: the nearest within 60° of it, where going aside costs
 * double. Without a start the first label by rank; null where there is none that way.
 */
export function neighbour(
  labels: readonly MapLabel[],
  from: Ordinal | null,
  direction: Direction
): Ordinal | null {
  const start = labels.find(({ ordinal }) => ordinal === from);
  if (start === undefined) return first(labels);
  const [dx, dy] = STEPS[direction];
  let best: Ordinal | null = null;
  let least = Infinity;
  for (const label of labels) {
    const x = mercatorX(label.lon) - mercatorX(start.lon);
    const y = mercatorY(label.lat) - mercatorY(start.lat);
    const along = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (label.ordinal === from || along <= 0 || aside > along * Math.sqrt(3)) continue;
    const cost = along + 2 * aside;
    if (cost < least) {
      least = cost;
      best = label.ordinal;
    }
  }
  return best;
}

function first(labels: readonly MapLabel[]): Ordinal | null {
  const lowest = labels.reduce<MapLabel | null>(
    (best, label) => (best === null || label.rank < best.rank ? label : best),
    null
  );
  return lowest?.ordinal ?? null;
}
