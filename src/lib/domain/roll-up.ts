import { groupValue, type Cells, type GroupValue } from './cells.ts';
import type { IndicatorTime } from './indicator.ts';
import { lastDay, type Period } from './period.ts';
import { makeRows, type Measures, type Rows } from './rows.ts';
import type { World } from './world.ts';

/**
 * The rows of one indicator and period for every node of the tree: row i is the node with ordinal i. A unit's row is
 * the sum of its children's, so country = Σ provinces = Σ communes = Σ groups, in integers (RULES 10).
 */
export function rollUp(world: World, cells: Cells, indicator: number, period: Period): Rows {
  const rows = makeRows(world.tree.nodes.length);
  rows.indicator.fill(indicator);
  rows.period.fill(period);
  for (let i = 0; i < rows.length; i++) rows.node[i] = i;
  const { groups, base } = world.expected(indicator, period);
  for (let k = 0; k < groups.length; k++) {
    rows.expected[groups[k]!] = 1;
    rows.expectedBase[groups[k]!] = base[k]!;
  }
  fillGroups(rows, world, cells, groups);
  for (let i = rows.length - 1; i > 0; i--) {
    const parent = world.tree.nodes[i]!.parent;
    if (parent >= 0 && rows.expected[i]! > 0) addTo(rows, i, parent);
  }
  fillTargets(rows, world);
  return rows;
}

/**
 * Brings rows made by `rollUp` up to date after figures of some groups changed, and returns the ordinals of the rows
 * that were made anew: the groups and everything above them.
 */
export function refresh(rows: Rows, world: World, cells: Cells, groups: Iterable<number>): Set<number> {
  const touched = new Set<number>();
  for (const group of groups) {
    if (!rows.expected[group]) continue;
    for (const node of world.tree.upward(group)) touched.add(node.ordinal);
  }
  const bottomUp = [...touched].sort((a, b) => b - a);
  fillGroups(
    rows,
    world,
    cells,
    bottomUp.filter((ordinal) => world.tree.nodes[ordinal]!.kind === 'group')
  );
  for (const ordinal of bottomUp) {
    if (world.tree.nodes[ordinal]!.kind === 'group') continue;
    clearRow(rows, ordinal);
    for (const child of world.tree.children(ordinal))
      if (rows.expected[child]! > 0) addTo(rows, child, ordinal);
  }
  return touched;
}

/** Sets the measures of groups from the figures that count. */
function fillGroups(rows: Rows, world: World, cells: Cells, groups: Iterable<number>): void {
  const indicator = rows.indicator[0]!;
  const { time } = world.indicators[indicator]!.indicator;
  const blocks = cells.reaching(indicator, time, rows.period[0]!);
  const value: GroupValue = { num: -1, den: -1, age: -1 };
  for (const group of groups) {
    fillGroup(rows.all, group, rows.expectedBase[group]!, blocks, time, false, value);
    fillGroup(rows.approved, group, rows.expectedBase[group]!, blocks, time, true, value);
  }
}

function fillGroup(
  into: Measures,
  group: number,
  base: number,
  blocks: ReturnType<Cells['reaching']>,
  time: IndicatorTime,
  approved: boolean,
  value: GroupValue
): void {
  const found = groupValue(blocks, time, group, approved, value);
  const fresh = found && value.age === 0;
  into.num[group] = found ? value.num : -1;
  into.den[group] = found ? value.den : -1;
  into.fresh[group] = fresh ? 1 : 0;
  into.carried[group] = found && !fresh ? 1 : 0;
  into.oldestAge[group] = found ? value.age : -1;
  into.freshBase[group] = fresh ? base : 0;
}

/** Adds a row to that of what lies above it. */
export function addTo(rows: Rows, child: number, parent: number): void {
  rows.expected[parent]! += rows.expected[child]!;
  rows.expectedBase[parent]! += rows.expectedBase[child]!;
  addMeasures(rows.all, child, parent);
  addMeasures(rows.approved, child, parent);
}

function addMeasures(m: Measures, child: number, parent: number): void {
  if (m.num[child]! < 0) return;
  m.num[parent] = Math.max(0, m.num[parent]!) + m.num[child]!;
  if (m.den[child]! >= 0) m.den[parent] = Math.max(0, m.den[parent]!) + m.den[child]!;
  m.fresh[parent]! += m.fresh[child]!;
  m.carried[parent]! += m.carried[child]!;
  m.oldestAge[parent] = Math.max(m.oldestAge[parent]!, m.oldestAge[child]!);
  m.freshBase[parent]! += m.freshBase[child]!;
}

/** Makes a row one of which nobody expects or has filed anything. */
export function clearRow(rows: Rows, i: number): void {
  rows.expected[i] = 0;
  rows.expectedBase[i] = 0;
  for (const m of [rows.all, rows.approved]) {
    m.num[i] = m.den[i] = m.oldestAge[i] = -1;
    m.fresh[i] = m.carried[i] = m.freshBase[i] = 0;
  }
}

/** Sets the targets that hold; parents come before children in the order of ordinals, so one pass inherits. */
function fillTargets(rows: Rows, world: World): void {
  const ordinal = rows.indicator[0]!;
  const inherits = world.indicators[ordinal]!.indicator.kind === 'share';
  const day = lastDay(rows.period[0]!, world.profile);
  for (const node of world.tree.nodes) {
    const i = node.ordinal;
    const given = world.targets.given(ordinal, i, day);
    if (given) {
      rows.targetNum[i] = given.value.num;
      rows.targetDen[i] = given.value.den;
    } else if (inherits && node.parent >= 0) {
      rows.targetNum[i] = rows.targetNum[node.parent]!;
      rows.targetDen[i] = rows.targetDen[node.parent]!;
    }
  }
}
