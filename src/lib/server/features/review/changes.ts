import type { Position } from '../../../domain/position.ts';
import { membersOf } from '../../../domain/consolidating.ts';
import type { Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { LateChange } from '../../../api/review.ts';
import { chainAt, entriesByPosition, type Names, type ReviewDesk } from '../../context/review/desk.ts';

/** Changes that are listed; the rest are counted. */
const MOST_CHANGES = 100;

interface Found {
  readonly position: Position;
  readonly what: LateChange['what'];
  readonly name: string;
}

/**
 * What came in below a unit for a period after a position ("thay đổi sau tổng hợp"): versions, decisions on them,
 * steps of the units just below. Newest first.
 */
export async function changesSince(
  desk: ReviewDesk,
  unit: UnitNode,
  period: Period,
  pinned: Position,
  names: Names
): Promise<{ readonly changes: readonly LateChange[]; readonly more: number }> {
  const found = [...changesBelow(desk, unit, period, pinned)].sort((a, b) => b.position - a.position);
  const shown = found.slice(0, MOST_CHANGES);
  const entries = await entriesByPosition(
    desk,
    shown.map(({ position }) => position)
  );
  await names.learn([...entries.values()].map(({ actor }) => actor));
  const changes = shown.flatMap(({ position, what, name }): LateChange[] => {
    const entry = entries.get(position);
    if (!entry) return [];
    const { body } = entry;
    const reason = body.kind === 'report' ? (body.how?.reason ?? '') : 'reason' in body ? body.reason : '';
    return [{ what, name, at: entry.at, by: names.of(entry.actor), reason }];
  });
  return { changes, more: found.length - shown.length };
}

function* changesBelow(desk: ReviewDesk, unit: UnitNode, period: Period, pinned: Position): Generator<Found> {
  const { fold } = desk.publisher;
  // Most confirmations are of a time after which nothing came.
  if (fold.touched(unit.ordinal, period) > pinned) {
    for (const node of fold.world.tree.downward(unit.ordinal)) {
      if (node.kind !== 'group') continue;
      const { name } = node.group;
      for (const { position } of fold.book.versionsOf(node.ordinal, period)) {
        if (position > pinned) yield { position, what: 'report', name };
        for (const review of fold.book.reviewsOf(position)) {
          if (review.position <= pinned) break;
          yield { position: review.position, what: review.state, name };
        }
      }
    }
  }
  const { levels } = chainAt(desk, unit.ordinal, period);
  for (const below of membersOf(fold.world, unit.ordinal, period, levels).units) {
    for (const { position } of fold.steps.closing.stepsOf(below.key, period)) {
      if (position > pinned) yield { position, what: 'consolidation', name: below.unit.fullName };
    }
  }
}
