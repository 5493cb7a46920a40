import { meeting, meetingsOf, type Crossing } from './crossings.ts';
import { sideOfRing, twiceArea, type Ring } from './rings.ts';
import type { GridPoint } from './shape-set.ts';

/** A loop may be cut off where it is this small a part of its ring; what is larger, nobody knows which half is meant. */
const LARGEST_LOOP = 0.01;
/** Each time what was cut is looked at again; a ring with loops upon loops is given up. */
const ROUNDS = 5;

/**
 * A ring without the small loops in which it crosses itself; null where a loop is too large to be a slip of the pen.
 * `cut` counts the loops.
 */
export function untangle(
  ring: Ring,
  crossings: readonly Crossing[]
): { ring: GridPoint[]; cut: number } | null {
  let now: GridPoint[] = [...ring];
  let cut = 0;
  for (let round = 0, found = crossings; found.length > 0; round++) {
    if (round === ROUNDS) return null;
    const next = cutLoops(now, found);
    if (!next) return null;
    [now, cut] = [next.ring, cut + next.cut];
    const again = meetingsOf([now]);
    if (!again) return null;
    found = again.crossings;
  }
  const open = openLoops(now);
  return open && { ring: open.ring, cut: cut + open.cut };
}

/** Cuts off the smaller side of each crossing, those that span the fewest points first. */
function cutLoops(ring: GridPoint[], found: readonly Crossing[]): { ring: GridPoint[]; cut: number } | null {
  const edges = ring.length - 1;
  const most = Math.abs(twiceArea(ring)) * LARGEST_LOOP;
  const isGone = new Uint8Array(edges);
  const put = new Map<number, GridPoint>();
  let cut = 0;
  const spans = found
    .map(({ i, j }) => {
      const [first, last] = i < j ? [i, j] : [j, i];
      // The other way round where the loop runs over the ring's first point.
      return last - first <= edges / 2 ? { from: first, to: last } : { from: last, to: first + edges };
    })
    .sort((a, b) => a.to - a.from - (b.to - b.from));
  for (const { from, to } of spans) {
    if (isGone[from] || isGone[to % edges]) continue;
    const at = (edge: number) => ring[edge % edges]!;
    const end = ring[(to % edges) + 1]!;
    const cross = meeting([at(from), at(from + 1)], [at(to), end]);
    const loop: GridPoint[] = [cross];
    for (let point = from + 1; point <= to; point++) loop.push(at(point));
    loop.push(cross);
    if (Math.abs(twiceArea(loop)) > most) return null;
    // The points behind the first edge up to the start of the second one go; the crossing stands in their place.
    for (let point = from + 1; point <= to; point++) isGone[point % edges] = 1;
    put.set(from, cross);
    cut++;
  }
  const kept: GridPoint[] = [];
  const add = (point: GridPoint) => {
    const last = kept.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) kept.push(point);
  };
  for (let point = 0; point < edges; point++) {
    if (!isGone[point]) add(ring[point]!);
    const cross = put.get(point);
    if (cross) add(cross);
  }
  if (kept.length < 3) return null;
  add([...kept[0]!]);
  return { ring: kept, cut };
}

/**
 * A ring that comes back to one of its points draws a loop of its own. One that lies beside the rest and winds as it
 * does, or within it and winds the other way, is a part or a hole; any other covers ground twice or not at all.
 */
function openLoops(ring: GridPoint[]): { ring: GridPoint[]; cut: number } | null {
  const seen = new Map<number, number>();
  const kept: GridPoint[] = [];
  const loops: GridPoint[][] = [];
  const nameOf = ([x, y]: GridPoint) => x * 4_000_000 + y;
  for (const point of ring.slice(0, -1)) {
    const before = seen.get(nameOf(point));
    if (before !== undefined) {
      const loop = kept.splice(before);
      for (const one of loop) seen.delete(nameOf(one));
      loops.push([...loop, loop[0]!]);
    }
    seen.set(nameOf(point), kept.length);
    kept.push(point);
  }
  if (loops.length === 0) return { ring, cut: 0 };
  loops.push([...kept, kept[0]!]);
  const [whole, ...rest] = loops
    .filter((loop) => twiceArea(loop) !== 0)
    .sort((a, b) => Math.abs(twiceArea(b)) - Math.abs(twiceArea(a)));
  if (!whole) return null;
  const most = Math.abs(twiceArea(whole)) * LARGEST_LOOP;
  const wrong = rest.filter((loop) => {
    const place = loop.map((point) => sideOfRing(point, whole)).find((side) => side !== 'on') ?? 'on';
    const isSameWay = twiceArea(loop) > 0 === twiceArea(whole) > 0;
    return place === 'in' ? isSameWay : !isSameWay;
  });
  if (wrong.length === 0) return { ring, cut: 0 };
  return wrong.every((loop) => Math.abs(twiceArea(loop)) <= most) && rest.length === wrong.length
    ? { ring: whole, cut: wrong.length }
    : null;
}
