import { topology } from 'topojson-server';
import type { UnitNode } from '../../../domain/tree.ts';
import type { Level, UnitKey } from '../../../domain/unit.ts';
import type { UnitShape } from '../../../wire/boundaries.ts';
import { Canvas, toGrid } from './canvas.ts';
import { OWN_GRID } from './island-set.ts';
import { archipelagoOf, liesAmong, roundsOf, type Archipelago } from './islands.ts';
import type { StandingUnits } from './matching.ts';
import type { GridPolygon } from './shape-set.ts';
import { shapeOf, type Arc, type GridPoint, type ShapeSet } from './shape-set.ts';
import { subset } from './subset.ts';

/** Points that are kept for each unit on average, and in all. */
const POINTS_A_UNIT = 600;
const MOST_POINTS = 400_000;

/** The sets that one file makes: one for each level. */
export interface BuiltSets {
  readonly sets: ReadonlyMap<Level, ShapeSet>;
  /** Points of all arcs, each counted once, before and after they were simplified. */
  readonly points: number;
  readonly kept: number;
  /** Units whose islands were put in from their points. */
  readonly islands: readonly UnitNode[];
}

/** What a unit's shape may be derived for: where nobody has imported one. */
export type MayDerive = (unit: UnitNode) => boolean;

/**
 * Makes sets of shapes over shared arcs from each unit's polygons, simplified for the screen, with the archipelagos
 * where they belong; and dissolves from them the units above whose every part is drawn.
 */
export function buildSets(
  drawn: ReadonlyMap<UnitNode, GridPolygon[]>,
  units: StandingUnits,
  level: Level,
  mayDerive: MayDerive
): BuiltSets {
  const { polygons, islands } = withIslands(drawn, units);
  const { arcs, shapes } = share(polygons);
  const points = countPoints(arcs);
  const canvas = new Canvas(OWN_GRID);
  const whole: ShapeSet = { grid: OWN_GRID, arcs, shapes, derived: false };
  const own = new Map([...shapes.values()].map((shape) => [shape.id, canvas.add(whole, shape)]));
  canvas.thin(Math.min(MOST_POINTS, POINTS_A_UNIT * own.size));

  const derived = derive(canvas, own, units, level, mayDerive);
  const sets = new Map<Level, ShapeSet>();
  const put = (at: Level, found: readonly UnitShape[], isDerived: boolean) => {
    if (found.length === 0) return;
    const byKey = new Map(found.map((shape) => [shape.id, shape]));
    sets.set(at, subset({ grid: OWN_GRID, arcs: canvas.arcs, shapes: byKey, derived: isDerived }));
  };
  const levelOf = (key: UnitKey) => units.tree.unit(key)?.level;
  for (const at of [0, 1, 2, 3, 4] as const) {
    const read = [...own.values()].filter((shape) => levelOf(shape.id) === at);
    const made = [...derived.values()].filter((shape) => levelOf(shape.id) === at);
    put(at, [...read, ...made], at !== level);
  }
  return { sets, points, kept: countPoints(canvas.arcs), islands };
}

/** The units' polygons with every archipelago of theirs drawn from its islands' points, and nothing else among them. */
function withIslands(drawn: ReadonlyMap<UnitNode, GridPolygon[]>, units: StandingUnits) {
  const polygons = new Map<UnitNode, GridPolygon[]>(drawn);
  const islands: UnitNode[] = [];
  for (const node of units.all) {
    const archipelago = archipelagoOf(node, units.tree);
    if (!archipelago) continue;
    const rounds = roundsOf(archipelago).map((ring): GridPolygon => [
      ring.map((point) => toGrid(point, OWN_GRID))
    ]);
    const above = [...units.tree.upward(node.parent)].filter((one): one is UnitNode => one.kind === 'unit');
    const touched = isTouched(node, above, drawn, units);
    if (touched) polygons.set(node, rounds);
    if (touched || above.some((one) => drawn.has(one))) islands.push(node);
    for (const one of above) {
      const own = drawn.has(one) ? polygons.get(one) : undefined;
      if (own) polygons.set(one, [...own.filter((polygon) => !isAmong(polygon, archipelago)), ...rounds]);
    }
  }
  return { polygons, islands };
}

/** Whether the file draws an archipelago or anything else of the unit just above it. */
function isTouched(
  node: UnitNode,
  above: readonly UnitNode[],
  drawn: ReadonlyMap<UnitNode, unknown>,
  units: StandingUnits
): boolean {
  const province = above[0];
  return [...drawn.keys()].some(
    (one) =>
      one === node || (province && one !== province && units.tree.isWithin(one.ordinal, province.ordinal))
  );
}

function isAmong([outer = []]: GridPolygon, archipelago: Archipelago): boolean {
  const [{ scale, translate }, lon, lat] = [
    OWN_GRID,
    outer.map((point) => point[0]),
    outer.map((point) => point[1])
  ];
  const ends = (of: readonly number[], axis: 0 | 1) =>
    [of.reduce((a, b) => Math.min(a, b)), of.reduce((a, b) => Math.max(a, b))].map(
      (n) => n * scale[axis] + translate[axis]
    );
  const [west = 0, east = 0] = ends(lon, 0);
  const [south = 0, north = 0] = ends(lat, 1);
  return liesAmong([west, south, east, north], archipelago);
}

function share(drawn: ReadonlyMap<UnitNode, GridPolygon[]>): {
  arcs: Arc[];
  shapes: Map<UnitKey, UnitShape>;
} {
  const made = topology(
    Object.fromEntries(
      [...drawn].map(([node, coordinates]) => [node.key, { type: 'MultiPolygon' as const, coordinates }])
    )
  );
  const shapes = new Map<UnitKey, UnitShape>();
  for (const { key } of drawn.keys()) {
    const object = made.objects[key];
    if (object?.type === 'MultiPolygon') shapes.set(key, shapeOf(key, object.arcs));
  }
  return { arcs: made.arcs.map((arc) => arc.map(([x, y]): GridPoint => [x ?? 0, y ?? 0])), shapes };
}

function derive(
  canvas: Canvas,
  own: ReadonlyMap<UnitKey, UnitShape>,
  units: StandingUnits,
  level: Level,
  mayDerive: MayDerive
): Map<UnitKey, UnitShape> {
  const standing = new Set(units.all);
  const derived = new Map<UnitKey, UnitShape>();
  const highestLast = units.all.filter((node) => node.level < level).sort((a, b) => b.level - a.level);
  for (const node of highestLast) {
    if (own.has(node.key)) continue;
    const children = units.tree
      .children(node.ordinal)
      .map((child) => units.tree.nodes[child])
      .filter((child): child is UnitNode => child?.kind === 'unit' && standing.has(child));
    const parts = children.flatMap(({ key }) => own.get(key) ?? derived.get(key) ?? []);
    if (children.length === 0 || parts.length < children.length) continue;
    if (node.level === 0 && !holdsArchipelagos(node, units)) continue;
    const union = canvas.union(node.key, parts);
    if (union) derived.set(node.key, union);
  }
  for (const key of derived.keys()) {
    const node = units.tree.unit(key);
    if (node && !mayDerive(node)) derived.delete(key);
  }
  return derived;
}

/** A tree without both archipelagos does not hold the whole country, and its parts do not make the country's outline. */
function holdsArchipelagos(country: UnitNode, { all, tree }: StandingUnits): boolean {
  const names = all
    .filter((node) => tree.isWithin(node.ordinal, country.ordinal))
    .flatMap((node) => archipelagoOf(node, tree)?.name ?? []);
  return new Set(names).size === 2;
}

function countPoints(arcs: readonly Arc[]): number {
  return arcs.reduce((sum, arc) => sum + arc.length, 0);
}
