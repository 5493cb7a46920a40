import { readdirSync } from 'node:fs';
import type { EntryBody } from '../../../domain/entry.ts';
import type { Day } from '../../../domain/period.ts';
import type { Tree, UnitNode } from '../../../domain/tree.ts';
import { holdsOn, type Level, type UnitKey } from '../../../domain/unit.ts';
import type { Grid, PolygonArcs, UnitShape } from '../../../wire/boundaries.ts';
import { dataPath, readText } from '../data-file.ts';
import { pointsOf, shapeOf, writeShapes, type Arc } from './shape-set.ts';
import { subset } from './subset.ts';

/** A set of shapes before it is stored: its bytes, and its entry of the log but for their SHA-256. */
export interface ShapeSetDraft {
  readonly body: Omit<Extract<EntryBody, { kind: 'boundaries' }>, 'shapes'>;
  readonly bytes: Uint8Array;
  /** How many units it has shapes for. */
  readonly units: number;
}

const FOLDER = 'schematic';
const SOURCE = 'Ranh giới minh họa của Mạng Lưới (data/schematic/README.md)';

interface SchematicFile {
  readonly transform: Grid;
  readonly arcs: number[][][];
  readonly objects: Readonly<Record<string, SchematicObject>>;
}
interface SchematicObject {
  readonly geometries?: readonly SchematicGeometry[];
}
type SchematicGeometry = { readonly id?: string | number } & (
  | { readonly type: 'Polygon'; readonly arcs: PolygonArcs }
  | { readonly type: 'MultiPolygon'; readonly arcs: PolygonArcs[] }
);

/**
 * The project's own schematic shapes (data/schematic) for the units of a tree: one set for each level and era. A code
 * means the unit that has it on the day after which the file is drawn (RULES 1); one that the tree lacks is left out.
 */
export function schematicSets(tree: Tree): ShapeSetDraft[] {
  const files = readdirSync(dataPath(FOLDER)).filter(
    (name) => name.endsWith('.topojson') && !name.startsWith('land')
  );
  return files
    .sort()
    .flatMap((name) => setsOf(JSON.parse(readText(`${FOLDER}/${name}`)) as SchematicFile, tree, dayOf(name)));
}

function setsOf(file: SchematicFile, tree: Tree, day: Day): ShapeSetDraft[] {
  const standing = new Map<string, UnitNode>();
  for (const node of tree.nodes) {
    if (node.kind === 'unit' && holdsOn(node.unit, day)) standing.set(node.unit.code, node);
  }
  const arcs = file.arcs.map(pointsOf);
  const found = new Map<Level, { units: UnitNode[]; shapes: Map<UnitKey, UnitShape> }>();
  for (const geometry of Object.values(file.objects).flatMap((object) => object.geometries ?? [])) {
    const node = standing.get(String(geometry.id));
    if (!node) continue;
    const level = found.get(node.level) ?? { units: [], shapes: new Map<UnitKey, UnitShape>() };
    found.set(node.level, level);
    level.units.push(node);
    level.shapes.set(
      node.key,
      shapeOf(node.key, geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs)
    );
  }
  return [...found].map(([level, { units, shapes }]) => draft(level, units, shapes, arcs, file.transform));
}

function draft(
  level: Level,
  units: readonly UnitNode[],
  shapes: ReadonlyMap<UnitKey, UnitShape>,
  arcs: readonly Arc[],
  grid: Grid
): ShapeSetDraft {
  const validFrom = units.map((node) => node.unit.validFrom).reduce((a, b) => (a > b ? a : b));
  return {
    body: { kind: 'boundaries', level, validFrom, schematic: true, source: SOURCE },
    bytes: writeShapes(subset({ grid, arcs, shapes, derived: false })),
    units: shapes.size
  };
}

/** Files of 2022 are drawn after Đà Nẵng's tree of that year, all others after today's. */
function dayOf(name: string): Day {
  return name.includes('2022') ? '2022-12-14' : '2025-07-01';
}
