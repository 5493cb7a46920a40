import type { Principal } from '../../../domain/access.ts';
import type { Position } from '../../../domain/position.ts';
import type { Words } from '../../../domain/indicator.ts';
import { placeOf } from '../../../domain/matter-rules.ts';
import { formatPeriod, lastDay, type Period } from '../../../domain/period.ts';
import { rightsTo, VERDICTS } from '../../../domain/reviewing.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import { isReport, wholeWords } from '../../../domain/whole-report.ts';
import type { FigureView, ReportView, SaidMatter, ToldFigure } from '../../../api/review.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import { carriedBy } from './decide.ts';
import { mayHere, unitName, type Names, type ReviewDesk } from '../../context/review/desk.ts';
import { toldFigure } from '../../context/review/told-figure.ts';
import { versionViews } from '../../context/review/version-views.ts';
import { checkedFigures, findingsOf } from '../../context/review/figures.ts';

/** A version of a report with everything that a reviewer sees beside it; null where there is no such version. */
export async function reportView(
  desk: ReviewDesk,
  principal: Principal,
  position: Position,
  names: Names
): Promise<ReportView | null> {
  const { fold } = desk.publisher;
  const head = fold.book.version(position);
  const group = head && fold.world.tree.nodes[head.group];
  if (!head || group?.kind !== 'group') return null;
  const { period } = head;
  const entries = (await desk.store.reportsOf(group.group.code, period)).filter(isReport);
  const entry = entries.find((one) => one.position === position);
  const unit = [...fold.world.tree.upward(group.parent)].find((node) => node.kind === 'unit');
  if (!entry || !unit) return null;
  const states = new Map([...fold.book.versionsOf(group.ordinal, period)].map((one) => [one.position, one]));
  const newest = Math.max(...states.keys());
  const counts = fold.book.standing(group.ordinal, period)?.position === position;
  const words = wholeWords(fold.book, entries, position);
  const state = states.get(position)?.state ?? 'submitted';
  const carried = new Set(carriedBy(desk, position));
  const own = entries.some((one) => carried.has(one.position) && one.actor === principal.actor);
  const figures = checkedFigures(fold, position);
  const findings = findingsOf(fold, position);
  const may = (action: Parameters<typeof mayHere>[2]) => mayHere(desk, principal, action, group.ordinal);
  return {
    id: fold.links.version(position),
    group: { code: group.group.code, name: group.group.name, kind: group.group.kind },
    unit: unitName(unit),
    period: formatPeriod(period),
    state,
    isNewest: position === newest,
    own,
    verdicts: VERDICTS.filter(
      (verdict) => counts && rightsTo(verdict, state).some(may) && !(verdict === 'approved' && own)
    ),
    figures: figures.map((figure): FigureView => {
      const { ordinal, indicator } = fold.world.indicator(figure.indicator)!;
      const day = lastDay(period, fold.world.profile);
      const target = fold.world.targets.holding(fold.world.tree, ordinal, indicator.kind, group.ordinal, day);
      return {
        indicator: figure.indicator,
        short: indicator.short,
        kind: indicator.kind,
        counts: indicator.counts,
        ...toldFigure(figure),
        base: figure.base,
        history: figure.history.map((month) => month && toldFigure(month)).reverse(),
        neighbours: figure.neighbours,
        target: target?.value ?? null,
        before: valueBefore(fold, head, position, ordinal),
        findings: findings.filter((one) => one.indicator === figure.indicator)
      };
    }),
    findings: findings.filter((one) => one.indicator === null),
    absent: absentOf(desk, group, period),
    texts: words.texts,
    matters: mattersOf(fold, group.group.code, period),
    remark: entry.body.how?.reason ?? '',
    photos: words.photos,
    versions: await versionViews(desk, entries, names)
  };
}

/** The difficulties that a group raised for a period, oldest first. */
function mattersOf({ steps, world: { tree } }: Fold, group: string, period: Period): SaidMatter[] {
  return steps.matters
    .ofGroup(group)
    .filter((matter) => matter.period === period)
    .toReversed()
    .map((matter) => {
      const { id, kind, text, proposal, wanted, state } = matter;
      return { id, kind, text, proposal, wanted, state, lies: placeOf(matter, tree)?.unit.fullName ?? '' };
    });
}

/** What the version before one says of an indicator; null where there is none or it says nothing. */
function valueBefore(
  { book }: ReviewDesk['publisher']['fold'],
  { group, period }: { readonly group: number; readonly period: Period },
  position: Position,
  indicator: number
): ToldFigure | null {
  for (const earlier of book.versionsOf(group, period)) {
    if (earlier.position >= position) continue;
    const values = book.valuesOf(earlier.position);
    const k = values ? Array.prototype.indexOf.call(values.indicators, indicator) : -1;
    return values && k >= 0 ? toldFigure({ num: values.nums[k]!, den: values.dens[k]! }) : null;
  }
  return null;
}

/** Indicators that a group is expected to file in a period and that the version which counts does not say. */
function absentOf({ publisher }: ReviewDesk, group: GroupNode, period: Period): Words[] {
  const { world, book } = publisher.fold;
  const standing = book.standing(group.ordinal, period);
  const said = new Set(Array.from(standing ? (book.valuesOf(standing.position)?.indicators ?? []) : []));
  return world.indicators.flatMap(({ ordinal, indicator }) =>
    world.placeIn(world.expected(ordinal, period), group.ordinal) >= 0 && !said.has(ordinal)
      ? [indicator.short]
      : []
  );
}
