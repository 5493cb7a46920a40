import { mayAt, type Principal } from '../../../domain/access.ts';
import { isLocked } from '../../../domain/closing-book.ts';
import { dayAt, formatPeriod, currentPeriod, reportedPeriod, type Period } from '../../../domain/period.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import { holdsOn, LEVELS } from '../../../domain/unit.ts';
import { compareNames, matchesName } from '../../../i18n/names.ts';
import type { FiledState, FilingGroup, FilingMine, FilingPeriod } from '../../../api/filing.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import { deadlineFor } from './deadline-for.ts';
import { raisedBy } from './raised.ts';
import type { ReturnReasons } from './return-reasons.ts';

/** What is asked of `filing/mine`: a page of the groups whose name or code answers a search. */
export interface MineQuery {
  readonly search: string;
  readonly from: number;
}

/** Groups a page. */
const MINE_PAGE = 20;
/** Periods before the reported one that are listed. */
const BEFORE = 3;
const NOTES = 5;
const COMMUNE = LEVELS.indexOf('commune');

/** The groups that somebody may file for, with what they owe by when. */
export async function filingMine(
  fold: Fold,
  reasons: ReturnReasons,
  principal: Principal,
  now: number,
  { search, from }: MineQuery
): Promise<FilingMine> {
  const { profile } = fold.world;
  const reported = reportedPeriod(now, profile);
  const found = groupsToFile(fold, principal, reported, now).filter(
    ({ group }) => search === '' || group.code === search || matchesName(search, group.name)
  );
  const page = found.slice(from, from + MINE_PAGE);
  return {
    me: { actor: principal.actor, name: principal.name },
    now,
    reported: formatPeriod(reported),
    total: found.length,
    from,
    groups: await Promise.all(page.map((node) => groupOf(fold, reasons, principal, node, now)))
  };
}

/** The newest version of a group's report for a period as its filer sees it; null where there is none. */
async function filedState(
  fold: Fold,
  reasons: ReturnReasons,
  group: GroupNode,
  period: Period
): Promise<FiledState | null> {
  for (const { position, at, state } of fold.book.versionsOf(group.ordinal, period)) {
    return { id: `r${position}`, at, state, reason: state === 'returned' ? await reasons.of(position) : '' };
  }
  return null;
}

/** Full names of the unit in which a group works and, below a commune, of the commune: `Tổ dân phố 1, Phường Hải Châu`. */
export function unitNameOf(fold: Fold, group: GroupNode): string {
  const names: string[] = [];
  for (const above of fold.world.tree.upward(group.parent)) {
    if (above.kind !== 'unit') continue;
    names.push(above.unit.fullName);
    if (above.level <= COMMUNE) break;
  }
  return names.join(', ');
}

/** Every living group that somebody may file for, by name. */
function groupsToFile(fold: Fold, principal: Principal, period: Period, now: number): GroupNode[] {
  const { tree } = fold.world;
  const day = dayAt(now);
  const found = new Map<number, GroupNode>();
  for (const grant of principal.grants) {
    if (!holdsOn(grant, day)) continue;
    const root = tree.unit(grant.unit);
    if (!root) continue;
    const nodes = grant.groups
      ? grant.groups.flatMap((code) => tree.group(code) ?? [])
      : tree.downward(root.ordinal);
    for (const node of nodes) {
      if (node.kind !== 'group' || found.has(node.ordinal)) continue;
      if (mayAt(principal, 'file', tree, node.ordinal, day)) found.set(node.ordinal, node);
    }
  }
  const alive = fold.world.alive(period);
  return [...found.values()]
    .filter(({ ordinal }) => alive[ordinal] === 1)
    .sort((a, b) => compareNames(a.group.name, b.group.name) || (a.group.code < b.group.code ? -1 : 1));
}

async function groupOf(
  fold: Fold,
  reasons: ReturnReasons,
  principal: Principal,
  node: GroupNode,
  now: number
): Promise<FilingGroup> {
  const { world, steps } = fold;
  const reported = reportedPeriod(now, world.profile);
  const periods: FilingPeriod[] = [];
  for (let period = currentPeriod(now, world.profile); period >= reported - BEFORE; period--) {
    if (world.alive(period)[node.ordinal] !== 1) continue;
    periods.push({
      period: formatPeriod(period),
      deadline: deadlineFor(fold, node, period),
      filed: await filedState(fold, reasons, node, period),
      locked: isLocked(steps.closing, world.tree, node.ordinal, period)
    });
  }
  const readable = mayAt(principal, 'readTexts', world.tree, node.ordinal, dayAt(now));
  const { code, name } = node.group;
  return {
    code,
    name,
    unit: unitNameOf(fold, node),
    periods,
    matters: readable ? raisedBy(fold, code) : [],
    notes: readable
      ? steps.notes
          .of(code)
          .slice(0, NOTES)
          .map(({ at, body }) => ({ at, text: body.text }))
      : []
  };
}
