import type { UnitNode } from '../../../domain/tree.ts';
import type { Grid } from '../../../wire/boundaries.ts';
import { toGrid } from './canvas.ts';
import { roundsOf, type Archipelago } from './islands.ts';
import { shapeOf, type Arc } from './shape-set.ts';
import type { Pick } from './shape-shelf.ts';

/** The grid of everything that this program makes: 0.00001° is about a metre. */
export const OWN_GRID: Grid = { scale: [0.00001, 0.00001], translate: [102, 5] };

/** The shape of a unit that is an archipelago, from its islands' points alone, for where no set has it. */
export function islandSet(node: UnitNode, archipelago: Archipelago): Pick {
  const arcs = roundsOf(archipelago).map((ring): Arc => ring.map((point) => toGrid(point, OWN_GRID)));
  const shape = shapeOf(
    node.key,
    arcs.map((_, arc) => [[arc]])
  );
  return {
    shape,
    set: { grid: OWN_GRID, arcs, shapes: new Map([[node.key, shape]]), derived: false },
    entry: {
      position: 0,
      level: node.level,
      validFrom: node.unit.validFrom,
      shapes: '',
      schematic: false,
      source: 'data/units/archipelagos.csv'
    }
  };
}
