import { formatPeriod, lastDay, type Period } from '../../../domain/period.ts';
import type { Tree, UnitNode } from '../../../domain/tree.ts';
import { LEVELS, type Level, type UnitKey } from '../../../domain/unit.ts';
import type { BoundaryView, Grid, UnitShape } from '../../../wire/boundaries.ts';
import { Canvas } from './canvas.ts';
import { archipelagoOf } from './islands.ts';
import { islandSet } from './island-set.ts';
import type { Pick, ShapeShelf } from './shape-shelf.ts';
import type { Span } from './span.ts';

/** Points of a picture at most, or nearly: up to about 350 KB compressed. */
const MOST_POINTS = 100_000;
/** Of a picture of the whole country: at most, and for each unit. */
const COUNTRY_POINTS = 75_000;
const COUNTRY_POINTS_A_UNIT = 1_000;
/** Steps of the grid of a picture of the whole country, degrees: some 18 m, as the schematic shapes have. */
const COUNTRY_STEP = 0.00016;
/** Where nothing is drawn. */
const ANY_GRID: Grid = { scale: [COUNTRY_STEP, COUNTRY_STEP], translate: [102, 5] };

/** What a picture is of. */
export interface ViewChoice {
  readonly tree: Tree;
  readonly root: UnitNode;
  readonly level: Level;
  readonly period: Period;
  readonly span: Span;
}

/** Draws the units at a level within a unit, from the sets that win for each. @throws MissingShapes, DamagedShapes */
export async function compose(choice: ViewChoice, shelf: ShapeShelf): Promise<BoundaryView> {
  const { tree, root, level, period, span } = choice;
  const day = lastDay(period, tree.profile);
  const standing = unitsStanding(choice);
  const found = await shelf.find(
    level,
    day,
    standing.map((node) => node.key)
  );
  drawIslands(found, standing, tree);
  const own = (await shelf.find(root.level, day, [root.key])).get(root.key);

  const picks = [...found.values()];
  const dissolved = isDissolved(picks, standing.length, own);
  const drawn = dissolved || !own ? picks : [...picks, own];
  const canvas = new Canvas(gridFor(drawn, root.level));
  const units = standing.flatMap(({ key }) => {
    const pick = found.get(key);
    return pick ? [canvas.add(pick.set, pick.shape)] : [];
  });
  const ownOutline = own && !dissolved ? canvas.add(own.set, own.shape) : null;
  canvas.thin(
    root.level > 0 ? MOST_POINTS : Math.min(COUNTRY_POINTS, COUNTRY_POINTS_A_UNIT * units.length + 10_000)
  );
  const outline = ownOutline ?? canvas.union(root.key, units);
  return {
    type: 'Topology',
    transform: canvas.grid,
    objects: {
      units: { type: 'GeometryCollection', geometries: units },
      outline: outline ?? { type: null, id: root.key },
      parents: { type: 'MultiLineString', arcs: parentEdges(canvas, units, choice) }
    },
    arcs: canvas.steps(),
    unit: root.key,
    level: LEVELS[level],
    from: formatPeriod(span.from),
    to: span.to === null ? null : formatPeriod(span.to),
    schematic: drawn.some((pick) => pick.entry.schematic),
    standing: standing.length,
    drawn: units.length
  };
}

function unitsStanding({ tree, root, level, period }: ViewChoice): UnitNode[] {
  const alive = tree.aliveIn(period);
  return [...tree.downward(root.ordinal, level)].filter(
    (node): node is UnitNode => node.kind === 'unit' && node.level === level && alive[node.ordinal] === 1
  );
}

/** Puts the archipelagos where no set has them: they are on every map (RULES 24). */
function drawIslands(found: Map<UnitKey, Pick>, standing: readonly UnitNode[], tree: Tree): void {
  for (const node of standing) {
    const archipelago = found.has(node.key) ? null : archipelagoOf(node, tree);
    if (archipelago) found.set(node.key, islandSet(node, archipelago));
  }
}

/**
 * Whether the outline is the union of the units rather than a shape of its own: where its own is missing; or where
 * every unit has a shape, and their edges meet, being of one set, or its own is schematic and theirs are not.
 */
function isDissolved(picks: readonly Pick[], standing: number, own: Pick | undefined): boolean {
  if (!own) return true;
  if (picks.length < standing || picks.length === 0) return false;
  if (picks.every((pick) => pick.set === picks[0]!.set)) return true;
  return own.entry.schematic && !picks.some((pick) => pick.entry.schematic);
}

/** The finest grid among the sets, so that none loses a point; the country's pictures need no finer than their own. */
function gridFor(picks: readonly Pick[], rootLevel: Level): Grid {
  let finest: Grid | null = null;
  for (const { set } of picks) {
    if (!finest || set.grid.scale[0] < finest.scale[0]) finest = set.grid;
  }
  if (!finest) return ANY_GRID;
  if (rootLevel > 0 || finest.scale[0] >= COUNTRY_STEP) return finest;
  return { scale: [COUNTRY_STEP, COUNTRY_STEP], translate: finest.translate };
}

function parentEdges(
  canvas: Canvas,
  units: readonly UnitShape[],
  { tree, root, level }: ViewChoice
): number[][] {
  if (level <= root.level + 1) return [];
  const childOf = new Map<UnitKey, number>();
  for (const { id } of units) {
    for (const node of tree.upward(tree.unit(id)?.ordinal ?? -1)) {
      if (node.parent === root.ordinal) childOf.set(id, node.ordinal);
    }
  }
  return canvas.edges(units, (a, b) => childOf.get(a) !== childOf.get(b));
}
