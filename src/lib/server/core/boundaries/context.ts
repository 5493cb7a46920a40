import { existsSync } from 'node:fs';
import type { Tree, UnitNode } from '../../../domain/tree.ts';
import { unitKey } from '../../../domain/unit.ts';
import type { ArchipelagoView, BoundaryContext } from '../../../wire/boundaries.ts';
import { dataPath, readText } from '../data-file.ts';
import { archipelagoOf, archipelagos } from './islands.ts';

const LAND = 'schematic/land.topojson';

/** What lies around the units of a tree: neighbouring land, and both archipelagos with the units that they were and are. */
export function contextOf(tree: Tree): BoundaryContext {
  const units = tree.nodes.filter((node): node is UnitNode => node.kind === 'unit');
  return {
    land: existsSync(dataPath(LAND)) ? (JSON.parse(readText(LAND)) as unknown) : null,
    archipelagos: archipelagos().map((archipelago): ArchipelagoView => {
      const own = units.filter((node) => archipelagoOf(node, tree) === archipelago);
      return {
        name: archipelago.name,
        label: archipelago.label,
        units: own.map(({ unit }) => ({
          key: unitKey(unit),
          validFrom: unit.validFrom,
          validTo: unit.validTo
        })),
        point: archipelago.point,
        islands: archipelago.islands
      };
    })
  };
}
