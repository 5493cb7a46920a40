import type { Topology } from 'topojson-specification';
import type { Line } from '$lib/board/lines.ts';
import type { NodeBook, Place } from '$lib/board/nodes.ts';
import { LEVELS, type LevelName, type UnitKey } from '$lib/domain/unit.ts';
import { boundsOfArchipelago } from '$lib/map/archipelagos.ts';
import { COUNTRY_BOUNDS } from '$lib/map/camera.ts';
import { boundsOfUnits, landOf, shapesOf } from '$lib/map/shapes.ts';
import type { Archipelago, Bounds, MapLabel, MapLand, MapShapes } from '$lib/map/types.ts';
import type { ArchipelagoView, BoundaryContext, BoundaryView } from '$lib/wire/boundaries.ts';

/** Everything of the map that does not change with the figures. */
export interface Scene {
  readonly shapes: MapShapes;
  readonly land: MapLand;
  readonly islands: readonly Archipelago[];
  /** Where the view's units are: with both archipelagos for the country, else these left to the inset. */
  readonly bounds: Bounds;
  /** The bounds are the country's. */
  readonly isWhole: boolean;
  readonly schematic: boolean;
  /** Units that stand at the level, and how many of them have a shape. */
  readonly standing: number;
  readonly drawn: number;
}

/** Việt Nam's mainland: a view in which nothing is drawn, or of which the archipelagos stand in an inset. */
export const MAINLAND: Bounds = [102.1, 8.3, 109.6, 23.5];
/** The provinces that the archipelagos belong to. */
const PROVINCE_OF = { hoangSa: '48', truongSa: '56' } as const;

/** Units that reach over less than this are looked at from near, also in a view of the country; degrees. */
const A_PART_ONLY = 4;

/** The scene of a picture of boundaries with what lies around it; `country` is Việt Nam's land where that is a part. */
export function sceneOf(
  view: BoundaryView,
  context: BoundaryContext,
  nodes: NodeBook,
  country: BoundaryView | null
): Scene {
  // The wire's types are those of topojson's, with the arcs' depths spelled out.
  const topology = view as unknown as Topology;
  const shapes = shapesOf(topology, 'units', ({ id }) => {
    const ordinal = nodes.ordinalOf(String(id));
    const place = ordinal === null ? null : nodes.place(ordinal);
    return place && { ordinal: place.ordinal, key: place.key as UnitKey, parent: String(place.parent) };
  });
  const islands = context.archipelagos.map((one) => archipelagoOf(one, view.level, nodes));
  const apart = islands.flatMap((archipelago) => {
    const box = boundsOfArchipelago(archipelago);
    return box === null ? [] : [around(box)];
  });
  const bounds = boundsOfUnits(shapes, new Set(), apart) ?? MAINLAND;
  const isCountry = nodes.place(nodes.ordinalOf(view.unit) ?? -1)?.level === 'country';
  const isWhole = isCountry && bounds[3] - bounds[1] > A_PART_ONLY;
  return {
    shapes,
    land: landAround(topology, context, country),
    islands,
    bounds: isWhole ? COUNTRY_BOUNDS : bounds,
    isWhole,
    schematic: view.schematic || (country?.schematic ?? false),
    standing: view.standing,
    drawn: view.drawn
  };
}

/** The names on the map: those of the parents first where they are many, then those of the units by their size. */
export function labelsOf(lines: readonly Line[], nodes: NodeBook, root: Place): MapLabel[] {
  const bySize = [...lines].sort((a, b) => b.expected - a.expected || b.den - a.den);
  const own = bySize.flatMap(({ place }, i) => labelAt(place, 1000 + i));
  const parents = new Map<number, Line[]>();
  for (const line of lines) parents.set(line.place.parent, [...(parents.get(line.place.parent) ?? []), line]);
  if (parents.size < 2) return own;
  const above = [...parents].flatMap(([ordinal, children]) => {
    const parent = nodes.place(ordinal);
    if (!parent || parent.ordinal === root.ordinal) return [];
    return labelAt({ ...parent, point: parent.point ?? middle(children) }, 1000 - children.length);
  });
  return [...above, ...own];
}

function labelAt(place: Place, rank: number): MapLabel[] {
  if (!place.point) return [];
  const [lon, lat] = place.point;
  return [{ ordinal: place.ordinal, text: place.name, lon, lat, rank }];
}

function middle(lines: readonly Line[]): [number, number] | null {
  const points = lines.flatMap(({ place }) => (place.point ? [place.point] : []));
  if (points.length === 0) return null;
  const median = (axis: 0 | 1) =>
    points.map((point) => point[axis]).sort((a, b) => a - b)[points.length >> 1] ?? 0;
  return [median(0), median(1)];
}

/** A box with the rounds that stand for its islands, a third of a degree at most. */
function around([west, south, east, north]: Bounds): Bounds {
  return [west - 0.3, south - 0.3, east + 0.3, north + 0.3];
}

function landAround(topology: Topology, { land }: BoundaryContext, country: BoundaryView | null): MapLand {
  const around = land === null ? null : landOf(land as Topology);
  const whole = country === null ? topology : (country as unknown as Topology);
  const { outline } = whole.objects;
  const own = outline ? landOf({ ...whole, objects: { country: outline } }).country : null;
  return { neighbours: around?.neighbours ?? null, country: around?.country ?? own };
}

function archipelagoOf(view: ArchipelagoView, level: LevelName, nodes: NodeBook): Archipelago {
  const islands = view.islands.map(([lon, lat, areaKm2]) => ({ lon, lat, areaKm2 }));
  return { name: view.name, ordinal: unitOf(view, level, nodes), islands };
}

/** The unit of the level shown to which an archipelago belongs; null where the view does not hold it. */
function unitOf(view: ArchipelagoView, level: LevelName, nodes: NodeBook): number | null {
  for (const { key } of view.units) {
    const ordinal = nodes.ordinalOf(key);
    if (ordinal !== null) return nodes.above(ordinal, level)?.ordinal ?? null;
  }
  if (level !== 'province') return null;
  const { table } = nodes;
  const row = table.code.findIndex(
    (code, i) =>
      code === PROVINCE_OF[view.name] &&
      LEVELS[table.level[i] ?? 0] === 'province' &&
      table.validTo[i] === null
  );
  return table.ordinal[row] ?? null;
}
