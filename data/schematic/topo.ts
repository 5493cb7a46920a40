/** Writes shapes on a lattice as TopoJSON: shared borders are one arc, unions use the same arcs. */
import { mergeArcs } from 'topojson-client';
import { topology } from 'topojson-server';
import type { Polygon, MultiPolygon, Topology } from 'topojson-specification';
import type { Shape } from './mesh.ts';
import type { Lattice, Point, Ring } from './plane.ts';

export const NOTE = 'ranh giới minh họa';

/** A unit and its shape on the lattice. */
export type Unit = { code: string; shape: Shape };
export type Layers = Record<string, Unit[]>;
export type NotedTopology = Topology & { note: string };

const close = (ring: Ring): Ring => [...ring, ring[0]!];

/** All layers in one topology; nothing is moved: the lattice becomes the transform. */
export function build(layers: Layers, lattice: Lattice): NotedTopology {
  const input = Object.fromEntries(
    Object.entries(layers).map(([name, units]) => [
      name,
      {
        type: 'FeatureCollection' as const,
        features: units.map(({ code, shape }) => ({
          type: 'Feature' as const,
          id: code,
          properties: { code },
          geometry:
            shape.length === 1
              ? { type: 'Polygon' as const, coordinates: shape[0]!.map(close) }
              : { type: 'MultiPolygon' as const, coordinates: shape.map((p) => p.map(close)) }
        }))
      }
    ])
  );
  const made = topology(input);
  const arcs = made.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map((p) => {
      const d = [p[0]! - x, p[1]! - y];
      [x, y] = [p[0]!, p[1]!];
      return d;
    });
  });
  return {
    type: 'Topology',
    note: NOTE,
    transform: { scale: [lattice.step, lattice.step], translate: lattice.origin },
    objects: made.objects,
    arcs
  } as unknown as NotedTopology;
}

/** Adds a layer whose units are unions of another's, out of the same arcs. */
export function addUnion(topo: NotedTopology, from: string, to: string, codeOf: (code: string) => string) {
  const source = topo.objects[from];
  if (source?.type !== 'GeometryCollection') throw new Error(`no layer ${from}`);
  const groups = new Map<string, typeof source.geometries>();
  for (const g of source.geometries) {
    const code = codeOf(String(g.id));
    groups.set(code, [...(groups.get(code) ?? []), g]);
  }
  const geometries = [...groups].sort().map(([code, members]) => {
    const merged = mergeArcs(topo, members as (Polygon | MultiPolygon)[]);
    return { ...merged, id: code, properties: { code } };
  });
  topo.objects[to] = { type: 'GeometryCollection', geometries };
}

/** The shapes of a layer, back on the lattice. */
export function shapesOfLayer(topo: NotedTopology, name: string): Unit[] {
  const layer = topo.objects[name];
  if (layer?.type !== 'GeometryCollection') throw new Error(`no layer ${name}`);
  const arcs = topo.arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map((d): Point => [(x += d[0]!), (y += d[1]!)]);
  });
  const ring = (indexes: number[]): Ring =>
    indexes.flatMap((i) => (i < 0 ? arcs[~i]!.toReversed() : arcs[i]!).slice(0, -1));
  return layer.geometries.map((g) => {
    const polygons = g.type === 'Polygon' ? [g.arcs] : (g as MultiPolygon).arcs;
    return { code: String(g.id), shape: polygons.map((rings) => rings.map(ring)) };
  });
}
