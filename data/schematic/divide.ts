/** Divides units that are already drawn into smaller ones; borders with the neighbours stay shared. */
import { clip, measure, Region } from './clip.ts';
import { fitCells } from './fit.ts';
import { Crossings, giveAway, shapes, type Shape } from './mesh.ts';
import { FINE, fromPlane, inRings, inward, ringArea, seeded, snap, toPlane, unsnap } from './plane.ts';
import type { Point, Ring } from './plane.ts';
import { neighbourLists, powerDiagram } from './power.ts';
import type { Unit } from './topo.ts';
import { drawEdges, type Style } from './wiggle.ts';

/** A part to be drawn: its code, its share of the whole's area, and where it should lie if known. */
export type Part = { code: string; share: number; at?: Point };
/** A unit on the fine lattice and what it is to be divided into. */
export type Whole = Unit & { parts: Part[] };

type Laid = { whole: Whole; finish: (crossings: Crossings) => Map<string, Shape> };

/** All parts of all wholes, and the points that they put on the wholes' borders. */
export function divide(wholes: Whole[], style: Style): { parts: Unit[]; crossings: Crossings } {
  const crossings = new Crossings();
  const laid = wholes.map((whole) => lay(whole, style, crossings));
  const parts = laid.flatMap(({ whole, finish }) => {
    const found = finish(crossings);
    return whole.parts.map(({ code }): Unit => ({ code, shape: found.get(code)! }));
  });
  return { parts, crossings };
}

/** First half: cells and crossings. The rings wait until the neighbours' crossings are known too. */
function lay(whole: Whole, style: Style, crossings: Crossings): Laid {
  const polygons = whole.shape
    .map((rings) => ({ rings, area: Math.abs(ringArea(rings[0]!)) }))
    .sort((a, b) => b.area - a.area);
  const main = polygons.filter((p) => p.area > 0.6 * (polygons[0]!.area / whole.parts.length));
  const shared = shareOut(main, whole.parts);
  const finishers = main.map(({ rings }, k) => cellsIn(whole.code, rings, shared[k]!, style, crossings));
  return {
    whole,
    finish: (known) => {
      const all = new Map<string, Shape>();
      for (const finish of finishers) finish(known).forEach((shape, code) => all.set(code, shape));
      const last = whole.parts.at(-1)!.code;
      for (const { rings } of polygons.slice(main.length))
        all.get(last)!.push(rings.map((ring) => known.fill(ring)));
      return all;
    }
  };
}

/** Which parts lie on which polygon: by area, at least one on each. */
function shareOut(polygons: { area: number }[], parts: Part[]): Part[][] {
  const whole = polygons.reduce((sum, p) => sum + p.area, 0);
  const shares = parts.reduce((sum, p) => sum + p.share, 0);
  const waiting = [...parts];
  const out = polygons.map((): Part[] => []);
  for (let k = polygons.length - 1; k > 0; k--) {
    let room = (polygons[k]!.area / whole) * shares;
    do {
      const part = waiting.pop()!;
      out[k]!.push(part);
      room -= part.share;
    } while (room > 0.5 * (waiting.at(-1)?.share ?? Infinity) && waiting.length > k);
  }
  out[0] = waiting;
  return out;
}

function cellsIn(code: string, rings: Ring[], parts: Part[], style: Style, crossings: Crossings) {
  if (parts.length === 1)
    return (known: Crossings) => new Map([[parts[0]!.code, [rings.map((r) => known.fill(r))] as Shape]]);
  const plane = rings.map((ring) => ring.map((p) => toPlane(unsnap(p, FINE))));
  const region = new Region(plane);
  const sites = spread(region, parts, `${code}:${ringArea(rings[0]!)}`);
  const fit = fitCells(
    region,
    sites,
    parts.map((p) => p.share)
  );
  const { mesh } = giveAway(
    fit.clipped,
    plane,
    parts.map(() => '')
  );
  const lines = drawEdges(mesh, FINE, rings, style, code);
  for (const rim of mesh.rims) {
    if (!rim.start) continue;
    const ring = rings[rim.ring]!;
    const { segment, along } = rim.start;
    const point = snap(fromPlane(mesh.nodes[rim.from]!), FINE);
    crossings.add(ring[segment]!, ring[(segment + 1) % ring.length]!, along, point);
  }
  return (known: Crossings) => {
    const made = shapes(mesh, FINE, rings, lines, parts.length, known);
    return new Map(parts.map((p, i) => [p.code, made[i]!]));
  };
}

/** Evenly spread sites inside the region, in reading order; parts with a wished place lie near it. */
function spread(region: Region, parts: Part[], seed: string): Point[] {
  const random = seeded(seed);
  const [minX, minY, maxX, maxY] = region.bounds;
  let sites: Point[] = [];
  for (const part of parts) {
    if (part.at) sites.push(inward(toPlane(part.at), region.rings));
    for (let tries = 0; !part.at; tries++) {
      const p: Point = [minX + random() * (maxX - minX), minY + random() * (maxY - minY)];
      if (!inRings(p, region.rings)) continue;
      sites.push(p);
      break;
    }
  }
  if (parts.some((p) => p.at)) return apart(sites, region);
  const even = new Float64Array(sites.length);
  for (let round = 0; round < 4; round++) {
    const near = neighbourLists(sites);
    const { centroid } = measure(
      clip(powerDiagram(sites, even, near), region, sites, even),
      region.rings,
      sites.length
    );
    sites = sites.map((p, i) => (inRings(centroid[i]!, region.rings) ? centroid[i]! : p));
  }
  // numbered as one reads: in bands from the north, west to east and back
  const band = Math.sqrt(((maxX - minX) * (maxY - minY)) / sites.length) * 1.4;
  const row = (p: Point) => Math.floor((maxY - p[1]) / band);
  return sites.sort((p, q) => row(p) - row(q) || (row(p) % 2 ? q[0] - p[0] : p[0] - q[0]));
}

/** Moves sites that lie on one another a little apart. */
function apart(sites: Point[], region: Region): Point[] {
  const [minX, minY, maxX, maxY] = region.bounds;
  const least = 0.1 * Math.min(maxX - minX, maxY - minY);
  return sites.reduce<Point[]>((done, p, i) => {
    let q = p;
    for (let k = 1; k < 60 && done.some((o) => Math.hypot(o[0] - q[0], o[1] - q[1]) < least); k++) {
      const turn = 2.4 * (k + i);
      const r = least * Math.sqrt(k) * 0.6;
      q = inward([p[0] + r * Math.cos(turn), p[1] + r * Math.sin(turn)], region.rings);
    }
    return [...done, q];
  }, []);
}
