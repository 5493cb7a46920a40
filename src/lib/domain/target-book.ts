import type { IndicatorKind } from './indicator.ts';
import type { Day } from './period.ts';
import type { Target } from './target.ts';
import type { Tree } from './tree.ts';
import { holdsOn } from './unit.ts';

/** How a target given to a node stands on a day; `replaced`: it would hold, but one that began later does instead. */
export type Standing = 'past' | 'now' | 'replaced' | 'future';

/** Targets by indicator and recipient. Given again with the same first day, a target replaces what it was. */
export class TargetBook {
  readonly #given = new Map<number, Map<number, Target[]>>();

  /** Enters a target, by the ordinals of its indicator and of the node that it was given to. */
  put(indicator: number, node: number, target: Target): void {
    let byNode = this.#given.get(indicator);
    if (!byNode) this.#given.set(indicator, (byNode = new Map<number, Target[]>()));
    const kept = (byNode.get(node) ?? []).filter((old) => old.validFrom !== target.validFrom);
    kept.push(target);
    byNode.set(
      node,
      kept.sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
    );
  }

  /** The target given to this very node that holds on a day: the one that began last. */
  given(indicator: number, node: number, day: Day): Target | null {
    return (
      this.#given
        .get(indicator)
        ?.get(node)
        ?.find((target) => holdsOn(target, day)) ?? null
    );
  }

  /**
   * How one of a node's own targets stands on a day, and from which day one that began later has taken its place, or
   * will; null where none does.
   */
  standing(
    indicator: number,
    node: number,
    target: Target,
    day: Day
  ): { readonly standing: Standing; readonly replacedFrom: Day | null } {
    if (target.validTo !== null && target.validTo <= day) return { standing: 'past', replacedFrom: null };
    // Newest first: the last that fits is the first to take its place.
    const heir = this.#given
      .get(indicator)
      ?.get(node)
      ?.findLast(
        ({ validFrom, validTo }) =>
          validFrom > target.validFrom &&
          (target.validTo === null || validFrom < target.validTo) &&
          (validTo === null || validTo > day)
      );
    const replacedFrom = heir?.validFrom ?? null;
    if (target.validFrom > day) return { standing: 'future', replacedFrom };
    return { standing: replacedFrom !== null && replacedFrom <= day ? 'replaced' : 'now', replacedFrom };
  }

  /**
   * The target that holds for a node on a day. A share target comes from the nearest node above that has one; counts
   * and quotas are divided, never inherited (RULES 13).
   */
  holding(tree: Tree, indicator: number, kind: IndicatorKind, node: number, day: Day): Target | null {
    if (kind !== 'share') return this.given(indicator, node, day);
    for (const above of tree.upward(node)) {
      const target = this.given(indicator, above.ordinal, day);
      if (target) return target;
    }
    return null;
  }

  /** Every target given to a node, newest first, with the ordinal of its indicator. */
  *ofNode(node: number): Generator<{ indicator: number; target: Target }> {
    for (const [indicator, byNode] of this.#given) {
      for (const target of byNode.get(node) ?? []) yield { indicator, target };
    }
  }

  /** Every target, for a checkpoint. */
  *all(): Generator<Target> {
    for (const byNode of this.#given.values()) for (const targets of byNode.values()) yield* targets;
  }
}
