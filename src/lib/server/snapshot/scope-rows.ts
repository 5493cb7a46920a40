import type { Period } from '../../domain/period.ts';
import { copyRow, makeRows, type Rows } from '../../domain/rows.ts';
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

/** Rows picked out of blocks. A block may be mended by the next question, so its rows are copied at once. */
class Collected {
  readonly #pieces: Rows[] = [];
  #length = 0;

  add(block: Rows, nodes: Int32Array): void {
    const piece = makeRows(nodes.length);
    for (let i = 0; i < nodes.length; i++) copyRow(block, nodes[i]!, piece, i);
    this.#pieces.push(piece);
    this.#length += nodes.length;
  }

  rows(): Rows {
    const [only] = this.#pieces;
    if (only && this.#pieces.length === 1) return only;
    const all = makeRows(this.#length);
    let at = 0;
    for (const piece of this.#pieces) {
      pasteRows(piece, all, at);
      at += piece.length;
    }
    return all;
  }
}

function pasteRows(piece: Rows, into: Rows, at: number): void {
  into.node.set(piece.node, at);
  into.indicator.set(piece.indicator, at);
  into.period.set(piece.period, at);
  into.expected.set(piece.expected, at);
  into.expectedBase.set(piece.expectedBase, at);
  into.targetNum.set(piece.targetNum, at);
  into.targetDen.set(piece.targetDen, at);
  for (const basis of ['all', 'approved'] as const) {
    into[basis].num.set(piece[basis].num, at);
    into[basis].den.set(piece[basis].den, at);
    into[basis].fresh.set(piece[basis].fresh, at);
    into[basis].carried.set(piece[basis].carried, at);
    into[basis].oldestAge.set(piece[basis].oldestAge, at);
    into[basis].freshBase.set(piece[basis].freshBase, at);
  }
}
