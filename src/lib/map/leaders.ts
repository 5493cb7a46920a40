import type { Box } from './place-labels.ts';
import type { ScreenPoint } from './types.ts';

/** Where a name with a leader line may stand beside its unit. */
export interface LeaderPlace {
  /** Middle of the name, pixels. */
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

/** Directions of a leader line from the most wanted on (to the right, the sea), degrees. */
const TURNS = [0, -20, 20, -40, 40, -65, 65, -90, 90, 180, 155, -155];
const [NEAREST, FARTHEST, STEP] = [16, 250, 13];
/** How much longer a line may be for not being turned by a degree, pixels. */
const TURN_COST = 0.35;

interface Candidate {
  readonly dx: number;
  readonly dy: number;
  readonly cost: number;
}

/** Ways to go from a unit to its name, the nearest first. */
const CANDIDATES: readonly Candidate[] = TURNS.flatMap((turn) => {
  const count = Math.floor((FARTHEST - NEAREST) / STEP);
  return Array.from({ length: count }, (_, i) => {
    const length = NEAREST + i * STEP;
    const angle = (turn * Math.PI) / 180;
    return {
      dx: Math.cos(angle) * length,
      dy: Math.sin(angle) * length,
      cost: length + Math.abs(turn) * TURN_COST
    };
  });
}).sort((a, b) => a.cost - b.cost);

/** The nearest place beside a point for a name of some size that is free, `longest` pixels away at most; null for none. */
export function leaderPlace(
  from: ScreenPoint,
  { width, height }: { readonly width: number; readonly height: number },
  longest: number,
  isFree: (box: Box) => boolean
): LeaderPlace | null {
  for (const { dx, dy, cost } of CANDIDATES) {
    if (cost > longest) break;
    // The line ends at the name's near side.
    const x = from.x + dx + (dx > 1 ? width / 2 : dx < -1 ? -width / 2 : 0);
    const y = from.y + dy;
    const box: Box = [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
    if (isFree(box)) return { x, y, box };
  }
  return null;
}
