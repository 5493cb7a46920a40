import type { Position } from '../../../domain/position.ts';
import type { Period } from '../../../domain/period.ts';
import type { Tree } from '../../../domain/tree.ts';

/**
 * Which position last touched what: for each node and period, so that a report in another province makes nothing of
 * this one stale (RULES 21); and the periods that anybody has filed for, which are the ones that are shown.
 */
export class Touches {
  readonly #byPeriod = new Map<Period, Float64Array>();
  readonly #opened = new Map<Period, Position>();
  #openedAt: Position = 0;

  /** The periods that were ever filed for, oldest first. */
  get periods(): Period[] {
    return [...this.#opened.keys()].sort((a, b) => a - b);
  }

  /** The last position that added a period to the list. */
  get openedAt(): Position {
    return this.#openedAt;
  }

  isOpen(period: Period): boolean {
    return this.#opened.has(period);
  }

  /** The last position that changed a figure at or below a node in a period; 0 where none has. */
  at(node: number, period: Period): Position {
    return this.#byPeriod.get(period)?.[node] ?? 0;
  }

  /** Notes that a period was filed for. */
  open(period: Period, position: Position): void {
    if (this.#opened.has(period)) return;
    this.#opened.set(period, position);
    this.#openedAt = position;
  }

  /** Notes that a group's figures changed in the periods `first` to `last`, for the group and all above it. */
  mark(tree: Tree, group: number, first: Period, last: Period, position: Position): void {
    for (let period = first; period <= last; period++) {
      const column = this.#column(period, tree.nodes.length);
      for (let node = group; node >= 0; node = tree.nodes[node]!.parent) column[node] = position;
    }
  }

  /** All of it as plain columns, for a checkpoint. */
  save(): { opened: [Period, Position][]; columns: [Period, Float64Array][] } {
    return { opened: [...this.#opened], columns: [...this.#byPeriod] };
  }

  static restore(saved: ReturnType<Touches['save']>): Touches {
    const touches = new Touches();
    for (const [period, position] of saved.opened) touches.#opened.set(period, position);
    touches.#openedAt = Math.max(0, ...touches.#opened.values());
    for (const [period, column] of saved.columns) touches.#byPeriod.set(period, column);
    return touches;
  }

  #column(period: Period, nodes: number): Float64Array {
    const column = this.#byPeriod.get(period);
    if (column && column.length >= nodes) return column;
    const wide = new Float64Array(Math.ceil(nodes * 1.25));
    if (column) wide.set(column);
    this.#byPeriod.set(period, wide);
    return wide;
  }
}
