import { projectionOf, type Camera, type Size } from './camera.ts';
import { pathOfLines, pathOfShape } from './path.ts';
import type { MapLand, MapShapes, Ordinal } from './types.ts';

/** All that a still picture draws of shapes that does not change with the figures, as SVG paths in half pixels. */
export interface StillDrawing {
  readonly units: readonly { readonly id: Ordinal; readonly path: string }[];
  readonly neighbours: string | null;
  readonly country: string | null;
  readonly borders: string;
  readonly parents: string;
  readonly edge: string;
}

/** So many units are drawn before others are served. */
const STEP = 250;

/** Draws shapes for a camera, all at once. */
export function stillDrawing(shapes: MapShapes, land: MapLand, camera: Camera, size: Size): StillDrawing {
  for (const steps = stillSteps(shapes, land, camera, size); ;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same in steps, for whoever has others to serve. */
export function* stillSteps(
  shapes: MapShapes,
  land: MapLand,
  camera: Camera,
  size: Size
): Generator<void, StillDrawing> {
  const project = projectionOf(camera, size);
  const units: { id: Ordinal; path: string }[] = [];
  for (const { id, geometry } of shapes.units.features) {
    units.push({ id, path: pathOfShape(geometry, project, size) });
    if (units.length % STEP === 0) yield;
  }
  const neighbours = land.neighbours && pathOfShape(land.neighbours, project, size);
  const country = land.country && pathOfShape(land.country, project, size);
  yield;
  const borders = pathOfLines(shapes.borders, project, size);
  yield;
  const parents = pathOfLines(shapes.parents, project, size);
  const edge = pathOfLines(shapes.edge, project, size);
  return { units, neighbours, country, borders, parents, edge };
}
