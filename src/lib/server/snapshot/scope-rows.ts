import { withholdFew } from '../../domain/few.ts';
import type { Period } from '../../domain/period.ts';
import { copyRow, makeRows, type Rows } from '../../domain/rows.ts';
import type { World } from '../../domain/world.ts';
import type { ScopeView } from './scope-view.ts';
import type { Touched } from './touched.ts';
import type { Fold } from './fold.ts';
import type { Warm } from './warm.ts';

/** The rows of a scope for one period and some indicators, sorted by indicator and node; only those that exist. */
export function scopeRows(warm: Warm, view: ScopeView, period: Period, indicators: readonly number[]): Rows {
  const collected = new Collected();
  for (const indicator of indicators) {
    if (!warm.isExpected(indicator, period)) continue;
    const block = warm.rows(indicator, period);
    // A root for which nobody is expected has nobody below it.
    if (block.expected[view.root] === 0) continue;
    const present = view.nodes.filter((node) => block.expected[node]! > 0);
    collected.add(block, present);
  }
  return collected.rows();
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

/** Whole replacement rows for changed nodes, sorted by period, indicator and node; `expected` 0 takes a row away. */
export function changedRows(warm: Warm, changed: ChangedNodes): Rows {
  const collected = new Collected();
  for (const { period, indicator, nodes } of changed.blocks)
    collected.add(warm.rows(indicator, period), nodes);
  return collected.rows();
}

/** Rows of a view as they may be told to whom it is for (RULES 17); the rows must be the caller's own. */
export function asTold({ indicators }: Pick<World, 'indicators'>, view: ScopeView, rows: Rows): Rows {
  if (view.few === 'told') return rows;
  return withholdFew(
    rows,
    indicators.map(({ indicator }) => indicator)
  );
}

/** Rows to be picked out of blocks. No block is asked for twice, so none changes before its rows are copied. */
class Collected {
  readonly #picked: { readonly block: Rows; readonly nodes: Int32Array }[] = [];
  #length = 0;

  add(block: Rows, nodes: Int32Array): void {
    this.#picked.push({ block, nodes });
    this.#length += nodes.length;
  }

  rows(): Rows {
    const all = makeRows(this.#length);
    let at = 0;
    for (const { block, nodes } of this.#picked) {
      for (let i = 0; i < nodes.length; i++) copyRow(block, nodes[i]!, all, at++);
    }
    return all;
  }
}
