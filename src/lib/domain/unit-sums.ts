import { groupValue, type Cells, type FiledBlock, type GroupValue } from './cells.ts';
import type { IndicatorTime } from './indicator.ts';
import { lastDay, type Period } from './period.ts';
import { addTo, clearRow } from './roll-up.ts';
import { makeRows, type Measures, type Rows } from './rows.ts';
import type { Tree } from './tree.ts';
import type { Expectation, World } from './world.ts';

/** The units of a tree in the order of their ordinals: a row of sums for each, and none for groups. */
export interface UnitPlaces {
  /** Ordinals of all units, ascending: parents before children. */
  readonly units: Int32Array;
  /** By ordinal of any node: its place among the units, −1 for a group. */
  readonly at: Int32Array;
}

/** Numbers the units of a tree; good until the structure changes. */
export function unitPlaces({ nodes }: Pick<Tree, 'nodes'>): UnitPlaces {
  const units: number[] = [];
  const at = new Int32Array(nodes.length).fill(-1);
  for (const node of nodes) {
    if (node.kind !== 'unit') continue;
    at[node.ordinal] = units.length;
    units.push(node.ordinal);
  }
  return { units: Int32Array.from(units), at };
}

/** What the figures of one indicator and period are read with. */
interface Reading {
  readonly expectation: Expectation;
  readonly time: IndicatorTime;
  readonly blocks: readonly (FiledBlock | undefined)[];
  readonly value: GroupValue;
}

/**
 * The rows of one indicator and period for every unit, as `rollUp` has them (RULES 10), without a row for each of the
 * groups: row i is the unit at place i.
 */
export function sumUnits(
  world: World,
  cells: Cells,
  { units, at }: UnitPlaces,
  indicator: number,
  period: Period
): Rows {
  const rows = makeRows(units.length);
  rows.node.set(units);
  rows.indicator.fill(indicator);
  rows.period.fill(period);
  const { nodes } = world.tree;
  const reading = readingOf(world, cells, indicator, period);
  const { groups } = reading.expectation;
  for (let k = 0; k < groups.length; k++) addGroup(rows, at[nodes[groups[k]!]!.parent]!, reading, k);
  for (let i = rows.length - 1; i > 0; i--) {
    const parent = nodes[units[i]!]!.parent;
    if (parent >= 0 && rows.expected[i]! > 0) addTo(rows, i, at[parent]!);
  }
  fillTargets(rows, world, { units, at });
  return rows;
}

/** The row of one group for one indicator and period, as `rollUp` has it. */
export function sumGroup(world: World, cells: Cells, group: number, indicator: number, period: Period): Rows {
  const rows = makeRows(1);
  rows.node[0] = group;
  rows.indicator[0] = indicator;
  rows.period[0] = period;
  const reading = readingOf(world, cells, indicator, period);
  const k = world.placeIn(reading.expectation, group);
  if (k >= 0) addGroup(rows, 0, reading, k);
  const { kind } = world.indicators[indicator]!.indicator;
  const target = world.targets.holding(world.tree, indicator, kind, group, lastDay(period, world.profile));
  if (target) {
    rows.targetNum[0] = target.value.num;
    rows.targetDen[0] = target.value.den;
  }
  return rows;
}

/** Brings rows made by `sumUnits` up to date after figures of some groups changed. */
export function refreshUnits(
  rows: Rows,
  world: World,
  cells: Cells,
  { units, at }: UnitPlaces,
  groups: Iterable<number>
): void {
  const { tree } = world;
  const reading = readingOf(world, cells, rows.indicator[0]!, rows.period[0]!);
  const stale = new Set<number>();
  for (const group of groups) {
    if (world.placeIn(reading.expectation, group) < 0) continue;
    for (let node = tree.nodes[group]!.parent; node >= 0; node = tree.nodes[node]!.parent)
      stale.add(at[node]!);
  }
  for (const i of [...stale].sort((a, b) => b - a)) {
    clearRow(rows, i);
    for (const child of tree.children(units[i]!)) {
      const below = at[child]!;
      if (below >= 0) {
        if (rows.expected[below]! > 0) addTo(rows, below, i);
        continue;
      }
      const k = world.placeIn(reading.expectation, child);
      if (k >= 0) addGroup(rows, i, reading, k);
    }
  }
}

function readingOf(world: World, cells: Cells, indicator: number, period: Period): Reading {
  const { time } = world.indicators[indicator]!.indicator;
  return {
    expectation: world.expected(indicator, period),
    time,
    blocks: cells.reaching(indicator, time, period),
    value: { num: -1, den: -1, age: -1 }
  };
}

function addGroup(rows: Rows, i: number, { expectation, time, blocks, value }: Reading, k: number): void {
  const base = expectation.base[k]!;
  const group = expectation.groups[k]!;
  rows.expected[i]! += 1;
  rows.expectedBase[i]! += base;
  if (groupValue(blocks, time, group, false, value)) addValue(rows.all, i, value, base);
  if (groupValue(blocks, time, group, true, value)) addValue(rows.approved, i, value, base);
}

function addValue(m: Measures, i: number, { num, den, age }: GroupValue, base: number): void {
  m.num[i] = Math.max(0, m.num[i]!) + num;
  if (den >= 0) m.den[i] = Math.max(0, m.den[i]!) + den;
  if (age === 0) {
    m.fresh[i]! += 1;
    m.freshBase[i]! += base;
  } else m.carried[i]! += 1;
  if (age > m.oldestAge[i]!) m.oldestAge[i] = age;
}

/** Sets the targets that hold; parents come before children, so one pass inherits. */
function fillTargets(rows: Rows, world: World, { units, at }: UnitPlaces): void {
  const ordinal = rows.indicator[0]!;
  const inherits = world.indicators[ordinal]!.indicator.kind === 'share';
  const day = lastDay(rows.period[0]!, world.profile);
  for (let i = 0; i < units.length; i++) {
    const given = world.targets.given(ordinal, units[i]!, day);
    const parent = world.tree.nodes[units[i]!]!.parent;
    if (given) {
      rows.targetNum[i] = given.value.num;
      rows.targetDen[i] = given.value.den;
    } else if (inherits && parent >= 0) {
      rows.targetNum[i] = rows.targetNum[at[parent]!]!;
      rows.targetDen[i] = rows.targetDen[at[parent]!]!;
    }
  }
}
