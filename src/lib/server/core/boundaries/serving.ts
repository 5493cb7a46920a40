import type { LogEntry } from '../../../domain/entry.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { Tree, UnitNode } from '../../../domain/tree.ts';
import { LEVELS, type Level, type LevelName, type UnitKey } from '../../../domain/unit.ts';
import type { BoundaryContext } from '../../../wire/boundaries.ts';
import { BoundaryBook } from './boundary-book.ts';
import { compose } from './compose.ts';
import { contextOf } from './context.ts';
import { PackedAnswer } from './packed-answer.ts';
import { ShapeShelf, type ShapeSource } from './shape-shelf.ts';
import { spanOf, type Span } from './span.ts';

/** A picture of boundaries, ready to be sent. */
export interface ServedView {
  readonly answer: PackedAnswer;
  readonly schematic: boolean;
  /** The periods in which this picture holds. */
  readonly span: Span;
  /** Where it lies for ever: path and query, with its hash. */
  readonly href: string;
}

/** Why there is no picture: no such unit, a unit that does not stand in the period, a level above it. */
export type NoView = 'unknown-unit' | 'not-standing' | 'level-above';

/** What the server of boundaries lives on. */
export interface BoundaryParts {
  /** The tree as the log has it now; read anew for every picture. */
  readonly tree: () => Tree;
  readonly shapes: ShapeSource;
}

/** Bytes of JSON that are kept; each picture may be there packed as well. */
const KEPT_BYTES = 48 * 1024 * 1024;
const KEPT_SPANS = 20_000;

/** Follows the log's boundaries and draws pictures of them, each once. */
export class BoundaryServer {
  readonly book = new BoundaryBook();
  readonly #parts: BoundaryParts;
  readonly #shelf: ShapeShelf;
  readonly #views = new Map<string, Promise<ServedView>>();
  readonly #sizes = new Map<string, number>();
  /** Spans by unit, level and period: the walk over the tree is made once for each. */
  readonly #spans = new Map<string, Span>();
  #context: PackedAnswer | null = null;

  constructor(parts: BoundaryParts) {
    this.#parts = parts;
    this.#shelf = new ShapeShelf(this.book, parts.shapes);
  }

  /** Takes in an entry of the log: new boundaries or units make the pictures anew. Returns whether it changed any. */
  apply(entry: Pick<LogEntry, 'position' | 'body'>): boolean {
    const changed = this.book.apply(entry) || entry.body.kind === 'units';
    if (changed) {
      this.#views.clear();
      this.#sizes.clear();
      this.#spans.clear();
      this.#context = null;
    }
    return changed;
  }

  /** The picture of the units at a level within a unit, in a period. @throws MissingShapes, DamagedShapes */
  async view(unit: UnitKey, level: LevelName, period: Period): Promise<ServedView | NoView> {
    const tree = this.#parts.tree();
    const root = tree.unit(unit);
    if (!root) return 'unknown-unit';
    if (!tree.isAlive(root.ordinal, period)) return 'not-standing';
    const depth = numberOf(level);
    if (depth < root.level) return 'level-above';
    const span = this.#span(tree, root, depth, period);
    const key = `${unit}/${level}/${span.from}`;
    const kept = this.#views.get(key) ?? this.#draw(key, tree, root, depth, span);
    this.#views.delete(key);
    this.#views.set(key, kept);
    return kept;
  }

  /** What lies around the units: neighbouring land, and both archipelagos with their units. */
  context(): PackedAnswer {
    this.#context ??= new PackedAnswer(contextOf(this.#parts.tree()) satisfies BoundaryContext);
    return this.#context;
  }

  #span(tree: Tree, root: UnitNode, level: Level, period: Period): Span {
    const key = `${root.ordinal}/${level}/${period}`;
    let span = this.#spans.get(key);
    if (!span) {
      span = spanOf(tree, this.book, root, level, period);
      if (this.#spans.size >= KEPT_SPANS) this.#spans.clear();
      this.#spans.set(key, span);
    }
    return span;
  }

  #draw(key: string, tree: Tree, root: UnitNode, level: Level, span: Span): Promise<ServedView> {
    const drawing = compose({ tree, root, level, period: span.from, span }, this.#shelf).then(
      (view): ServedView => {
        const answer = new PackedAnswer(view);
        if (this.#views.get(key) === drawing) this.#keep(key, answer.size);
        const query = `period=${formatPeriod(span.from)}&v=${answer.hash}`;
        return {
          answer,
          schematic: view.schematic,
          span,
          href: `${pathOf(root.key, LEVELS[level])}?${query}`
        };
      }
    );
    drawing.catch(() => {
      if (this.#views.get(key) === drawing) this.#views.delete(key);
    });
    return drawing;
  }

  #keep(key: string, size: number): void {
    this.#sizes.set(key, size);
    let sum = 0;
    for (const kept of [...this.#views.keys()].reverse()) {
      sum += this.#sizes.get(kept) ?? 0;
      if (sum <= KEPT_BYTES || kept === key) continue;
      this.#views.delete(kept);
      this.#sizes.delete(kept);
    }
  }
}

/** The path of a picture; unit keys keep their `@`. */
export function pathOf(unit: UnitKey, level: LevelName): string {
  return `/api/v1/boundaries/${encodeURIComponent(unit).replace('%40', '@')}/${level}`;
}

function numberOf(level: LevelName): Level {
  // LEVELS holds every LevelName, in the order of Level.
  return LEVELS.indexOf(level) as Level;
}
