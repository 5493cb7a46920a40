import type { Period } from '../../../domain/period.ts';
import type { Few } from '../../../domain/few.ts';
import type { World } from '../../../domain/world.ts';
import { formatScope, levelOf, type Scope } from '../../../wire/scope.ts';
import type { Fold } from './fold.ts';

/** A scope that exists, with its nodes; good until the structure changes. */
export interface ScopeView {
  readonly scope: Scope;
  /** The scope's text. */
  readonly text: string;
  /** Whether its rows tell of a few persons (RULES 17). */
  readonly few: Few;
  /** The text, with a mark where the few are withheld: what is kept or said for one view is not for the other. */
  readonly key: string;
  /** Ordinal of the root. */
  readonly root: number;
  /** Ordinals of the root and of all nodes below it down to the depth, of every era, ascending. */
  readonly nodes: Int32Array;
}

/** Finds scopes in the world and keeps their lists of nodes until the structure changes. */
export class ScopeViews {
  readonly #fold: Fold;
  readonly #max: number;
  readonly #views = new Map<string, ScopeView>();
  #structure = -1;

  constructor(fold: Fold, max = 256) {
    this.#fold = fold;
    this.#max = max;
  }

  /** The view of a scope; null where its root is unknown or lies deeper than its depth. */
  of(scope: Scope, few: Few): ScopeView | null {
    if (this.#structure !== this.#fold.structure) {
      this.#views.clear();
      this.#structure = this.#fold.structure;
    }
    const text = formatScope(scope);
    const kept = this.#views.get(viewKey(text, few));
    if (kept) return kept;
    const view = makeView(this.#fold.world, scope, { text, few, key: viewKey(text, few) });
    if (view) this.#keep(view);
    return view;
  }

  /** The periods that a view can show, oldest first: those that anybody filed for, in which its root stands. */
  periods(view: Pick<ScopeView, 'root'>): Period[] {
    const { touches, world } = this.#fold;
    return touches.periods.filter((period) => world.alive(period)[view.root] === 1);
  }

  #keep(view: ScopeView): void {
    const [oldest] = this.#views.keys();
    if (this.#views.size >= this.#max && oldest !== undefined) this.#views.delete(oldest);
    this.#views.set(view.key, view);
  }
}

/** The key of a scope's view. */
function viewKey(text: string, few: Few): string {
  return few === 'told' ? text : `${text} few-withheld`;
}

function makeView(
  world: World,
  scope: Scope,
  head: Pick<ScopeView, 'text' | 'few' | 'key'>
): ScopeView | null {
  const root = world.tree.unit(scope.root);
  const depth = levelOf(scope.depth);
  if (!root || root.level > depth) return null;
  const nodes: number[] = [];
  const waiting = [root.ordinal];
  for (let ordinal = waiting.pop(); ordinal !== undefined; ordinal = waiting.pop()) {
    if (world.tree.nodes[ordinal]!.level > depth) continue;
    nodes.push(ordinal);
    waiting.push(...world.tree.children(ordinal));
  }
  return { scope, ...head, root: root.ordinal, nodes: Int32Array.from(nodes).sort() };
}
