import { mayAt, placesOf } from '../../../domain/access.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { holdsOn } from '../../../domain/unit.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { UnitView } from '../../../api/shapes.ts';
import type { MatterDesk } from '../../context/matters/desk.ts';
import { unitAt, unitView } from '../../context/matters/views.ts';

/** A unit that a page may turn to; `depth` below the first of its own, for indenting. */
export interface UnitChoice {
  readonly unit: UnitView;
  readonly depth: number;
}

/**
 * Units that whoever asks may turn to from a unit: their own, the way down to the unit, and those right under it that
 * stand today and do not have villages alone below them.
 */
export function unitChoices({ fold, principal, day }: MatterDesk, unit: UnitNode): UnitChoice[] {
  const { tree } = fold.world;
  const choices: UnitChoice[] = [];
  for (const root of placesOf(principal, 'readTexts', tree, day)) {
    const top = unitAt(tree, root);
    if (!top) continue;
    if (!tree.isWithin(unit.ordinal, root)) {
      choices.push({ unit: unitView(top), depth: 0 });
      continue;
    }
    const way = [...tree.upward(unit.ordinal)].flatMap((node) =>
      node.kind === 'unit' && node.ordinal >= root ? [node] : []
    );
    way.reverse().forEach((node, depth) => choices.push({ unit: unitView(node), depth }));
    if (!mayAt(principal, 'readTexts', tree, unit.ordinal, day)) continue;
    const below = tree
      .children(unit.ordinal)
      .flatMap((child) => unitAt(tree, child) ?? [])
      .filter((child) => holdsOn(child.unit, day) && child.level <= COMMUNE)
      .sort((a, b) => compareNames(a.unit.name, b.unit.name));
    for (const child of below) choices.push({ unit: unitView(child), depth: way.length });
  }
  return choices;
}

const COMMUNE = 3;
