import { presimplify } from 'topojson-simplify';
import type { UnitShape } from '../../../wire/boundaries.ts';
import { polygonsOf, ringArea, sweepOf, type Arc, type GridPoint } from './shape-set.ts';

/** A ring that keeps less than this share of its area was simplified too far, and gets points back. */
const LEAST_AREA_KEPT = 0.5;
/** By how much the bar is lowered for the arcs of such a ring, each time. */
const LOWERED = 1 / 4;

/**
 * Simplifies arcs (Visvalingam's effective area) to about `target` points in all. Neighbours share arcs, so no gap
 * opens; ends of arcs stay; a ring that would collapse, turn over or lose half its area gets points back, so that no
 * unit vanishes. Answers the arcs as they are where they already fit.
 */
export function thin(arcs: readonly Arc[], shapes: Iterable<UnitShape>, target: number): readonly Arc[] {
  const total = arcs.reduce((sum, arc) => sum + arc.length, 0);
  if (total <= target) return arcs;
  const weighed = weigh(arcs);
  const bar = barFor(weighed, target);
  const bars = new Float64Array(arcs.length).fill(bar);
  const thinned = weighed.map((arc) => keep(arc, bar));
  const before = Float64Array.from(arcs, sweepOf);
  const after = Float64Array.from(thinned, sweepOf);
  let failing = ringsOf(shapes);
  for (;;) {
    failing = failing.filter((ring) => {
      const area = ringArea(ring, (arc) => before[arc]!);
      return ringArea(ring, (arc) => after[arc]!) / area < LEAST_AREA_KEPT;
    });
    const lowered = new Set(failing.flatMap((ring) => ring.map((arc) => (arc < 0 ? ~arc : arc))));
    let changed = false;
    for (const arc of lowered) {
      if (bars[arc] === 0) continue;
      bars[arc] = bars[arc]! < 1 ? 0 : bars[arc]! * LOWERED;
      thinned[arc] = keep(weighed[arc]!, bars[arc]);
      after[arc] = sweepOf(thinned[arc]);
      changed = true;
    }
    if (!changed) return thinned;
  }
}

type WeighedPoint = [number, number, number];

/** Each point with its effective area; ends of arcs weigh infinitely. */
function weigh(arcs: readonly Arc[]): WeighedPoint[][] {
  const weighed = presimplify({ type: 'Topology', objects: {}, arcs: arcs.map((arc) => [...arc]) });
  return weighed.arcs.map((arc) =>
    arc.map(([x, y, weight]): WeighedPoint => [x ?? 0, y ?? 0, weight ?? Infinity])
  );
}

function barFor(arcs: readonly WeighedPoint[][], target: number): number {
  const weights = Float64Array.from(arcs.flatMap((arc) => arc.map((point) => point[2])));
  weights.sort();
  return weights[Math.max(0, weights.length - target)] ?? 0;
}

function keep(arc: readonly WeighedPoint[], bar: number): Arc {
  const kept: Arc = [];
  for (const [x, y, weight] of arc) if (weight >= bar) kept.push([x, y] satisfies GridPoint);
  return kept;
}

function ringsOf(shapes: Iterable<UnitShape>): (readonly number[])[] {
  const rings: (readonly number[])[] = [];
  for (const shape of shapes) for (const polygon of polygonsOf(shape)) rings.push(...polygon);
  return rings;
}
