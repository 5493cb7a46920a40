import type { UnitNode } from '../../../domain/tree.ts';
import type { Level } from '../../../domain/unit.ts';
import { OWN_GRID } from './island-set.ts';
import type { StandingUnits } from './matching.ts';
import type { GridPolygon } from './shape-set.ts';
import { boxOf, type Box } from './rings.ts';

const KM_A_DEGREE = 111.32;
/** A unit's own point lies within its shape, or near it: 12 km is the most among the real ones. */
const FAR_KM = 15;
/** How far beyond the points of its province's other units a shape may lie. */
const BESIDE_KM = 25;
/** So many points say where a province lies. */
const FEW_POINTS = 5;
const PROVINCE: Level = 1;

/** Where the units of a day lie, by the points that the register has for them. */
export class UnitPlaces {
  readonly #units: StandingUnits;
  /** By ordinal of the province: the box around the points of all that lies in it, and how many they are. */
  readonly #provinces = new Map<number, { readonly box: Box; readonly points: number }>();

  constructor(units: StandingUnits) {
    this.#units = units;
  }

  /** How far from its own place a shape lies, km, where that is too far to be believed; null where it is not. */
  tooFar(node: UnitNode, polygons: readonly GridPolygon[]): number | null {
    const [{ scale, translate }, box] = [OWN_GRID, boxOf(polygons.flatMap(([outer = []]) => outer))];
    const degrees: Box = [
      box[0] * scale[0] + translate[0],
      box[1] * scale[1] + translate[1],
      box[2] * scale[0] + translate[0],
      box[3] * scale[1] + translate[1]
    ];
    const { point } = node.unit;
    if (point) return beyond(kmApart([point[0], point[1], point[0], point[1]], degrees), FAR_KM);
    const province = this.#provinceOf(node);
    return province && province.points >= FEW_POINTS
      ? beyond(kmApart(province.box, degrees), BESIDE_KM)
      : null;
  }

  #provinceOf(node: UnitNode) {
    const { tree, all } = this.#units;
    const province = [...tree.upward(node.ordinal)].find(({ level }) => level === PROVINCE);
    if (!province) return null;
    let known = this.#provinces.get(province.ordinal);
    if (!known) {
      const points = all.flatMap(({ ordinal, unit }) =>
        unit.point && tree.isWithin(ordinal, province.ordinal) ? [unit.point] : []
      );
      this.#provinces.set(province.ordinal, (known = { box: boxOf(points), points: points.length }));
    }
    return known;
  }
}

/** The distance between two boxes of degrees, km; 0 where they meet. */
function kmApart(a: Box, b: Box): number {
  const east = Math.max(a[0] - b[2], b[0] - a[2], 0) * Math.cos((a[1] * Math.PI) / 180);
  const north = Math.max(a[1] - b[3], b[1] - a[3], 0);
  return KM_A_DEGREE * Math.hypot(east, north);
}

function beyond(km: number, bound: number): number | null {
  return km > bound ? Math.round(km) : null;
}
