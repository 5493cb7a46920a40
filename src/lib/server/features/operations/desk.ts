import { mayAt, placesOf } from '../../../domain/access.ts';
import type { FiredAlert } from '../../../domain/attention.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { Store } from '../../core/store/store.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import { NOT_YOURS, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { MatterDesk } from '../../context/matters/desk.ts';
import { unitAt } from '../../context/matters/views.ts';
import { attentionOf, type AttentionBase } from './base.ts';

/** One question or step of the operations room: a desk of difficulties, over the whole fold and the alerts that hold. */
export interface OperationsDesk extends MatterDesk {
  readonly fold: Fold;
  readonly alerts: readonly FiredAlert[];
  readonly base: AttentionBase;
  /** Ordinals of the units in which whoever asks may act: who may remind there. */
  readonly roots: readonly number[];
}

/** The same with what is kept beside the log: people's filters, and whom their rights name. */
export interface StoringDesk extends OperationsDesk {
  readonly store: {
    readonly filters: Pick<Store['filters'], 'keep' | 'of' | 'remove'>;
    readonly grants: Pick<Store['grants'], 'holdersAt'>;
  };
}

/** What a step at a place takes; whoever reminds, checks and answers, or heads, holds it. */
export const OPERATE = 'remind';

/** A desk of the operations room over one of difficulties. */
export function operationsDesk(
  desk: MatterDesk & { readonly fold: Fold },
  alerts: readonly FiredAlert[]
): OperationsDesk {
  const { fold, principal, day, facts } = desk;
  const roots = placesOf(principal, OPERATE, fold.world.tree, day).sort((a, b) => a - b);
  return { ...desk, alerts, base: attentionOf(fold, facts), roots };
}

/** Whether whoever asks may act about a node. */
export function mayOperate({ principal, fold, day }: OperationsDesk, node: number): boolean {
  return mayAt(principal, OPERATE, fold.world.tree, node, day);
}

/** The unit that is asked about: the first of one's own where none is named. */
export function askedUnit(desk: OperationsDesk, key: UnitNode['key'] | undefined): Outcome<UnitNode> {
  const { tree } = desk.fold.world;
  const unit = key === undefined ? unitAt(tree, desk.roots[0] ?? -1) : tree.unit(key);
  if (!unit)
    return key === undefined
      ? refuse(
          'mayNotSee',
          'forbidden',
          'Tài khoản chưa gắn với đơn vị nào.',
          'Your account is not linked to a unit.'
        )
      : UNKNOWN;
  return mayOperate(desk, unit.ordinal) ? unit : NOT_YOURS;
}
