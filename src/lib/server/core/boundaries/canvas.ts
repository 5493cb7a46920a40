import { mergeArcs, meshArcs } from 'topojson-client';
import type { UnitKey } from '../../../domain/unit.ts';
import type { Grid, PolygonArcs, UnitShape } from '../../../wire/boundaries.ts';
import {
  polygonsOf,
  ringArea,
  shapeOf,
  stepsOf,
  sweepOf,
  type Arc,
  type GridPoint,
  type ShapeSet
} from './shape-set.ts';
import { thin } from './thin.ts';

/** A topology in the making: shapes of several sets brought onto one grid, each arc taken once. */
export class Canvas {
  readonly grid: Grid;
  #arcs: Arc[] = [];
  #shapes: UnitShape[] = [];
  readonly #sources = new Map<ShapeSet, Source>();

  constructor(grid: Grid) {
    this.grid = grid;
  }

  /**
   * Adds a unit's shape out of a set; its arcs come with it. Parts that are smaller than the grid are left out, but
   * never the last: a unit that is a point on this grid keeps its point. Answers the shape over the canvas's arcs.
   */
  add(set: ShapeSet, shape: UnitShape): UnitShape {
    const source = this.#sources.get(set) ?? new Source(set, this.grid);
    this.#sources.set(set, source);
    const polygons = polygonsOf(shape);
    const visible = polygons.map((polygon) => source.visible(polygon)).filter((rings) => rings.length > 0);
    const kept = visible.length > 0 ? visible : polygons.slice(0, 1);
    const added = shapeOf(
      shape.id,
      kept.map((polygon) => polygon.map((ring) => ring.map((arc) => source.take(arc, this.#arcs))))
    );
    this.#shapes.push(added);
    return added;
  }

  /** Simplifies to about `target` points, see `thin`. */
  thin(target: number): void {
    this.#arcs = [...thin(this.#arcs, this.#shapes, target)];
  }

  /** The union of shapes of this canvas, out of their own arcs; null of none. */
  union(id: UnitKey, shapes: readonly UnitShape[]): UnitShape | null {
    const polygons = mergeArcs(this.#topology(), shapes.map(forMerging)).arcs;
    return polygons.length > 0 ? shapeOf(id, polygons) : null;
  }

  /** The edges that one shape alone has, or that two share for which `apart` is true. */
  edges(shapes: readonly UnitShape[], apart: (a: UnitKey, b: UnitKey) => boolean): number[][] {
    const owners = new Map(shapes.map((shape) => [forMerging(shape), shape.id]));
    const geometries = [...owners.keys()];
    return meshArcs(this.#topology(), { type: 'GeometryCollection', geometries }, (a, b) => {
      if (a === b) return true;
      // Owners are found by identity: `meshArcs` answers with the geometries that it was given.
      const [one, other] = [
        owners.get(a as ReturnType<typeof forMerging>),
        owners.get(b as ReturnType<typeof forMerging>)
      ];
      return one === undefined || other === undefined || apart(one, other);
    }).arcs;
  }

  /** The arcs, in absolute numbers. */
  get arcs(): readonly Arc[] {
    return this.#arcs;
  }

  /** The arcs as TopoJSON has them. */
  steps(): number[][][] {
    return this.#arcs.map(stepsOf);
  }

  #topology() {
    return { type: 'Topology' as const, objects: {}, arcs: this.#arcs };
  }
}

/** The arcs of one set on the canvas's grid, and where on the canvas they are. */
class Source {
  readonly #set: ShapeSet;
  readonly #grid: Grid;
  readonly #moved = new Map<number, Arc>();
  readonly #taken = new Map<number, number>();

  constructor(set: ShapeSet, grid: Grid) {
    this.#set = set;
    this.#grid = grid;
  }

  /** The rings of a polygon that have an area on this grid; none where the outer one has not. */
  visible(polygon: PolygonArcs): PolygonArcs {
    const [outer, ...holes] = polygon;
    const drawn = (ring: readonly number[]) => ringArea(ring, (arc) => sweepOf(this.#arc(arc))) !== 0;
    return outer && drawn(outer) ? [outer, ...holes.filter(drawn)] : [];
  }

  /** The number on the canvas of an arc of the set, forwards or backwards; puts it there first. */
  take(arc: number, canvas: Arc[]): number {
    const own = arc < 0 ? ~arc : arc;
    let taken = this.#taken.get(own);
    if (taken === undefined) {
      taken = canvas.push(this.#arc(own)) - 1;
      this.#taken.set(own, taken);
    }
    return arc < 0 ? ~taken : taken;
  }

  #arc(arc: number): Arc {
    let moved = this.#moved.get(arc);
    if (!moved) {
      moved = regrid(this.#set.arcs[arc] ?? [], this.#set.grid, this.#grid);
      this.#moved.set(arc, moved);
    }
    return moved;
  }
}

/** What TopoJSON's own functions take: a shape without a name that the topology format lacks. */
function forMerging(shape: UnitShape) {
  return shape.type === 'Polygon'
    ? { type: 'Polygon' as const, arcs: shape.arcs }
    : { type: 'MultiPolygon' as const, arcs: shape.arcs };
}

/** An arc brought from one grid onto another; points that fall together are one. */
function regrid(arc: Arc, from: Grid, to: Grid): Arc {
  if (sameGrid(from, to)) return arc;
  const moved: Arc = [];
  for (const point of arc) {
    const next = toGrid(toDegrees(point, from), to);
    const last = moved.at(-1);
    if (!last || last[0] !== next[0] || last[1] !== next[1]) moved.push(next);
  }
  if (moved.length === 1) moved.push([...moved[0]!]);
  return moved;
}

/** The nearest point of a grid to a place in degrees. */
export function toGrid([lon, lat]: readonly [number, number], grid: Grid): GridPoint {
  return [
    Math.round((lon - grid.translate[0]) / grid.scale[0]),
    Math.round((lat - grid.translate[1]) / grid.scale[1])
  ];
}

function toDegrees([x, y]: GridPoint, grid: Grid): [number, number] {
  return [x * grid.scale[0] + grid.translate[0], y * grid.scale[1] + grid.translate[1]];
}

function sameGrid(a: Grid, b: Grid): boolean {
  return [0, 1].every((i) => a.scale[i] === b.scale[i] && a.translate[i] === b.translate[i]);
}
