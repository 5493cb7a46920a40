import { fit, projectionOf, unproject, type Camera, type Size } from './camera.ts';
import { unitFinder } from './find-unit.ts';
import { pathOfLines, pathOfShape } from './path.ts';
import type { Box } from './place-labels.ts';
import type { Bounds, MapShapes, Ordinal, ScreenPoint } from './types.ts';

/** Units as they are drawn at one size: made once, whatever colours they wear. */
export interface UnitOutlines {
  readonly units: readonly { readonly ordinal: Ordinal; readonly path: string }[];
  readonly edge: string;
  /** Width of the borders: thinner with the units, none where these are too small for any, pixels. */
  readonly border: number;
  readonly project: (lon: number, lat: number) => ScreenPoint;
  /** Which share of a box lies over units, 0 to 1. */
  readonly covered: (box: Box) => number;
}

/** Room around the units, share of a side. */
const MARGIN = 0.006;
/** A border is at most this wide, and none is drawn of units smaller than `LEAST_UNIT`, pixels. */
const WIDEST = 1.5;
const LEAST_UNIT = 4;
/** Cells in which it is known whether units lie there, along the longer side. */
const CELLS = 64;

/** The outlines of units, as large as the size allows. */
export function unitOutlines(shapes: MapShapes, bounds: Bounds, size: Size): UnitOutlines {
  const margin = MARGIN * Math.min(size.width, size.height);
  const camera = fit(bounds, size, { top: margin, right: margin, bottom: margin, left: margin }, 20);
  const project = projectionOf(camera, size);
  const units = shapes.units.features.map(({ id, geometry }) => ({
    ordinal: id,
    path: pathOfShape(geometry, project, size)
  }));
  const middle = Math.sqrt((size.width * size.height * 0.4) / Math.max(1, units.length));
  return {
    units: units.filter(({ path }) => path !== ''),
    edge: pathOfLines(shapes.edge, project, size),
    border: middle < LEAST_UNIT ? 0 : Math.min(WIDEST, middle / 30) * Math.max(1, size.height / 900),
    project,
    covered: coverOf(shapes, camera, size)
  };
}

function coverOf(shapes: MapShapes, camera: Camera, size: Size): UnitOutlines['covered'] {
  const find = unitFinder(shapes);
  const side = Math.max(size.width, size.height) / CELLS;
  const known = new Map<number, boolean>();
  const isLand = (column: number, row: number) => {
    const key = row * 1024 + column;
    const before = known.get(key);
    if (before !== undefined) return before;
    const point = { x: (column + 0.5) * side, y: (row + 0.5) * side };
    const isHere = find(...unproject(camera, size, point)) !== null;
    known.set(key, isHere);
    return isHere;
  };
  return ([left, top, right, bottom]) => {
    let cells = 0;
    let land = 0;
    for (let row = Math.floor(top / side); row * side < bottom; row++)
      for (let column = Math.floor(left / side); column * side < right; column++) {
        cells += 1;
        if (isLand(column, row)) land += 1;
      }
    return cells === 0 ? 0 : land / cells;
  };
}
