import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Cells } from '../../../domain/cells.ts';
import { hasSmallBases, MIN_BASE, type Indicator } from '../../../domain/indicator.ts';
import { filingOf } from '../../../domain/filing-state.ts';
import { formatPeriod, parsePeriod, type Period } from '../../../domain/period.ts';
import type { Basis } from '../../../domain/rows.ts';
import type { GroupNode, Node } from '../../../domain/tree.ts';
import type { IndicatorNode } from '../../../domain/world.ts';
import type { Profile, ProfileHistory } from '../../../wire/profile.ts';
import { sheetsOf } from '../../context/chain/sheets.ts';
import { versionViews } from '../../context/review/version-views.ts';
import { mayDo, tellingOf, type ProfileDesk } from '../../context/profile/desk.ts';

/** Months of the small lines, and of the lists of reports. */
const MONTHS = 12;
const LISTED = 6;
const REPORTS = 14;

/** What takes longer than the figures of one period: the small lines, who was punctual, a group's versions. */
export async function historyOf(desk: ProfileDesk, node: Node, profile: Profile): Promise<ProfileHistory> {
  const { fold } = desk.publisher;
  const period = parsePeriod(profile.period) ?? 0;
  const periods = Array.from({ length: MONTHS }, (_, i) => period - MONTHS + 1 + i);
  const known = new Set(profile.periods);
  const trends: Record<string, (number | null)[]> = {};
  for (const { indicator } of profile.figures) {
    const found = fold.world.indicator(indicator.code);
    if (!found) continue;
    const filed = periods.filter((p) => isFiled(fold.cells, found.ordinal, indicator, p));
    if (node.kind === 'unit') await desk.publisher.warm.readyUnits([found.ordinal], filed);
    trends[indicator.code] = periods.map((p) => valueIn(desk, node, found, p, profile.basis));
    await nextTurn();
  }
  const filings: ProfileHistory['filings'][number][] = [];
  for (let p = period; p > period - LISTED; p--) {
    if (!known.has(formatPeriod(p))) continue;
    await sheetsOf(fold).ready(p, desk.now, desk.publisher.spent);
    const sheet = sheetsOf(fold).of(p, desk.now);
    const closing = node.kind === 'unit' ? sheet.closingOf(node) : null;
    filings.push({ period: formatPeriod(p), counts: sheet.counts(node.ordinal), closing });
    await nextTurn();
  }
  const readsReports = node.kind === 'group' && mayDo(desk, 'readTexts', node.ordinal);
  return {
    periods: periods.map(formatPeriod),
    trends,
    filings,
    reports: readsReports ? await reportsOf(desk, node, period) : null
  };
}

/** Whether anybody anywhere filed what reaches a period. */
function isFiled(cells: Cells, ordinal: number, { time }: Indicator, period: Period): boolean {
  return cells.reaching(ordinal, time, period).some((block) => block !== undefined);
}

/**
 * The value of a part of the tree, summed over its groups: Σ numerators ÷ Σ denominators, or the number of a count; null
 * where it may not be told (RULES 17).
 */
function valueIn(
  desk: ProfileDesk,
  node: Node,
  { ordinal, indicator }: IndicatorNode,
  period: Period,
  basis: Basis
): number | null {
  const { publisher } = desk;
  // Where nobody has filed, nothing need be worked out of who should have.
  if (!isFiled(publisher.fold.cells, ordinal, indicator, period)) return null;
  const { rows, placeOf } = publisher.warm.rowsOf(node.ordinal, ordinal, period);
  const place = placeOf(node.ordinal);
  const num = rows[basis].num[place] ?? -1;
  const den = Math.max(0, rows[basis].den[place] ?? 0);
  if (num < 0) return null;
  if (indicator.kind === 'count') return num;
  if (den <= 0) return null;
  const { few, withheld } = tellingOf(desk, node.ordinal);
  if (few === 'told') return num / den;
  const isFew = den < MIN_BASE && hasSmallBases(indicator);
  const telling = withheld.now.telling(ordinal, node.ordinal, period, basis);
  return isFew || telling !== 'counts' ? null : num / den;
}

/** Every version that a group filed in the last months, by whom and what was decided of it. */
async function reportsOf(
  desk: ProfileDesk,
  { group, ordinal }: GroupNode,
  newest: Period
): Promise<ProfileHistory['reports']> {
  const { fold } = desk.publisher;
  const found: NonNullable<ProfileHistory['reports']>[number][] = [];
  for (let period = newest; period > newest - REPORTS; period--) {
    const versions = [...fold.book.versionsOf(ordinal, period)];
    if (versions.length === 0) continue;
    const entries = await desk.store.reportsOf(group.code, period);
    const reports = entries.flatMap((entry) =>
      entry.body.kind === 'report' ? [{ ...entry, body: entry.body }] : []
    );
    const due = sheetsOf(fold).of(period, desk.now).stepOf(ordinal)?.deadline?.at ?? null;
    const { lateBy } = filingOf(versions, due, () => false, desk.now);
    found.push({
      period: formatPeriod(period),
      lateBy,
      versions: await versionViews(desk, reports, desk.names)
    });
  }
  return found;
}
