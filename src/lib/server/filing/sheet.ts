import { groupValue, type GroupValue } from '../../domain/cells.ts';
import { isLocked } from '../../domain/closing-book.ts';
import { reachBack, PILLARS } from '../../domain/indicator.ts';
import { formatPeriod, lastDay, type Period } from '../../domain/period.ts';
import { answerLevels } from '../../domain/standing-levels.ts';
import type { GroupNode } from '../../domain/tree.ts';
import { textsAmong } from '../../domain/report.ts';
import { wholeWords } from '../../domain/whole-report.ts';
import type { IndicatorNode } from '../../domain/world.ts';
import type { FilingSheet, SheetIndicator, SheetVersion } from '../../api/filing.ts';
import type { Fold } from '../snapshot/fold.ts';
import type { Store } from '../store/store.ts';
import { neighboursOf } from '../review/neighbours.ts';
import { deadlineFor } from './deadline-for.ts';
import { unitNameOf } from './mine.ts';
import { returnReasons } from './return-reasons.ts';
import { trendsOf } from './trends.ts';

/** Versions that are listed, newest first. */
const VERSIONS = 10;

/** What a phone needs to file one group's report of a period with, also without a network. */
export async function filingSheet(
  fold: Fold,
  store: Pick<Store, 'reportsOf' | 'entriesAt'>,
  group: GroupNode,
  period: Period,
  now: number
): Promise<FilingSheet> {
  const { world, steps } = fold;
  const expected = world.indicators.filter(({ ordinal }) => isExpected(fold, ordinal, group, period));
  const trends = trendsOf(fold, group, expected, period);
  const indicators = expected
    .map((node, k) => ({ ...indicatorOf(fold, node, group, period), ...trends[k]! }))
    .sort((a, b) => place(a.pillar) - place(b.pillar));
  return {
    group: group.group.code,
    name: group.group.name,
    unit: unitNameOf(fold, group),
    period: formatPeriod(period),
    now,
    deadline: deadlineFor(fold, group, period),
    locked: isLocked(steps.closing, world.tree, group.ordinal, period),
    levels: answerLevels(world.tree, group.ordinal),
    indicators,
    ...(await versionsOf(fold, store, group, period))
  };
}

async function versionsOf(
  fold: Fold,
  store: Pick<Store, 'reportsOf' | 'entriesAt'>,
  group: GroupNode,
  period: Period
): Promise<Pick<FilingSheet, 'versions' | 'newest'>> {
  const filed = await store.reportsOf(group.group.code, period);
  const byPosition = new Map(filed.map((entry) => [entry.position, entry]));
  const reasons = returnReasons(fold.book, store);
  const versions: SheetVersion[] = [];
  for (const { position, at, state } of fold.book.versionsOf(group.ordinal, period)) {
    if (versions.length >= VERSIONS) break;
    const reason = state === 'returned' ? await reasons.of(position) : '';
    versions.push({
      id: fold.links.version(position),
      at,
      state,
      reason,
      who: nameIn(byPosition.get(position)?.actor)
    });
  }
  const [newest] = fold.book.versionsOf(group.ordinal, period);
  const first = versions[0];
  if (!newest || !first) return { versions, newest: null };
  const { id, at, state, reason } = first;
  const { indicators, words } = fold.book.lostFrom(newest.position);
  const codes = indicators.map((one) => fold.world.indicators[one]!.indicator.code);
  const lost = [...codes, ...textsAmong(words)];
  return {
    versions,
    newest: { id, at, state, reason, lost, ...wholeWords(fold.book, filed, newest.position) }
  };
}

function indicatorOf(
  fold: Fold,
  { ordinal, indicator }: IndicatorNode,
  group: GroupNode,
  period: Period
): Omit<SheetIndicator, 'own' | 'commune'> {
  const { world } = fold;
  const { code, pillar, name, short, kind, time, direction, counts, numerator, denominator } = indicator;
  const base = world.baseOf(ordinal, group, period);
  const day = lastDay(period, world.profile);
  const target = world.targets.holding(world.tree, ordinal, kind, group.ordinal, day);
  return {
    code,
    pillar,
    name,
    short,
    kind,
    time,
    direction,
    counts,
    numerator,
    denominator,
    base,
    target: target && { num: target.value.num, den: target.value.den },
    neighbours: neighboursOf(fold, group, ordinal, period),
    last: lastOf(fold, ordinal, group.ordinal, period),
    filed: newestOf(fold, ordinal, group.ordinal, period)
  };
}

/** The newest figure of an earlier period: within a stock's reach, else of the month before. */
function lastOf(fold: Fold, indicator: number, group: number, period: Period): SheetIndicator['last'] {
  const { time } = fold.world.indicators[indicator]!.indicator;
  const first = time === 'stock' ? reachBack(time, period) : period - 1;
  for (let earlier = period - 1; earlier >= first; earlier--) {
    const figure = filedOf(fold, indicator, group, earlier);
    if (figure) return { ...figure, period: formatPeriod(earlier) };
  }
  return null;
}

/** What the newest version of one group and period says, returned or not. */
function newestOf({ book }: Fold, indicator: number, group: number, period: Period): SheetIndicator['filed'] {
  const [newest] = book.versionsOf(group, period);
  const values = newest && book.valuesOf(newest.position);
  const k = values ? Array.prototype.indexOf.call(values.indicators, indicator) : -1;
  if (!values || k < 0) return null;
  const den = values.dens[k]!;
  return { num: values.nums[k]!, den: den < 0 ? null : den };
}

/** What counts of one group for one very period. */
function filedOf(fold: Fold, indicator: number, group: number, period: Period): SheetIndicator['filed'] {
  const found: GroupValue = { num: 0, den: 0, age: 0 };
  const blocks = [fold.cells.block(indicator, period)];
  if (!groupValue(blocks, 'flow', group, false, found)) return null;
  return { num: found.num, den: found.den < 0 ? null : found.den };
}

function isExpected(fold: Fold, indicator: number, group: GroupNode, period: Period): boolean {
  return fold.world.placeIn(fold.world.expected(indicator, period), group.ordinal) >= 0;
}

function place(pillar: string): number {
  return PILLARS.findIndex((one) => one === pillar);
}

/** A key's own name; accounts are named by whoever knows them. */
function nameIn(actor: string | undefined): string {
  return actor?.startsWith('key:') ? actor.slice(4) : '';
}
