import { meetingsOf } from './crossings.ts';
import type { GridPolygon } from './shape-set.ts';
import { boxOf, sideOfRing, type Box, type Ring } from './rings.ts';
import { untangle } from './untangle.ts';

/** Why a unit's polygons are held back: nobody knows which ground they mean. */
export type ShapeFault = 'self-crossing' | 'hole-outside' | 'overlapping' | 'too-heavy';

/** A unit's polygons as they can be drawn, and how many small loops were cut off; or why they are held back. */
export type Judged = { readonly polygons: GridPolygon[]; readonly cut: number } | ShapeFault;

/** How much comparing places may cost, pairs of place and edge: about a second. */
const MOST_PLACES = 300_000_000;
/** Where along an edge of a ring that touches another it is asked on which side it lies. */
const ALONG = [0, 0.5, 0.25, 0.75];

/**
 * Judges all polygons of one unit: no ring may cross itself or another, holes lie in their polygon, polygons lie apart.
 * Loops of under a hundredth of a ring are cut off; everything else is the deployer's to put right.
 */
export function judgePolygons(given: readonly GridPolygon[]): Judged {
  const rings = given.flat();
  const met = meetingsOf(rings);
  if (!met) return 'too-heavy';
  const polygonOf = given.flatMap((polygon, number) => polygon.map(() => number));
  for (const { a, b } of met.crossings)
    if (a !== b) return polygonOf[a] === polygonOf[b] ? 'hole-outside' : 'overlapping';
  let cut = 0;
  const sound: Ring[] = [];
  for (const [number, ring] of rings.entries()) {
    const loose = untangle(
      ring,
      met.crossings.filter(({ a }) => a === number)
    );
    if (!loose) return 'self-crossing';
    cut += loose.cut;
    sound.push(loose.ring);
  }
  let next = 0;
  const polygons = given.map((polygon): GridPolygon => polygon.map(() => [...sound[next++]!]));
  return new Places(polygons, met.touch).fault() ?? { polygons, cut };
}

/** A ring with its number among all rings of the unit. */
interface Numbered {
  readonly ring: Ring;
  readonly number: number;
}

interface Part {
  readonly outer: Numbered;
  readonly holes: readonly Numbered[];
  readonly box: Box;
}

/** How rings that do not cross lie to each other. */
class Places {
  readonly #parts: readonly Part[];
  readonly #touch: (a: number, b: number) => boolean;
  #left = MOST_PLACES;

  constructor(polygons: readonly GridPolygon[], touch: (a: number, b: number) => boolean) {
    this.#touch = touch;
    let number = 0;
    this.#parts = polygons.map((rings) => {
      const [outer = { ring: [], number: 0 }, ...holes] = rings.map((ring) => ({ ring, number: number++ }));
      return { outer, holes, box: boxOf(outer.ring) };
    });
  }

  fault(): ShapeFault | null {
    const found = this.#holeOutside() ? 'hole-outside' : this.#overlap() ? 'overlapping' : null;
    return this.#left < 0 ? 'too-heavy' : found;
  }

  #holeOutside(): boolean {
    return this.#parts.some(({ outer, holes }) => holes.some((hole) => this.#anyOf(hole, outer, 'out')));
  }

  #overlap(): boolean {
    // By their western ends: those that begin behind one's eastern end need no look.
    const parts = this.#parts.toSorted((a, b) => a.box[0] - b.box[0]);
    return parts.some((one, at) => {
      for (let k = at + 1; k < parts.length && parts[k]!.box[0] < one.box[2]; k++) {
        const other = parts[k]!;
        if (--this.#left < 0) return true;
        if (meet(one.box, other.box) && (this.#covers(one, other) || this.#covers(other, one))) return true;
      }
      return false;
    });
  }

  /** Whether some ground of a part lies in another, and in no hole of it. */
  #covers(part: Part, whole: Part): boolean {
    return (
      this.#anyOf(part.outer, whole.outer, 'in') &&
      !whole.holes.some((hole) => this.#anyOf(part.outer, hole, 'in'))
    );
  }

  /** Whether any place of a ring lies on one side of another; where they never touch, one place speaks for all. */
  #anyOf(one: Numbered, whole: Numbered, wanted: 'in' | 'out'): boolean {
    const touches = this.#touch(one.number, whole.number);
    let isOn = true;
    for (let i = 1; i < one.ring.length; i++) {
      const [x0, y0] = one.ring[i - 1]!;
      const [x1, y1] = one.ring[i]!;
      for (const share of ALONG) {
        this.#left -= whole.ring.length;
        if (this.#left < 0) return true;
        const side = sideOfRing([x0 + share * (x1 - x0), y0 + share * (y1 - y0)], whole.ring);
        if (side === wanted) return true;
        if (side !== 'on') isOn = false;
        if (!touches && side !== 'on') return false;
      }
    }
    // The same ring twice.
    return isOn;
  }
}

function meet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
