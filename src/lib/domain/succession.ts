import type { Fraction } from './target.ts';
import type { Tree, UnitNode } from './tree.ts';
import type { UnitKey } from './unit.ts';

/** That a unit went, wholly or in part, to one of a later era (RULES 1, 26). Said again of the same two, it replaces what was said. */
export interface Succession {
  readonly from: UnitKey;
  readonly to: UnitKey;
  /** The part of `from` that went to `to`, over 0 and at most 1; null where nobody knows: then nothing is apportioned (RULES 26). */
  readonly share: Fraction | null;
  /** Which decision or table says so. */
  readonly citation: string;
}

/** Who came before whom: successions by both of their ends. */
export class SuccessionBook {
  readonly #from = new Map<UnitKey, Map<UnitKey, Succession>>();
  readonly #to = new Map<UnitKey, Map<UnitKey, Succession>>();

  put(succession: Succession): void {
    enter(this.#from, succession.from, succession.to, succession);
    enter(this.#to, succession.to, succession.from, succession);
  }

  /** What a unit went to. */
  heirsOf(unit: UnitKey): readonly Succession[] {
    return [...(this.#from.get(unit)?.values() ?? [])];
  }

  /** What a unit came from. */
  forerunnersOf(unit: UnitKey): readonly Succession[] {
    return [...(this.#to.get(unit)?.values() ?? [])];
  }

  /** Every succession, for a checkpoint. */
  *all(): Generator<Succession> {
    for (const heirs of this.#from.values()) yield* heirs.values();
  }
}

function enter(
  book: Map<UnitKey, Map<UnitKey, Succession>>,
  a: UnitKey,
  b: UnitKey,
  succession: Succession
): void {
  const known = book.get(a);
  if (known) known.set(b, succession);
  else book.set(a, new Map([[b, succession]]));
}

/** Units of other eras that have a unit's code: codes are reused, so they need not be the same place (RULES 1). */
export function sameCode(tree: Tree, { unit, ordinal }: UnitNode): UnitNode[] {
  return tree.nodes.filter(
    (node): node is UnitNode =>
      node.kind === 'unit' && node.unit.code === unit.code && node.ordinal !== ordinal
  );
}
