/**
 * From a clipped diagram to units: gives stray pieces to a neighbour, makes the borders look drawn,
 * and walks round every unit to collect its rings on the lattice.
 */
import { rimPoints, type Clipped, type RimSpot } from './clip.ts';
import { fromPlane, ringArea, snap, type Lattice, type Point, type Ring } from './plane.ts';

/** Polygons of one unit: rings of lattice points, outer first, unclosed. */
export type Shape = Ring[][];

type Step = { from: number; to: number; inner: number; rim: number; forward: boolean };
type Walk = { steps: Step[]; nodes: number[] };

/** All closed walks with each owner on the left. */
function walks(mesh: Clipped, count: number): Walk[][] {
  const starts: Map<number, Step>[] = Array.from({ length: count }, () => new Map<number, Step>());
  const done: Walk[][] = Array.from({ length: count }, () => []);
  mesh.inner.forEach((e, inner) => {
    if (e.left === e.right) return;
    starts[e.left]!.set(e.from, { from: e.from, to: e.to, inner, rim: -1, forward: true });
    starts[e.right]!.set(e.to, { from: e.to, to: e.from, inner, rim: -1, forward: false });
  });
  mesh.rims.forEach((r, rim) => {
    const step = { from: r.from, to: r.to, inner: -1, rim, forward: true };
    if (r.from < 0) done[r.left]!.push({ steps: [step], nodes: [] });
    else starts[r.left]!.set(r.from, step);
  });
  starts.forEach((open, owner) => {
    for (const first of open.values()) {
      if (!open.has(first.from)) continue;
      const steps: Step[] = [];
      for (let at: Step | undefined = first; at; at = open.get(at.to)) {
        steps.push(at);
        open.delete(at.from);
        if (at.to === first.from) break;
      }
      if (steps.at(-1)!.to !== first.from) throw new Error(`open ring at unit ${owner}`);
      done[owner]!.push({ steps, nodes: steps.map((s) => s.from) });
    }
  });
  return done;
}

/** The plain ring of a walk, in the plane. */
function plainRing(mesh: Clipped, rings: Ring[], walk: Walk): Ring {
  return walk.steps.flatMap((s) => {
    const own = s.from < 0 ? [] : [mesh.nodes[s.from]!];
    if (s.rim < 0) return own;
    const rim = mesh.rims[s.rim]!;
    return [...own, ...rimPoints(rim, rings).map((k) => rings[rim.ring]![k]!)];
  });
}

/**
 * Each cell keeps its largest part; any other part goes to the neighbour with which it shares most
 * border, first of all one of its own group (province).
 */
export function giveAway(mesh: Clipped, rings: Ring[], groups: string[]): { mesh: Clipped; moved: number } {
  const parts: { cell: number; area: number; owner: number }[] = [];
  const ofStep = { left: new Int32Array(mesh.inner.length), right: new Int32Array(mesh.inner.length) };
  const ofRim = new Int32Array(mesh.rims.length);
  walks(mesh, groups.length).forEach((list, cell) => {
    for (const walk of list) {
      const id = parts.push({ cell, area: ringArea(plainRing(mesh, rings, walk)), owner: -1 }) - 1;
      for (const s of walk.steps) {
        if (s.rim >= 0) ofRim[s.rim] = id;
        else (s.forward ? ofStep.left : ofStep.right)[s.inner] = id;
      }
    }
    const own = parts.filter((p) => p.cell === cell);
    const main = own.reduce((a, b) => (b.area > a.area ? b : a));
    main.owner = cell;
  });
  let moved = 0;
  for (let again = true; again;) {
    again = false;
    const best = new Map<number, { owner: number; score: number }>();
    const sums = new Map<string, number>();
    mesh.inner.forEach((e, k) => {
      const [l, r] = [ofStep.left[k]!, ofStep.right[k]!];
      const [p, q] = [mesh.nodes[e.from]!, mesh.nodes[e.to]!];
      const length = Math.hypot(p[0] - q[0], p[1] - q[1]);
      for (const [stray, other] of [
        [l, r],
        [r, l]
      ] as const) {
        const owner = parts[other]!.owner;
        if (parts[stray]!.owner >= 0 || owner < 0) continue;
        const key = `${stray}:${owner}`;
        const near = groups[owner] === groups[parts[stray]!.cell] ? 5 : 1;
        const score = (sums.get(key) ?? 0) + near * length;
        sums.set(key, score);
        if (score > (best.get(stray)?.score ?? 0)) best.set(stray, { owner, score });
      }
    });
    for (const [stray, { owner }] of best) {
      parts[stray]!.owner = owner;
      moved++;
      again = true;
    }
  }
  const lone = parts.find((p) => p.owner < 0);
  if (lone) lone.owner = lone.cell;
  return {
    moved,
    mesh: {
      nodes: mesh.nodes,
      inner: mesh.inner
        .map((e, k) => ({
          ...e,
          left: parts[ofStep.left[k]!]!.owner,
          right: parts[ofStep.right[k]!]!.owner
        }))
        .filter((e) => e.left !== e.right),
      rims: mesh.rims.map((r, k) => ({ ...r, left: parts[ofRim[k]!]!.owner }))
    }
  };
}

/** Points put on the segments of rings by their neighbours' cells, so that both sides have them. */
export class Crossings {
  private readonly known = new Map<string, { along: number; point: Point }[]>();

  private static key(p: Point, q: Point): [string, boolean] {
    const forward = p[0] < q[0] || (p[0] === q[0] && p[1] <= q[1]);
    const [a, b] = forward ? [p, q] : [q, p];
    return [`${a.join()}:${b.join()}`, forward];
  }

  add(p: Point, q: Point, along: number, point: Point): void {
    const [key, forward] = Crossings.key(p, q);
    const list = this.known.get(key) ?? [];
    list.push({ along: forward ? along : 1 - along, point });
    this.known.set(key, list);
  }

  /** The points strictly between two places of a segment, in its direction. */
  between(p: Point, q: Point, after = -1, before = 2): Point[] {
    const [key, forward] = Crossings.key(p, q);
    return (this.known.get(key) ?? [])
      .map((c) => ({ along: forward ? c.along : 1 - c.along, point: c.point }))
      .filter((c) => c.along > after + 1e-12 && c.along < before - 1e-12)
      .sort((a, b) => a.along - b.along)
      .map((c) => c.point);
  }

  /** A ring with all points that lie on it. */
  fill(ring: Ring): Ring {
    return tidy(ring.flatMap((p, k) => [p, ...this.between(p, ring[(k + 1) % ring.length]!)]));
  }
}

/** Without equal neighbours and without spikes (a step out and straight back). */
export function tidy(ring: Ring): Ring {
  const out: Ring = [];
  const same = (p: Point | undefined, q: Point) => p !== undefined && p[0] === q[0] && p[1] === q[1];
  for (const p of ring) {
    if (same(out.at(-1), p)) continue;
    if (same(out.at(-2), p)) out.pop();
    else out.push(p);
  }
  // the same across the ring's seam
  for (let more = true; more && out.length > 2;) {
    more = true;
    if (same(out.at(-1), out[0]!)) out.pop();
    else if (same(out.at(-2), out[0]!)) out.pop();
    else if (same(out.at(-1), out[1]!)) out.shift();
    else more = false;
  }
  return out;
}

/** The units' shapes on the lattice: `lines` are the inner points of each inner edge, drawn. */
export function shapes(
  mesh: Clipped,
  lattice: Lattice,
  latticeRings: Ring[],
  lines: Point[][],
  count: number,
  crossings: Crossings
): Shape[] {
  const nodes = mesh.nodes.map((p) => snap(fromPlane(p), lattice));
  const segment = (spot: RimSpot): [Point, Point] => {
    const ring = latticeRings[spot.ring]!;
    return [ring[spot.segment]!, ring[(spot.segment + 1) % ring.length]!];
  };
  const rimLine = (index: number): Ring => {
    const rim = mesh.rims[index]!;
    const ring = latticeRings[rim.ring]!;
    const inside = rimPoints(rim, latticeRings);
    if (!rim.start || !rim.end) return crossings.fill(ring);
    if (inside.length === 0) return crossings.between(...segment(rim.start), rim.start.along, rim.end.along);
    return [
      ...crossings.between(...segment(rim.start), rim.start.along),
      ...inside.flatMap((k, i) => [
        ring[k]!,
        ...(i + 1 < inside.length ? crossings.between(ring[k]!, ring[(k + 1) % ring.length]!) : [])
      ]),
      ...crossings.between(...segment(rim.end), -1, rim.end.along)
    ];
  };
  return walks(mesh, count).map((list) => {
    const rings = list
      .map((walk) =>
        tidy(
          walk.steps.flatMap((s) => {
            const own = s.from < 0 ? [] : [nodes[s.from]!];
            if (s.rim >= 0) return [...own, ...rimLine(s.rim)];
            const line = lines[s.inner]!;
            return [...own, ...(s.forward ? line : line.toReversed())];
          })
        )
      )
      .filter((ring) => ring.length > 2 && ringArea(ring) !== 0);
    const outer = rings.filter((r) => ringArea(r) > 0).map((r): Ring[] => [r]);
    for (const hole of rings.filter((r) => ringArea(r) < 0)) {
      const home = outer.find(([r]) => contains(r!, hole));
      if (home) home.push(hole);
    }
    return outer;
  });
}

function contains(outer: Ring, hole: Ring): boolean {
  const xs = outer.map((p) => p[0]);
  const ys = outer.map((p) => p[1]);
  return hole.every(
    ([x, y]) => x >= Math.min(...xs) && x <= Math.max(...xs) && y >= Math.min(...ys) && y <= Math.max(...ys)
  );
}
