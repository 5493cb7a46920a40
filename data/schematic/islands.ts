/** Islands that Natural Earth's outline lacks: a small round each, sized by area, never overlapping. */
import { fromPlane, snap, toPlane, type Lattice, type Point, type Ring } from './plane.ts';

export type Island = { lon: number; lat: number; areaKm2: number };

/** Sizes in km. */
const LEAST = 1.7;
const MOST = 5.5;

/** One ring per island; those that stand close are made smaller until they keep apart. */
export function rounds(islands: Island[], lattice: Lattice): Ring[] {
  const at = islands.map((i) => toPlane([i.lon, i.lat]));
  const wished = islands.map((i) => Math.min(MOST, Math.max(LEAST, Math.sqrt(i.areaKm2 / Math.PI))));
  return islands.map((island, k) => {
    let radius = wished[k]!;
    at.forEach((p, j) => {
      if (j === k) return;
      const d = Math.hypot(p[0] - at[k]![0], p[1] - at[k]![1]);
      radius = Math.min(radius, (0.92 * d * wished[k]!) / (wished[k]! + wished[j]!));
    });
    const corners = radius > 3 ? 20 : 14;
    return Array.from({ length: corners }, (_, n): Point => {
      const turn = (2 * Math.PI * (n + (island.lat % 1))) / corners;
      const p: Point = [at[k]![0] + radius * Math.cos(turn), at[k]![1] + radius * Math.sin(turn)];
      return snap(fromPlane(p), lattice);
    });
  });
}
