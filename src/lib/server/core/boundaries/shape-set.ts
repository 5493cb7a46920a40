import type { UnitKey } from '../../../domain/unit.ts';
import type { Grid, PolygonArcs, UnitShape } from '../../../wire/boundaries.ts';

/** A point on a grid, whole numbers. */
export type GridPoint = [number, number];
/** Polygons on a grid: rings closed, the outer counter-clockwise, the holes clockwise (RFC 7946). */
export type GridPolygon = GridPoint[][];
/** Points from one end to the other, in absolute whole numbers. */
export type Arc = GridPoint[];

/** Shapes of units over arcs that neighbours share. */
export interface ShapeSet {
  readonly grid: Grid;
  readonly arcs: readonly Arc[];
  readonly shapes: ReadonlyMap<UnitKey, UnitShape>;
  /** True where the shapes were dissolved from those of a lower level, and nobody imported them. */
  readonly derived: boolean;
}

/** Stored shapes that no version of this program wrote. */
class DamagedShapes extends Error {
  constructor(cause?: unknown) {
    super('the stored boundary shapes cannot be read', { cause });
    this.name = 'DamagedShapes';
  }
}

interface StoredTopology {
  readonly transform: Grid;
  readonly arcs: number[][][];
  readonly objects: { readonly units: { readonly geometries: UnitShape[] } };
  readonly derived?: boolean;
}

/** Writes a set as TopoJSON (object `units`, geometry id = unit key), UTF-8. */
export function writeShapes(set: ShapeSet): Uint8Array {
  const topology = {
    type: 'Topology',
    ...(set.derived ? { derived: true } : {}),
    transform: set.grid,
    objects: { units: { type: 'GeometryCollection', geometries: [...set.shapes.values()] } },
    arcs: set.arcs.map(stepsOf)
  };
  return new TextEncoder().encode(JSON.stringify(topology));
}

/** Reads what `writeShapes` wrote. @throws DamagedShapes */
export function readShapes(bytes: Uint8Array): ShapeSet {
  try {
    const stored = JSON.parse(new TextDecoder().decode(bytes)) as StoredTopology;
    return {
      grid: stored.transform,
      arcs: stored.arcs.map(pointsOf),
      shapes: new Map(stored.objects.units.geometries.map((shape) => [shape.id, shape])),
      derived: stored.derived ?? false
    };
  } catch (cause) {
    throw new DamagedShapes(cause);
  }
}

/** An arc as TopoJSON has it: its first point, then steps; steps of nothing are left out, but two entries stay. */
export function stepsOf(arc: Arc): number[][] {
  let [x, y] = arc[0] ?? [0, 0];
  const steps: number[][] = [[x, y]];
  for (let i = 1; i < arc.length; i++) {
    const [nextX, nextY] = arc[i]!;
    if (nextX === x && nextY === y) continue;
    steps.push([nextX - x, nextY - y]);
    [x, y] = [nextX, nextY];
  }
  if (steps.length === 1) steps.push([0, 0]);
  return steps;
}

/** The absolute points of an arc of steps. */
export function pointsOf(steps: readonly number[][]): Arc {
  let x = 0;
  let y = 0;
  return steps.map((step): GridPoint => [(x += step[0]!), (y += step[1]!)]);
}

/** The polygons of a shape. */
export function polygonsOf(shape: UnitShape): readonly PolygonArcs[] {
  return shape.type === 'Polygon' ? [shape.arcs] : shape.arcs;
}

/** A shape of polygons; there must be at least one. */
export function shapeOf(id: UnitKey, polygons: readonly PolygonArcs[]): UnitShape {
  const [first] = polygons;
  return polygons.length === 1 && first
    ? { type: 'Polygon', id, arcs: first }
    : { type: 'MultiPolygon', id, arcs: [...polygons] };
}

/** Twice the signed area between an arc and a far-off point that is the same for all: a ring's area is the sum of its arcs'. */
export function sweepOf(arc: Arc): number {
  let sum = 0;
  for (let i = 1; i < arc.length; i++) {
    const [x, y] = arc[i - 1]!;
    const [nextX, nextY] = arc[i]!;
    sum += x * nextY - nextX * y;
  }
  return sum;
}

/** Twice the signed area of a ring of arcs, counter-clockwise positive, from the sweeps of the arcs. */
export function ringArea(ring: readonly number[], sweep: (arc: number) => number): number {
  let sum = 0;
  for (const arc of ring) sum += arc < 0 ? -sweep(~arc) : sweep(arc);
  return sum;
}
