import { mayAt, type Principal } from '../../../domain/access.ts';
import { baseOn } from '../../../domain/group.ts';
import { dayAt, type Day } from '../../../domain/period.ts';
import type { Target } from '../../../domain/target.ts';
import type { Node, UnitNode } from '../../../domain/tree.ts';
import { holdsOn } from '../../../domain/unit.ts';
import type { IndicatorNode, World } from '../../../domain/world.ts';
import type { ShownTarget, TargetCell, TargetColumn, TargetRow, TargetSheet } from '../../../api/targets.ts';
import { DIVISORS, type Divisor } from '../../../wire/targets.ts';
import type { Publisher } from '../../core/snapshot/publish.ts';
import { Filed, figuresPeriod } from './filed.ts';
import { maySetOwn } from './judge.ts';
import { nameOf, recipientOf, recipientsOf, rowId } from './recipients.ts';

/** The most indicators that a sheet shows at once. */
export const MOST_COLUMNS = 12;

/** What a sheet is made of. */
export interface SheetQuestion {
  readonly unit: UnitNode;
  /** The day on which the targets shown hold. */
  readonly day: Day;
  /** Codes of indicators; those that nobody here files are left out. Empty: the first few that have a target here. */
  readonly indicators: readonly string[];
}

/** The targets that a unit gives, as a grid: recipients by indicators. */
export function targetSheet(
  publisher: Publisher,
  principal: Principal,
  now: number,
  { unit, day, indicators }: SheetQuestion
): TargetSheet {
  const { world, structure } = publisher.fold;
  const filed = new Filed(world, now, day, null);
  const choices = world.indicators.filter(
    ({ ordinal, indicator }) => holdsOn(indicator, day) && filed.at(ordinal, unit.ordinal)
  );
  const mayGive = mayAt(principal, 'giveTargets', world.tree, unit.ordinal, dayAt(now));
  const nodes = recipientsOf(world.tree, unit, day);
  const rows = mayGive && maySetOwn({ world, principal, now }, unit) ? [unit, ...nodes] : nodes;
  const chosen = columnsFor(world, choices, rows, day, indicators);
  const bases = basesFor(publisher, now, day);
  return {
    unit: { key: unit.key, name: unit.unit.fullName, level: unit.level },
    structure,
    day,
    mayGive,
    rows: rows.map((node) => rowOf(node, unit, bases)),
    columns: chosen.map((one) => columnOf(world, one, rows, day, filed)),
    choices: choices.map(({ indicator: { code, pillar, short, kind } }) => ({ code, pillar, short, kind }))
  };
}

/** A target without what it is about. */
export function shown({ indicator: _i, recipient: _r, ...rest }: Target): ShownTarget {
  return rest;
}

function columnsFor(
  world: World,
  choices: readonly IndicatorNode[],
  rows: readonly Node[],
  day: Day,
  asked: readonly string[]
): IndicatorNode[] {
  if (asked.length > 0)
    return choices.filter(({ indicator }) => asked.includes(indicator.code)).slice(0, MOST_COLUMNS);
  const used = choices.filter(({ ordinal }) =>
    rows.some(({ ordinal: node }) => world.targets.given(ordinal, node, day))
  );
  const usual = choices.filter(({ indicator }) => indicator.kind === 'share');
  return (used.length > 0 ? used : usual).slice(0, 6);
}

function columnOf(
  world: World,
  { ordinal, indicator }: IndicatorNode,
  rows: readonly Node[],
  day: Day,
  filed: Filed
): TargetColumn {
  const { code, short, name, kind, counts } = indicator;
  const cells = rows.map((node): TargetCell => {
    const given = world.targets.given(ordinal, node.ordinal, day);
    const above =
      given || kind !== 'share' ? null : world.targets.holding(world.tree, ordinal, kind, node.ordinal, day);
    return {
      filed: filed.at(ordinal, node.ordinal),
      given: given && shown(given),
      inherited: above && { value: above.value, from: recipientName(world, above) }
    };
  });
  return { code, short, name, kind, counts, cells };
}

function recipientName(world: World, { recipient }: Target): string {
  const node = 'unit' in recipient ? world.tree.unit(recipient.unit) : world.tree.group(recipient.group);
  return node ? nameOf(node) : '';
}

/** For each divisor how to read the base of a node: null where no base fact is known at or below it. */
function basesFor(publisher: Publisher, now: number, day: Day): (node: Node) => TargetRow['bases'] {
  const { world } = publisher.fold;
  const period = figuresPeriod(world, now, null);
  const columns = DIVISORS.map((base) => {
    // A roll-up of any share over this base adds up the base facts of those who file it, none twice.
    const one = world.indicators.find(
      ({ indicator }) =>
        indicator.base === base &&
        indicator.kind === 'share' &&
        indicator.source.type === 'filed' &&
        indicator.source.by.includes('village-group') &&
        holdsOn(indicator, day)
    );
    return one ? publisher.warm.rows(one.ordinal, period).expectedBase : null;
  });
  const factOf = (node: Node, base: Divisor): number | null => {
    if (node.kind === 'group') return baseOn(node.group, base, day)?.value ?? null;
    const { tree } = world;
    for (const below of tree.downward(node.ordinal))
      if (below.kind === 'group' && baseOn(below.group, base, day)) return 0;
    return null;
  };
  return (node) => {
    const of = (base: Divisor): number | null => {
      const known = columns[DIVISORS.indexOf(base)]?.[node.ordinal] ?? 0;
      return known > 0 ? known : factOf(node, base);
    };
    return {
      ...{ population: of('population'), households: of('households'), adults: of('adults') },
      ...{ age15to65: of('age15to65'), businesses: of('businesses') }
    };
  };
}

function rowOf(node: Node, unit: UnitNode, bases: (node: Node) => TargetRow['bases']): TargetRow {
  return {
    id: rowId(node),
    recipient: recipientOf(node),
    name: nameOf(node),
    isSelf: node.ordinal === unit.ordinal,
    bases: bases(node)
  };
}
