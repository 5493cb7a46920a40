import type { MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import type { GeometryObject, Properties, Topology } from 'topojson-specification';
import type { UnitKey } from '../domain/unit.ts';
import type { Bounds, MapLand, MapShapes, Ordinal, UnitFeature } from './types.ts';

/** Which unit a shape is; null where it is not to be drawn. */
export type Identify = (
  geometry: GeometryObject<Properties>
) => { readonly ordinal: Ordinal; readonly key: UnitKey; readonly parent: string } | null;

/** A polygon as the topology has it: its rings as numbers of arcs, ~n for arc n backwards. */
type Rings = readonly (readonly number[])[];

/**
 * The units of one layer of a topology, with their borders from the same arcs. An arc that one unit uses is an edge,
 * one that two use a border, of their parents where these differ; so every line is drawn once, in one pass.
 */
export function shapesOf(topology: Topology, layer: string, identify: Identify): MapShapes {
  const arcs = decodedArcs(topology);
  const features: UnitFeature[] = [];
  const owners = new Map<number, { parent: string; line: 'edge' | 'border' | 'parent' }>();
  for (const geometry of geometriesOf(topology, layer)) {
    const polygons = polygonsOf(geometry);
    const unit = polygons.length > 0 ? identify(geometry) : null;
    if (unit === null) continue;
    const shape = drawn(polygons, arcs);
    features.push({ type: 'Feature', id: unit.ordinal, properties: { key: unit.key }, geometry: shape });
    for (const arc of polygons.flat(2)) {
      const number = arc < 0 ? ~arc : arc;
      const owner = owners.get(number);
      if (owner === undefined) owners.set(number, { parent: unit.parent, line: 'edge' });
      else owner.line = owner.parent === unit.parent ? 'border' : 'parent';
    }
  }
  const lines = { edge: lineString(), border: lineString(), parent: lineString() };
  for (const [number, { line }] of owners) lines[line].coordinates.push(arcs[number] ?? []);
  return {
    units: { type: 'FeatureCollection', features },
    borders: lines.border,
    parents: lines.parent,
    edge: lines.edge
  };
}

/** The land around the units: the topology's objects `land` (neighbours) and `country`. */
export function landOf(topology: Topology): MapLand {
  const arcs = decodedArcs(topology);
  const whole = (layer: string): MultiPolygon | null => {
    const polygons = geometriesOf(topology, layer).flatMap(polygonsOf);
    return polygons.length === 0 ? null : multiPolygon(polygons, arcs);
  };
  return { neighbours: whole('land'), country: whole('country') };
}

function geometriesOf(topology: Topology, layer: string): readonly GeometryObject<Properties>[] {
  const object = topology.objects[layer];
  if (object === undefined) return [];
  return object.type === 'GeometryCollection' ? object.geometries : [object];
}

function polygonsOf(geometry: GeometryObject<Properties>): readonly Rings[] {
  if (geometry.type === 'Polygon') return [geometry.arcs];
  return geometry.type === 'MultiPolygon' ? geometry.arcs : [];
}

/** Every arc in degrees: quantized topologies hold steps (TopoJSON specification 2.1.3). */
function decodedArcs({ arcs, transform }: Topology): readonly Position[][] {
  if (transform === undefined) return arcs;
  const [kx, ky] = transform.scale;
  const [dx, dy] = transform.translate;
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([stepX = 0, stepY = 0]) => {
      x += stepX;
      y += stepY;
      return [x * kx + dx, y * ky + dy];
    });
  });
}

function drawn(polygons: readonly Rings[], arcs: readonly Position[][]): Polygon | MultiPolygon {
  const [only, ...others] = polygons;
  if (only === undefined || others.length > 0) return multiPolygon(polygons, arcs);
  return { type: 'Polygon', coordinates: only.map((ring) => ringOf(ring, arcs)) };
}

function multiPolygon(polygons: readonly Rings[], arcs: readonly Position[][]): MultiPolygon {
  const coordinates = polygons.map((rings) => rings.map((ring) => ringOf(ring, arcs)));
  return { type: 'MultiPolygon', coordinates };
}

/** Arcs one after the other; each begins where the one before it ended. */
function ringOf(ring: readonly number[], arcs: readonly Position[][]): Position[] {
  const points: Position[] = [];
  for (const arc of ring) {
    const along = arcs[arc < 0 ? ~arc : arc] ?? [];
    if (points.length > 0) points.pop();
    if (arc >= 0) for (const point of along) points.push(point);
    else for (let i = along.length - 1; i >= 0; i--) points.push(along[i] ?? []);
  }
  return points;
}

function lineString(): MultiLineString {
  return { type: 'MultiLineString', coordinates: [] };
}

/** The rings of a shape, outer and inner alike. */
export function ringsOf(shape: Polygon | MultiPolygon): readonly Position[][] {
  return shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
}

/** The bounds of one shape. */
export function boundsOfShape(shape: Polygon | MultiPolygon): Bounds | null {
  return boundsOfAll([shape], []);
}

/**
 * The bounds of a level's units. Units in `apart` (Hoàng Sa, Trường Sa: RULES 24) are left out where others remain, so
 * that Đà Nẵng and Khánh Hòa fill their view; the inset draws the archipelagos then. So are the parts of a unit that
 * lie in one of `boxes`, where it has others: a province is drawn as one shape with its archipelago.
 */
export function boundsOfUnits(
  shapes: MapShapes,
  apart: ReadonlySet<Ordinal> = new Set(),
  boxes: readonly Bounds[] = []
): Bounds | null {
  const near = shapes.units.features.filter(({ id }) => !apart.has(id));
  const chosen = (near.length > 0 ? near : shapes.units.features).map(({ geometry }) => geometry);
  return boundsOfAll(chosen, boxes) ?? boundsOfAll(chosen, []);
}

/** The bounds of shapes without their points in `boxes`; null where no point remains. Plain loops: a country has 130,000 points. */
function boundsOfAll(shapes: readonly (Polygon | MultiPolygon)[], boxes: readonly Bounds[]): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes) {
    for (const ring of ringsOf(shape)) {
      for (const point of ring) {
        const lon = point[0] ?? 0;
        const lat = point[1] ?? 0;
        if (boxes.some(([w, s, e, n]) => lon >= w && lon <= e && lat >= s && lat <= n)) continue;
        if (lon < west) west = lon;
        if (lon > east) east = lon;
        if (lat < south) south = lat;
        if (lat > north) north = lat;
      }
    }
  }
  return west > east ? null : [west, south, east, north];
}
