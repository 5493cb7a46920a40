import { NOT_APPLICABLE } from '../domain/attainment.ts';
import type { Tint } from './tint.ts';
import type { Colouring, MapShapes, Ordinal } from './types.ts';

/** How every unit of the picture is painted, ready to be compared with what is on the screen. */
export interface Painting {
  readonly revision: number;
  /** Ordinal → code: the tint, with `FAINT_BIT` where the unit is left out, or `SKELETON` before the figures are there. */
  readonly units: UnitCodes;
}

export const SKELETON = -1;
const FAINT_BIT = 32;

/** The order of a picture's units: made once for its shapes. */
interface Order {
  readonly ordinals: Int32Array;
  readonly index: ReadonlyMap<Ordinal, number>;
  /** Of lists of ordinals that were painted before. */
  readonly places: WeakMap<ArrayLike<Ordinal>, Int32Array>;
}

const orders = new WeakMap<MapShapes, Order>();

/** One code for each unit of a picture, as a column beside their ordinals. */
class UnitCodes {
  readonly order: Order;
  readonly codes: Int16Array;

  constructor(order: Order, codes: Int16Array) {
    this.order = order;
    this.codes = codes;
  }

  get(ordinal: Ordinal): number | undefined {
    const at = this.order.index.get(ordinal);
    return at === undefined ? undefined : this.codes[at];
  }

  has(ordinal: Ordinal): boolean {
    return this.order.index.has(ordinal);
  }

  values(): Iterable<number> {
    return this.codes;
  }

  *[Symbol.iterator](): Iterator<readonly [Ordinal, number]> {
    for (let i = 0; i < this.codes.length; i++) yield [this.order.ordinals[i]!, this.codes[i]!];
  }
}

/** The painting of the units shown: those without a tint are không áp dụng (ARCHITECTURE, "Missing rows"). */
export function paintingOf(
  shapes: MapShapes,
  colouring: Colouring | null,
  left: ReadonlySet<Ordinal>
): Painting {
  const order = orderOf(shapes);
  const codes = new Int16Array(order.ordinals.length).fill(colouring === null ? SKELETON : NOT_APPLICABLE);
  if (colouring !== null) {
    const { ordinals, tints } = colouring;
    const places = placesOf(order, ordinals);
    for (let i = 0; i < places.length; i++) {
      const at = places[i]!;
      if (at >= 0) codes[at] = tints[i]!;
    }
    for (const ordinal of left) {
      const at = order.index.get(ordinal);
      if (at !== undefined) codes[at]! |= FAINT_BIT;
    }
  }
  return { revision: colouring?.revision ?? -1, units: new UnitCodes(order, codes) };
}

/** A code as feature state: its tint (null for the skeleton) and whether it is faint. */
export function stateOfCode(code: number): { tint: Tint | null; faint: boolean } {
  if (code === SKELETON) return { tint: null, faint: false };
  return { tint: code & ~FAINT_BIT, faint: (code & FAINT_BIT) !== 0 };
}

/** Units whose tint differs between two paintings of the same picture, with the code they had. */
export function changesBetween(before: Painting, after: Painting): readonly [Ordinal, number][] {
  const changed: [Ordinal, number][] = [];
  const { order, codes } = after.units;
  const isSame = before.units.order === order;
  for (let i = 0; i < codes.length; i++) {
    const ordinal = order.ordinals[i]!;
    const old = isSame ? before.units.codes[i] : before.units.get(ordinal);
    if (old !== undefined && old !== codes[i]) changed.push([ordinal, old]);
  }
  return changed;
}

/** Where each of some ordinals is in the order, −1 for those that are not drawn; remembered for the same list. */
function placesOf(order: Order, ordinals: ArrayLike<Ordinal>): Int32Array {
  const known = order.places.get(ordinals);
  if (known) return known;
  const places = new Int32Array(ordinals.length);
  for (let i = 0; i < places.length; i++) places[i] = order.index.get(ordinals[i]!) ?? -1;
  order.places.set(ordinals, places);
  return places;
}

function orderOf(shapes: MapShapes): Order {
  const known = orders.get(shapes);
  if (known) return known;
  const ordinals = Int32Array.from(shapes.units.features, ({ id }) => id);
  const index = new Map<Ordinal, number>();
  ordinals.forEach((ordinal, i) => index.set(ordinal, i));
  const order = { ordinals, index, places: new WeakMap<ArrayLike<Ordinal>, Int32Array>() };
  orders.set(shapes, order);
  return order;
}
