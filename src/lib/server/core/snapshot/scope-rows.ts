import type { Period } from '../../../domain/period.ts';
import { GROUP_LEVEL } from '../../../domain/unit.ts';
import { levelOf } from '../../../wire/scope.ts';
import { copyRow, makeRows, type Rows } from '../../../domain/rows.ts';
import type { ScopeView } from './scope-view.ts';
import type { Touched } from './touched.ts';
import type { Fold } from './fold.ts';
import type { PlacedRows, Warm } from './warm.ts';

/** The rows of a scope for one period and some indicators, sorted by indicator and node; only those that exist. */
export function scopeRows(warm: Warm, view: ScopeView, period: Period, indicators: readonly number[]): Rows {
  const collected = new Collected();
  for (const indicator of indicators) {
    if (!warm.isExpected(indicator, period)) continue;
    const { rows, placeOf } = placedRows(warm, view, indicator, period);
    // A root for which nobody is expected has nobody below it.
    if (rows.expected[placeOf(view.root)] === 0) continue;
    const places = view.nodes.map(placeOf).filter((place) => rows.expected[place]! > 0);
    collected.add(rows, places);
  }
  return collected.rows();
}

/** The rows that a view shows some of: those of units alone where it shows no groups. */
export function placedRows(
  warm: Warm,
  { scope }: Pick<ScopeView, 'scope'>,
  indicator: number,
  period: Period
): PlacedRows {
  if (levelOf(scope.depth) < GROUP_LEVEL) return warm.unitRows(indicator, period);
  return { rows: warm.rows(indicator, period), placeOf: (node) => node };
}

/** The number of rows that `changedRows` would make. */
export interface ChangedNodes {
  readonly count: number;
  /** By period, then indicator; the nodes ascending. */
  readonly blocks: readonly {
    readonly period: Period;
    readonly indicator: number;
    readonly nodes: Int32Array;
  }[];
}

/** The rows of a scope that a change may have altered: its groups' and those of all nodes above them in the scope. */
export function changedNodes(fold: Fold, view: ScopeView, touched: Touched): ChangedNodes {
  const inScope = new Set(view.nodes);
  const blocks: { period: Period; indicator: number; nodes: Int32Array }[] = [];
  let count = 0;
  for (const [indicator, byPeriod] of touched) {
    for (const [period, groups] of byPeriod) {
      const nodes = new Set<number>();
      for (const group of groups) {
        for (let node = group; node >= 0; node = fold.world.tree.nodes[node]!.parent) {
          if (inScope.has(node)) nodes.add(node);
        }
      }
      count += nodes.size;
      blocks.push({ period, indicator, nodes: Int32Array.from(nodes).sort() });
    }
  }
  blocks.sort((a, b) => a.period - b.period || a.indicator - b.indicator);
  return { count, blocks };
}

/** Whole replacement rows for changed nodes of a view, sorted by period, indicator and node; `expected` 0 takes a row away. */
export function changedRows(warm: Warm, view: Pick<ScopeView, 'scope'>, changed: ChangedNodes): Rows {
  const collected = new Collected();
  for (const { period, indicator, nodes } of changed.blocks) {
    const { rows, placeOf } = placedRows(warm, view, indicator, period);
    collected.add(rows, nodes.map(placeOf));
  }
  return collected.rows();
}

/** Rows to be picked out of blocks. No block is asked for twice, so none changes before its rows are copied. */
class Collected {
  readonly #picked: { readonly block: Rows; readonly places: Int32Array }[] = [];
  #length = 0;

  add(block: Rows, places: Int32Array): void {
    this.#picked.push({ block, places });
    this.#length += places.length;
  }

  rows(): Rows {
    const all = makeRows(this.#length);
    let at = 0;
    for (const { block, places } of this.#picked) {
      for (let i = 0; i < places.length; i++) copyRow(block, places[i]!, all, at++);
    }
    return all;
  }
}
