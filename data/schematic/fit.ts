/**
 * Finds the weights that give each cell its area: damped Newton, as for semi-discrete optimal
 * transport. The matrix is the graph of neighbours with border length over distance, solved by
 * conjugate gradients. Every site must lie inside the region, so that no cell is empty at first.
 */
import type { Region } from './clip.ts';
import { clip, measure, type Clipped } from './clip.ts';
import type { Point } from './plane.ts';
import { neighbourLists, powerDiagram } from './power.ts';

type State = {
  sites: Point[];
  near: number[][];
  weights: Float64Array;
  clipped: Clipped;
  area: Float64Array;
  error: number;
};

export type Fit = { sites: Point[]; weights: Float64Array; clipped: Clipped; area: Float64Array };

/** Targets are areas in km²; they are scaled to fill the region. */
export function fitCells(region: Region, sites: Point[], targets: number[]): Fit {
  const nothing = clip({ corners: [], edges: [] }, region, [sites[0]!], [0]);
  const whole = measure(nothing, region.rings, 1).area[0]!;
  const scale = whole / targets.reduce((a, b) => a + b, 0);
  const wanted = targets.map((t) => t * scale);
  const plain = evaluate(region, sites, neighbourLists(sites), new Float64Array(sites.length), wanted);
  return newton(region, wanted, plain);
}

/**
 * Areas in the measure of the place: the outline has more land than the tables here and less there
 * (rivers, tidal flats, a coarse coast), and cells of the exact areas would have to drift past
 * their label points for tens of kilometres. So each area is scaled by the ratio of the plain
 * Voronoi cells round it to the areas round it, weighted by a bell of `reach` km.
 */
export function localAreas(region: Region, sites: Point[], areas: number[], reach: number): number[] {
  const even = new Float64Array(sites.length);
  const cells = clip(powerDiagram(sites, even, neighbourLists(sites)), region, sites, even);
  const plain = measure(cells, region.rings, sites.length).area;
  return sites.map(([x, y], i) => {
    let [has, wants] = [0, 0];
    sites.forEach(([u, v], j) => {
      const d = ((u - x) ** 2 + (v - y) ** 2) / (2 * reach * reach);
      if (d > 4.5) return;
      has += Math.exp(-d) * plain[j]!;
      wants += Math.exp(-d) * areas[j]!;
    });
    return areas[i]! * Math.max(0.5, Math.min(1.6, has / wants));
  });
}

function evaluate(
  region: Region,
  sites: Point[],
  near: number[][],
  weights: Float64Array,
  wanted: number[]
): State {
  const clipped = clip(powerDiagram(sites, weights, near), region, sites, weights);
  const { area } = measure(clipped, region.rings, sites.length);
  let error = 0;
  wanted.forEach((t, i) => (error += (area[i]! - t) ** 2));
  return { sites, near, weights, clipped, area, error };
}

function newton(region: Region, wanted: number[], from: State, most = 30): State {
  let state = from;
  const floor = 0.5 * Math.min(...state.area, ...wanted);
  for (let k = 0; k < most; k++) {
    const worst = Math.max(...wanted.map((t, i) => Math.abs(state.area[i]! / t - 1)));
    if (worst < 0.002) break;
    const delta = solve(state, wanted);
    let better: State | null = null;
    for (let f = 1; f > 0.002 && !better; f /= 2) {
      const weights = state.weights.map((w, i) => w + f * delta[i]!);
      const next = evaluate(region, state.sites, state.near, weights, wanted);
      if (next.area.every((a) => a > floor) && next.error < state.error * (1 - 0.2 * f)) better = next;
    }
    if (!better) break;
    state = better;
  }
  return state;
}

/** Change of weights that mends the areas to first order. */
function solve(state: State, wanted: number[]): Float64Array {
  const n = wanted.length;
  const { clipped, sites } = state;
  const links = clipped.inner.map(({ left, right, from, to }) => {
    const [p, q] = [clipped.nodes[from]!, clipped.nodes[to]!];
    const [a, b] = [sites[left]!, sites[right]!];
    const length = Math.hypot(p[0] - q[0], p[1] - q[1]);
    return { left, right, c: length / (2 * Math.hypot(a[0] - b[0], a[1] - b[1])) };
  });
  const diagonal = new Float64Array(n).fill(1e-9);
  for (const { left, right, c } of links) {
    diagonal[left]! += c;
    diagonal[right]! += c;
  }
  const apply = (v: Float64Array) => {
    const out = v.map((x) => 1e-9 * x);
    for (const { left, right, c } of links) {
      const d = c * (v[left]! - v[right]!);
      out[left]! += d;
      out[right]! -= d;
    }
    return out;
  };
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((s, x, i) => s + x * b[i]!, 0);
  const x = new Float64Array(n);
  const r = Float64Array.from(wanted, (t, i) => t - state.area[i]!);
  let z = r.map((v, i) => v / diagonal[i]!);
  const p = z.slice();
  let rz = dot(r, z);
  const enough = rz * 1e-14;
  for (let k = 0; k < 2000 && rz > enough; k++) {
    const ap = apply(p);
    const alpha = rz / dot(p, ap);
    for (let i = 0; i < n; i++) {
      x[i]! += alpha * p[i]!;
      r[i]! -= alpha * ap[i]!;
    }
    z = r.map((v, i) => v / diagonal[i]!);
    const next = dot(r, z);
    for (let i = 0; i < n; i++) p[i] = z[i]! + (next / rz) * p[i]!;
    rz = next;
  }
  return x;
}
