import type { GridPoint } from './shape-set.ts';

/** Where two edges cross: edge `i` of ring `a` with edge `j` of ring `b`; an edge begins at its point's number. */
export interface Crossing {
  readonly a: number;
  readonly i: number;
  readonly b: number;
  readonly j: number;
}

/** How much comparing one unit's shape may cost, pairs of edges and cells of edges: about half a second. */
const MOST_WORK = 60_000_000;
/** More crossings than anybody mends. */
const MOST_FOUND = 500;

/** How rings meet. */
export interface Meetings {
  /** Edges that cross properly; no more than anybody mends. */
  readonly crossings: readonly Crossing[];
  /** Whether two rings touch or run along each other somewhere. */
  readonly touch: (a: number, b: number) => boolean;
}

/**
 * Where the edges of closed rings cross and touch, exactly, in the rings' own whole numbers. Null where finding it would
 * cost more than a shape is worth.
 */
export function meetingsOf(rings: readonly (readonly GridPoint[])[]): Meetings | null {
  const edges = rings.flatMap((ring, a) => ring.slice(1).map((_, i) => ({ a, i })));
  return new Cells(rings, edges).meetings();
}

interface Edge {
  readonly a: number;
  readonly i: number;
}

/** Edges sorted into the cells of a square net about as fine as there are edges. */
class Cells {
  readonly #rings: readonly (readonly GridPoint[])[];
  readonly #edges: readonly Edge[];
  readonly #west: number;
  readonly #south: number;
  readonly #side: number;
  readonly #across: number;

  constructor(rings: readonly (readonly GridPoint[])[], edges: readonly Edge[]) {
    this.#rings = rings;
    this.#edges = edges;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings)
      for (const [x, y] of ring) {
        west = Math.min(west, x);
        south = Math.min(south, y);
        east = Math.max(east, x);
        north = Math.max(north, y);
      }
    this.#west = west;
    this.#south = south;
    this.#across = Math.min(2048, Math.max(1, Math.ceil(Math.sqrt(edges.length))));
    this.#side = Math.max(1, (Math.max(east - west, north - south) + 1) / this.#across);
  }

  meetings(): Meetings | null {
    const members = this.#fill();
    if (!members) return null;
    const { starts, list } = members;
    const crossings: Crossing[] = [];
    const touching = new Set<number>();
    const pairOf = (a: number, b: number) => Math.min(a, b) * this.#rings.length + Math.max(a, b);
    const met = { crossings, touch: (a: number, b: number) => touching.has(pairOf(a, b)) };
    let work = list.length;
    for (let cell = 0; cell + 1 < starts.length; cell++) {
      const [from, to] = [starts[cell]!, starts[cell + 1]!];
      work += ((to - from) * (to - from - 1)) / 2;
      if (work > MOST_WORK) return null;
      for (let m = from; m < to; m++)
        for (let n = m + 1; n < to; n++) {
          const [one, other] = [this.#edges[list[m]!]!, this.#edges[list[n]!]!];
          if (this.#firstShared(one, other) !== cell) continue;
          const how = this.#meet(one, other);
          if (how === 'touch' && one.a !== other.a) touching.add(pairOf(one.a, other.a));
          if (how !== 'cross') continue;
          crossings.push({ a: one.a, i: one.i, b: other.a, j: other.i });
          if (crossings.length >= MOST_FOUND) return met;
        }
    }
    return met;
  }

  /** The edges of every cell, one list behind another; null where they would be too many. */
  #fill(): { starts: Uint32Array; list: Uint32Array } | null {
    const counts = new Uint32Array(this.#across * this.#across + 1);
    let entries = 0;
    for (const edge of this.#edges) {
      const { left, right, bottom, top } = this.#span(edge);
      entries += (right - left + 1) * (top - bottom + 1);
      if (entries > MOST_WORK / 4) return null;
      for (let y = bottom; y <= top; y++)
        for (let x = left; x <= right; x++) counts[y * this.#across + x + 1]!++;
    }
    for (let cell = 1; cell < counts.length; cell++) counts[cell]! += counts[cell - 1]!;
    const starts = counts.slice();
    const list = new Uint32Array(entries);
    this.#edges.forEach((edge, number) => {
      const { left, right, bottom, top } = this.#span(edge);
      for (let y = bottom; y <= top; y++)
        for (let x = left; x <= right; x++) list[counts[y * this.#across + x]!++] = number;
    });
    return { starts, list };
  }

  #span({ a, i }: Edge) {
    const [[x0, y0], [x1, y1]] = this.#ends(a, i);
    const cell = (value: number, from: number) => Math.floor((value - from) / this.#side);
    return {
      left: cell(Math.min(x0, x1), this.#west),
      right: cell(Math.max(x0, x1), this.#west),
      bottom: cell(Math.min(y0, y1), this.#south),
      top: cell(Math.max(y0, y1), this.#south)
    };
  }

  /** The one cell in which a pair is compared. */
  #firstShared(one: Edge, other: Edge): number {
    const [s, t] = [this.#span(one), this.#span(other)];
    return Math.max(s.bottom, t.bottom) * this.#across + Math.max(s.left, t.left);
  }

  #meet(one: Edge, other: Edge): 'cross' | 'touch' | null {
    const [p, q] = this.#ends(one.a, one.i);
    const [r, s] = this.#ends(other.a, other.i);
    if (!overlap(p[0], q[0], r[0], s[0]) || !overlap(p[1], q[1], r[1], s[1])) return null;
    const apart = sideOf(p, q, r) * sideOf(p, q, s);
    const across = sideOf(r, s, p) * sideOf(r, s, q);
    if (apart > 0 || across > 0) return null;
    return apart < 0 && across < 0 ? 'cross' : 'touch';
  }

  #ends(a: number, i: number): readonly [GridPoint, GridPoint] {
    const ring = this.#rings[a]!;
    return [ring[i]!, ring[i + 1]!];
  }
}

function overlap(a: number, b: number, c: number, d: number): boolean {
  return Math.max(a, b) >= Math.min(c, d) && Math.max(c, d) >= Math.min(a, b);
}

/** −1, 0, 1: on which side of the line p → q a point lies; exact, for the grid's numbers are small. */
function sideOf([px, py]: GridPoint, [qx, qy]: GridPoint, [x, y]: GridPoint): number {
  return Math.sign((qx - px) * (y - py) - (qy - py) * (x - px));
}

/** Where two crossing edges meet, on the grid. */
export function meeting(
  [p, q]: readonly [GridPoint, GridPoint],
  [r, s]: readonly [GridPoint, GridPoint]
): GridPoint {
  const [dx, dy, ex, ey] = [q[0] - p[0], q[1] - p[1], s[0] - r[0], s[1] - r[1]];
  const along = ((r[0] - p[0]) * ey - (r[1] - p[1]) * ex) / (dx * ey - dy * ex);
  return [Math.round(p[0] + along * dx), Math.round(p[1] + along * dy)];
}
