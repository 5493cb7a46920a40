import type { Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { GROUP_LEVEL, LEVELS, type Level, type LevelName } from '../../../domain/unit.ts';
import type { CatalogueView } from '../../../wire/manifest.ts';
import { packNodes, type PackedNodes } from '../../../wire/packed-nodes.ts';
import { levelOf } from '../../../wire/scope.ts';
import type { Fold } from './fold.ts';
import { nodeTable } from './node-table.ts';
import type { ScopeView, ScopeViews } from './scope-view.ts';

/** Characters of packed nodes that are kept. */
const MOST_CHARACTERS = 24 * 1024 * 1024;
/** Levels and catalogues that are kept: a few hundred bytes each. */
const MOST_SMALL = 2_000;

/** What first pictures hold that changes with the structure alone, made once for each view and period. */
export class PictureShelf {
  readonly #store: string;
  readonly #fold: Fold;
  readonly #views: ScopeViews;
  #structure = -1;
  readonly #nodes = new Map<string, PackedNodes>();
  #characters = 0;
  readonly #levels = new Map<string, readonly LevelName[]>();
  readonly #catalogues = new Map<string, CatalogueView>();

  constructor(store: string, fold: Fold, views: ScopeViews) {
    this.#store = store;
    this.#fold = fold;
    this.#views = views;
  }

  /** The nodes of a view that stand in a period, with the units above it. */
  nodes(view: ScopeView, period: Period): PackedNodes {
    this.#renew();
    const key = `${view.text} ${period}`;
    const kept = this.#nodes.get(key);
    if (kept) {
      this.#nodes.delete(key);
      this.#nodes.set(key, kept);
      return kept;
    }
    const { world, structure } = this.#fold;
    const alive = world.alive(period);
    const head = { store: this.#store, structure };
    const packed = packNodes(nodeTable(world.tree, view, head, (node) => alive[node] === 1));
    this.#nodes.set(key, packed);
    this.#characters += sizeOf(packed);
    for (const [oldest, { columns }] of this.#nodes) {
      if (this.#characters <= MOST_CHARACTERS || oldest === key) break;
      this.#nodes.delete(oldest);
      this.#characters -= sizeOf({ columns });
    }
    return packed;
  }

  /** The levels below a unit that have nodes in a period, from the top. */
  levelsBelow(unit: UnitNode, period: Period): readonly LevelName[] {
    return this.#small(this.#levels, unit, period, () => {
      const { world } = this.#fold;
      const view = this.#views.of({ root: unit.key, depth: LEVELS[GROUP_LEVEL] }, 'told');
      const alive = world.alive(period);
      const found = new Set<Level>();
      for (const ordinal of view?.nodes ?? []) {
        if (alive[ordinal]) found.add(world.tree.nodes[ordinal]!.level);
      }
      return LEVELS.filter((name) => levelOf(name) > unit.level && found.has(levelOf(name)));
    });
  }

  /** The catalogue with what is filed at or below a unit in a period. */
  catalogue(unit: UnitNode, period: Period): CatalogueView {
    return this.#small(this.#catalogues, unit, period, () => {
      const { world } = this.#fold;
      const isFiled = (indicator: number) =>
        world.expected(indicator, period).groups.some((group) => world.tree.isWithin(group, unit.ordinal));
      return {
        profile: world.profile,
        indicators: world.indicators.map(({ ordinal, indicator }) => ({
          ordinal,
          indicator,
          filed: isFiled(ordinal)
        }))
      };
    });
  }

  #small<T>(kept: Map<string, T>, unit: UnitNode, period: Period, make: () => T): T {
    this.#renew();
    const key = `${unit.ordinal} ${period}`;
    let value = kept.get(key);
    if (value === undefined) {
      if (kept.size >= MOST_SMALL) kept.clear();
      kept.set(key, (value = make()));
    }
    return value;
  }

  #renew(): void {
    const { structure } = this.#fold;
    if (this.#structure === structure) return;
    this.#structure = structure;
    this.#nodes.clear();
    this.#characters = 0;
    this.#levels.clear();
    this.#catalogues.clear();
  }
}

function sizeOf({ columns }: Pick<PackedNodes, 'columns'>): number {
  return Object.values(columns).reduce((sum, { length }) => sum + length, 0);
}
