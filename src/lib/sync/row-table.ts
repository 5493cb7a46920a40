import type { Position } from '../domain/position.ts';
import type { Period } from '../domain/period.ts';
import { copyRow, makeRows, sliceRows, type Measures, type Rows } from '../domain/rows.ts';

/** The rows of one indicator and period, and which of their nodes were written. */
export interface ChangedBlock {
  readonly indicator: number;
  readonly period: Period;
  /** Ordinals, ascending. */
  readonly nodes: Int32Array;
}

/** Where a row is. Good until the table changes. */
export interface RowRef {
  readonly rows: Rows;
  readonly at: number;
}

interface Part {
  /** The position at which it was built. */
  readonly position: Position;
  /** By indicator; the rows of each by node, ascending. */
  readonly blocks: Map<number, Rows>;
}

interface Loose {
  readonly to: Position;
  readonly rows: Rows;
}

/**
 * The rows of a scope as the browser holds them: parts, with deltas written over them. A delta's rows are skipped for a
 * part that is newer, and kept aside for a part that is on its way, so parts may come at any time and in any order.
 */
export class RowTable {
  readonly #parts = new Map<Period, Part>();
  readonly #loose = new Map<Period, Loose[]>();

  /** The periods whose parts are held, oldest first. */
  get periods(): Period[] {
    return [...this.#parts.keys()].sort((a, b) => a - b);
  }

  /** The position at which a period's part was built; null where none is held. */
  positionOf(period: Period): Position | null {
    return this.#parts.get(period)?.position ?? null;
  }

  /** Whether the rows of a period are held: then no row means *không áp dụng*. */
  holds(_indicator: number, period: Period): boolean {
    return this.#parts.has(period);
  }

  /** The rows of an indicator and period, by node ascending; null where there are none. Do not write to them. */
  block(indicator: number, period: Period): Rows | null {
    return this.#parts.get(period)?.blocks.get(indicator) ?? null;
  }

  /** One row; null where it does not exist or its part is not held. */
  find(node: number, indicator: number, period: Period): RowRef | null {
    const rows = this.block(indicator, period);
    const at = rows ? placeOf(rows, node) : -1;
    return rows && at >= 0 ? { rows, at } : null;
  }

  /** A part is on its way: from now on the rows of deltas for it are kept aside. */
  expect(period: Period): void {
    if (!this.#loose.has(period)) this.#loose.set(period, []);
  }

  /**
   * Takes a part in place of what was held of its period, and writes over it what deltas said since it was built.
   * Answers every block that may be another now, and which of them were written over.
   */
  applyPart(
    rows: Rows,
    period: Period,
    position: Position
  ): { changed: ChangedBlock[]; later: ChangedBlock[] } {
    const blocks = new Map<number, Rows>();
    const own = sliceRows(rows, 0, rows.length);
    for (const { start, end, indicator } of runsOf(own)) blocks.set(indicator, viewOf(own, start, end));
    const replaced = this.#parts.get(period);
    this.#parts.set(period, { position, blocks });
    const loose = this.#loose.get(period) ?? [];
    this.#loose.delete(period);
    const later: ChangedBlock[] = [];
    for (const { to, rows: since } of loose) {
      if (to <= position) continue;
      this.#write(since, period);
      later.push({ indicator: since.indicator[0]!, period, nodes: since.node.slice() });
    }
    const indicators = new Set([...(replaced?.blocks.keys() ?? []), ...blocks.keys()]);
    const changed = [...indicators].map((indicator) => {
      const nodes = this.block(indicator, period)?.node.slice() ?? new Int32Array(0);
      return { indicator, period, nodes };
    });
    return { changed, later };
  }

  /**
   * Writes a delta that reaches `to` over the parts that are held and older, and answers what it wrote; `only` its rows
   * of one indicator.
   */
  applyDelta(rows: Rows, to: Position, only: number | null = null): ChangedBlock[] {
    const changed: ChangedBlock[] = [];
    for (const { start, end, indicator, period } of runsOf(rows)) {
      if (only !== null && indicator !== only) continue;
      const run = viewOf(rows, start, end);
      this.#loose.get(period)?.push({ to, rows: sliceRows(run, 0, run.length) });
      const part = this.#parts.get(period);
      if (!part || to <= part.position) continue;
      this.#write(run, period);
      changed.push({ indicator, period, nodes: run.node.slice() });
    }
    return changed;
  }

  /** The rows of some blocks' nodes as they are now; `expected` 0 where there is no row. */
  pick(blocks: readonly ChangedBlock[]): Rows {
    const picked = makeRows(blocks.reduce((sum, { nodes }) => sum + nodes.length, 0));
    let i = 0;
    for (const { indicator, period, nodes } of blocks) {
      for (const node of nodes) {
        const found = this.find(node, indicator, period);
        if (found) copyRow(found.rows, found.at, picked, i);
        picked.node[i] = node;
        picked.indicator[i] = indicator;
        picked.period[i] = period;
        i++;
      }
    }
    return picked;
  }

  /** Lets go of a period. */
  drop(period: Period): void {
    this.#parts.delete(period);
    this.#loose.delete(period);
  }

  /** Writes the rows of one indicator and period, sorted by node, over those that are held. */
  #write(rows: Rows, period: Period): void {
    const part = this.#parts.get(period);
    const indicator = rows.indicator[0];
    if (!part || indicator === undefined) return;
    const block = part.blocks.get(indicator) ?? makeRows(0);
    let fits = true;
    for (let i = 0; i < rows.length; i++) {
      const at = placeOf(block, rows.node[i]!);
      if (at >= 0 && rows.expected[i]! > 0) copyRow(rows, i, block, at);
      else if (at >= 0 || rows.expected[i]! > 0) fits = false;
    }
    if (!fits) part.blocks.set(indicator, merged(block, rows));
  }
}

interface Run {
  readonly start: number;
  readonly end: number;
  readonly indicator: number;
  readonly period: Period;
}

/** The runs of equal period and indicator in sorted rows. */
function* runsOf(rows: Rows): Generator<Run> {
  let start = 0;
  for (let i = 1; i <= rows.length; i++) {
    const same =
      i < rows.length && rows.period[i] === rows.period[start] && rows.indicator[i] === rows.indicator[start];
    if (same) continue;
    yield { start, end: i, indicator: rows.indicator[start]!, period: rows.period[start]! };
    start = i;
  }
}

/** Where a node's row is in a block by node ascending; −1 where it has none. */
export function placeOf(block: Rows, node: number): number {
  let low = 0;
  let high = block.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = block.node[middle]!;
    if (found === node) return middle;
    if (found < node) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** A block with rows written over it, rows added and rows taken away. */
function merged(block: Rows, rows: Rows): Rows {
  const picked: [Rows, number][] = [];
  let b = 0;
  for (let i = 0; i < rows.length; i++) {
    const node = rows.node[i]!;
    while (b < block.length && block.node[b]! < node) picked.push([block, b++]);
    if (b < block.length && block.node[b] === node) b++;
    if (rows.expected[i]! > 0) picked.push([rows, i]);
  }
  while (b < block.length) picked.push([block, b++]);
  const result = makeRows(picked.length);
  picked.forEach(([from, at], i) => copyRow(from, at, result, i));
  return result;
}

/** Rows [start, end) in the same memory. */
function viewOf(rows: Rows, start: number, end: number): Rows {
  const measures = (m: Measures): Measures => ({
    num: m.num.subarray(start, end),
    den: m.den.subarray(start, end),
    fresh: m.fresh.subarray(start, end),
    carried: m.carried.subarray(start, end),
    oldestAge: m.oldestAge.subarray(start, end),
    freshBase: m.freshBase.subarray(start, end)
  });
  return {
    length: end - start,
    node: rows.node.subarray(start, end),
    indicator: rows.indicator.subarray(start, end),
    period: rows.period.subarray(start, end),
    expected: rows.expected.subarray(start, end),
    expectedBase: rows.expectedBase.subarray(start, end),
    targetNum: rows.targetNum.subarray(start, end),
    targetDen: rows.targetDen.subarray(start, end),
    all: measures(rows.all),
    approved: measures(rows.approved)
  };
}
