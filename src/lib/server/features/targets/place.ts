import { mayAt, placesOf, type Action, type Principal } from '../../../domain/access.ts';
import { dayAt } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { parseUnitKey, type Level } from '../../../domain/unit.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { LevelUnit } from '../../../api/shapes.ts';
import type { PlaceChoice } from '../../../wire/targets.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import { standsOn } from './recipients.ts';

/**
 * Where somebody is at work: the unit that an address asks for, else the first in which they may do something; with the
 * way to it and what lies just below, down to a level. Null where they may it nowhere; `forbidden` for a foreign unit.
 */
export function placeFor(
  { world, clock }: Pick<CurrentRuntime, 'world' | 'clock'>,
  principal: Principal,
  action: Action,
  asked: string | null,
  deepest: Level
): { unit: UnitNode; choice: PlaceChoice } | 'forbidden' | null {
  const { tree } = world;
  const day = dayAt(clock());
  const roots = placesOf(principal, action, tree, day).flatMap((ordinal) => {
    const node = tree.nodes[ordinal];
    return node?.kind === 'unit' ? [node] : [];
  });
  const key = parseUnitKey(asked ?? '');
  const unit = asked === null ? roots[0] : key && tree.unit(`${key.code}@${key.validFrom}`);
  if (!unit) return asked === null ? null : 'forbidden';
  const within = roots.some((root) => tree.isWithin(unit.ordinal, root.ordinal));
  if (!within && !mayAt(principal, action, tree, unit.ordinal, day)) return 'forbidden';
  const path: LevelUnit[] = [];
  for (const above of tree.upward(unit.ordinal)) {
    if (above.kind !== 'unit' || !roots.some((root) => tree.isWithin(above.ordinal, root.ordinal))) break;
    path.unshift(named(above));
  }
  const below =
    unit.level < deepest
      ? tree.children(unit.ordinal).flatMap((child) => {
          const node = tree.nodes[child];
          return node?.kind === 'unit' && node.level <= deepest && standsOn(node, day) ? [named(node)] : [];
        })
      : [];
  return {
    unit,
    choice: { roots: roots.map(named), path, below: below.sort((a, b) => compareNames(a.name, b.name)) }
  };
}

/** A unit as a page names it. */
export function named({ key, unit, level }: UnitNode): LevelUnit {
  return { key, name: unit.fullName, level };
}
