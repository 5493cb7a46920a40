import type { Period } from '../../src/lib/domain/period.ts';
import { copyRow, makeRows, type Rows } from '../../src/lib/domain/rows.ts';
import type { Terrain } from '../../src/lib/domain/unit.ts';
import type { World } from '../../src/lib/domain/world.ts';
import type { Database } from '../../src/lib/engine/database.ts';
import { encodeRows } from '../../src/lib/wire/rows.ts';
import { catalogueOf, nodeTableOf } from './fact-tables.ts';
import { RANDOM_PERIODS } from './random-world.ts';

/** Puts a random world's nodes, catalogue and rows in the tables of a page, as parts bring them. */
export async function fillWorld(
  database: Database,
  world: World,
  columns: (ordinal: number, period: Period) => Rows,
  terrains: readonly (Terrain | null)[] | null = null
): Promise<void> {
  const nodes = nodeTableOf(world);
  await database.change(async (tables) => {
    await tables.clearRows();
    await tables.loadNodes({ ...nodes, terrain: terrains ?? nodes.terrain });
    await tables.loadCatalogue(catalogueOf(world));
  });
  for (let period = RANDOM_PERIODS.first; period <= RANDOM_PERIODS.last; period++) {
    const places = world.indicators.flatMap(({ ordinal }) => {
      const rows = columns(ordinal, period);
      return world.tree.nodes.flatMap((node) =>
        (rows.expected[node.ordinal] ?? 0) > 0 ? [{ rows, at: node.ordinal }] : []
      );
    });
    const part = makeRows(places.length);
    places.forEach(({ rows, at }, i) => copyRow(rows, at, part, i));
    const bytes = encodeRows(part, { kind: 'part', store: 's', scope: 's', period, position: 1, link: '' });
    await database.change((tables) => tables.putRows({ bytes, length: part.length }));
  }
}
