import type { ChainAnswer, HopAnswer } from '../../../api/chain.ts';
import type { Answer } from '../../../api/declare.ts';
import type { listDifficulties } from '../../../api/difficulties.ts';
import { isRefusal, type Outcome } from '../../../api/outcome.ts';
import type { ReviewQueue, Standing } from '../../../api/review.ts';
import type { LevelUnit } from '../../../api/shapes.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { Tree, UnitNode } from '../../../domain/tree.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** Reports that the list of what came holds, and how far back in the log it looks for them. */
const LANDED = 6;
const LOOKED_AT = 20_000;
const COMMUNE_LEVEL = 3;

/** Something that waits for somebody: how many, and where it is done. */
interface Task {
  readonly name:
    | 'approve'
    | 'check'
    | 'confirm'
    | 'prepare'
    | 'overdueMatters'
    | 'openMatters'
    | 'missing'
    | 'returned'
    | 'awaited';
  readonly count: number;
  readonly href: string;
  /** `mine`: nobody else's step comes before it. `late`: its day has passed. `theirs`: others are to act. */
  readonly kind: 'mine' | 'late' | 'theirs';
}

/** A report that came. */
interface Landed {
  readonly group: string;
  readonly unit: string;
  readonly period: string;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly href: string;
}

/** What somebody of an office has to do where they review, now. */
export interface Today {
  readonly unit: LevelUnit;
  /** `2026-10`: the month being reported. */
  readonly period: string;
  readonly now: number;
  /** The next step that falls due at or below the unit; null where no day is ahead. */
  readonly next: HopAnswer | null;
  /** When this stops being right by itself; null where no day is ahead. */
  readonly until: number | null;
  readonly tasks: readonly Task[];
  readonly landed: readonly Landed[];
}

/** What the day's work is put together from: the very answers of the pages on which it is done. */
export interface DaySources {
  readonly fold: Fold;
  /** Milliseconds UTC. */
  readonly now: number;
  /** The highest place where whoever asks reviews, and the month being reported. */
  readonly place: { readonly unit: UnitNode; readonly period: Period };
  readonly queue: ReviewQueue;
  readonly chain: Outcome<ChainAnswer>;
  readonly inbox: Outcome<Answer<typeof listDifficulties>>;
}

/** The day's work of whoever asks. */
export function todayOf({ fold, now, place, queue, chain, inbox }: DaySources): Today {
  const { unit } = place;
  const period = formatPeriod(place.period);
  const at = `unit=${encodeURIComponent(unit.key)}&period=${period}`;
  const may = (action: 'approve' | 'check' | 'prepare') => queue.may.includes(action);
  const tasks: Task[] = [];
  const add = (name: Task['name'], kind: Task['kind'], count: number, href: string) =>
    tasks.push({ name, kind, count, href });
  if (may('approve')) add('approve', 'mine', queue.counts.checked, `/review?${at}`);
  if (may('check')) add('check', 'mine', queue.counts.submitted, `/review?${at}`);
  if (queue.consolidates && may('approve'))
    add('confirm', 'mine', queue.standing === 'prepared' ? 1 : 0, `/review/consolidate?${at}`);
  if (queue.consolidates && may('prepare') && !queue.locked)
    add('prepare', 'mine', isOpen(queue.standing) ? 1 : 0, `/review/consolidate?${at}`);
  if (!isRefusal(inbox)) {
    const list = (name: string) => `/matters?unit=${encodeURIComponent(unit.key)}&list=${name}`;
    add('overdueMatters', 'late', inbox.counts.overdue, list('overdue'));
    add('openMatters', 'mine', inbox.counts.open, list('open'));
  }
  if (!isRefusal(chain)) {
    add('missing', 'late', chain.counts.missing, `/chain?${at}`);
    add('returned', 'theirs', chain.counts.returned, `/review?${at}`);
    add('awaited', 'theirs', chain.counts.awaited, `/chain?${at}`);
  }
  return {
    unit: queue.unit,
    period,
    now,
    next: isRefusal(chain) ? null : nextHop(chain.hops, now),
    until: isRefusal(chain) ? null : chain.until,
    tasks,
    landed: landedIn(fold, unit)
  };
}

/** Whether a consolidation is still to be put before the head. */
function isOpen(standing: Standing): boolean {
  return standing === 'none' || standing === 'returned';
}

function nextHop(hops: readonly HopAnswer[], now: number): HopAnswer | null {
  const ahead = hops.filter(({ deadline }) => deadline !== null && deadline.at > now);
  return ahead.sort((a, b) => (a.deadline?.at ?? 0) - (b.deadline?.at ?? 0))[0] ?? null;
}

/** The reports that came last at and below a unit, newest first. */
function landedIn({ book, world }: Fold, unit: UnitNode): Landed[] {
  const found: Landed[] = [];
  let looked = 0;
  for (const { group, period, position, at } of book.newestFirst()) {
    if (found.length >= LANDED || ++looked > LOOKED_AT) break;
    const node = world.tree.nodes[group];
    if (node?.kind !== 'group' || !world.tree.isWithin(group, unit.ordinal)) continue;
    const above = placeBelow(world.tree, node.parent, unit);
    const month = formatPeriod(period);
    const href = `/review?unit=${encodeURIComponent(unit.key)}&period=${month}&report=r${position}`;
    found.push({ group: node.group.name, unit: above, period: month, at, href });
  }
  return found;
}

/** The commune that a unit stands in, where that is below the place itself; else the unit. */
function placeBelow(tree: Tree, ordinal: number, place: UnitNode): string {
  let found = '';
  for (const node of tree.upward(ordinal)) {
    if (node.kind !== 'unit' || node.ordinal === place.ordinal) break;
    found = node.unit.fullName;
    if (node.level <= COMMUNE_LEVEL) break;
  }
  return found;
}
