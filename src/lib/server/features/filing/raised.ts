import { formatPeriod } from '../../../domain/period.ts';
import type { RaisedMatter } from '../../../api/filing.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

const MOST = 20;

/** What a group raised and what became of it, newest first: for whoever may read its texts. */
export function raisedBy(fold: Fold, group: string): RaisedMatter[] {
  const { tree } = fold.world;
  return fold.steps.matters
    .ofGroup(group)
    .slice(0, MOST)
    .map(({ id, period, kind, text, wanted, state, steps }) => ({
      id,
      period: formatPeriod(period),
      kind,
      text,
      wanted,
      state,
      steps: steps.map(({ at, body }) => ({
        at,
        step: body.step,
        note: 'note' in body ? body.note : '',
        to: body.step === 'passed' ? (tree.unit(body.to)?.unit.fullName ?? '') : ''
      }))
    }));
}
