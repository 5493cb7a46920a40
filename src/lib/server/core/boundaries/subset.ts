import type { UnitKey } from '../../../domain/unit.ts';
import type { UnitShape } from '../../../wire/boundaries.ts';
import { polygonsOf, shapeOf, type Arc, type ShapeSet } from './shape-set.ts';

/** A set with only the arcs that its shapes use. */
export function subset(set: ShapeSet): ShapeSet {
  const arcs: Arc[] = [];
  const places = new Map<number, number>();
  const place = (arc: number): number => {
    const own = arc < 0 ? ~arc : arc;
    let at = places.get(own);
    if (at === undefined) places.set(own, (at = arcs.push(set.arcs[own] ?? []) - 1));
    return arc < 0 ? ~at : at;
  };
  const shapes = new Map<UnitKey, UnitShape>();
  for (const shape of set.shapes.values()) {
    const polygons = polygonsOf(shape).map((polygon) => polygon.map((ring) => ring.map(place)));
    shapes.set(shape.id, shapeOf(shape.id, polygons));
  }
  return { ...set, arcs, shapes };
}
