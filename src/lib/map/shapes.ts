import type { MultiPolygon, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type {
  GeometryCollection,
  GeometryObject,
  MultiPolygon as MultiPolygonArcs,
  Polygon as PolygonArcs,
  Properties,
  Topology
} from 'topojson-specification';
import type { UnitKey } from '../domain/unit.ts';
import { boundsOfPoints } from './camera.ts';
import type { Bounds, MapLand, MapShapes, Ordinal, UnitFeature } from './types.ts';

type Geometry = GeometryObject<Properties>;
/** A shape as its arcs alone. */
type Areal = PolygonArcs | MultiPolygonArcs;

/** Which unit a shape is; null where it is not to be drawn. */
export type Identify = (
  geometry: Geometry
) => { readonly ordinal: Ordinal; readonly key: UnitKey; readonly parent: string } | null;

/** The units of one layer of a topology, with their borders from the same arcs, each drawn once. */
export function shapesOf(topology: Topology, layer: string, identify: Identify): MapShapes {
  const collection = topology.objects[layer];
  const parents = new Map<GeometryObject, string>();
  const geometries: Areal[] = [];
  const features: UnitFeature[] = [];
  for (const geometry of collection?.type === 'GeometryCollection' ? collection.geometries : []) {
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') continue;
    const unit = identify(geometry);
    if (unit === null) continue;
    const areal = arealOf(geometry);
    parents.set(areal, unit.parent);
    geometries.push(areal);
    const drawn = drawnOf(topology, areal);
    features.push({ type: 'Feature', id: unit.ordinal, properties: { key: unit.key }, geometry: drawn });
  }
  const all: GeometryCollection = { type: 'GeometryCollection', geometries };
  const sameParent = (a: GeometryObject, b: GeometryObject) => parents.get(a) === parents.get(b);
  return {
    units: { type: 'FeatureCollection', features },
    borders: mesh(topology, all, (a, b) => a !== b && sameParent(a, b)),
    parents: mesh(topology, all, (a, b) => a !== b && !sameParent(a, b)),
    edge: mesh(topology, all, (a, b) => a === b)
  };
}

function arealOf(geometry: PolygonArcs<Properties> | MultiPolygonArcs<Properties>): Areal {
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', arcs: geometry.arcs }
    : { type: 'MultiPolygon', arcs: geometry.arcs };
}

function drawnOf(topology: Topology, geometry: Areal): Polygon | MultiPolygon {
  return geometry.type === 'Polygon'
    ? feature(topology, geometry).geometry
    : feature(topology, geometry).geometry;
}

/** The land around the units: the topology's objects `land` (neighbours) and `country`. */
export function landOf(topology: Topology): MapLand {
  return { neighbours: wholeOf(topology, 'land'), country: wholeOf(topology, 'country') };
}

function wholeOf(topology: Topology, layer: string): MultiPolygon | null {
  const object = topology.objects[layer];
  if (object === undefined) return null;
  const shapes = object.type === 'GeometryCollection' ? object.geometries : [object];
  const coordinates = shapes.flatMap((shape) => {
    if (shape.type !== 'Polygon' && shape.type !== 'MultiPolygon') return [];
    const drawn = drawnOf(topology, arealOf(shape));
    return drawn.type === 'Polygon' ? [drawn.coordinates] : drawn.coordinates;
  });
  return { type: 'MultiPolygon', coordinates };
}

/** The rings of a shape, outer and inner alike. */
export function ringsOf(shape: Polygon | MultiPolygon): readonly Position[][] {
  return shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
}

/** The bounds of one shape. */
export function boundsOfShape(shape: Polygon | MultiPolygon): Bounds | null {
  return boundsOfPoints(points(shape));
}

/**
 * The bounds of a level's units. Units in `apart` (Hoàng Sa, Trường Sa: RULES 24) are left out where others remain, so
 * that Đà Nẵng and Khánh Hòa fill their view; the inset draws the archipelagos then.
 */
export function boundsOfUnits(shapes: MapShapes, apart: ReadonlySet<Ordinal> = new Set()): Bounds | null {
  const near = shapes.units.features.filter(({ id }) => !apart.has(id));
  const chosen = near.length > 0 ? near : shapes.units.features;
  return boundsOfPoints(
    (function* () {
      for (const { geometry } of chosen) yield* points(geometry);
    })()
  );
}

function* points(shape: Polygon | MultiPolygon): Generator<readonly [number, number]> {
  for (const ring of ringsOf(shape)) for (const [lon = 0, lat = 0] of ring) yield [lon, lat];
}
