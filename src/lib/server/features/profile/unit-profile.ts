import { MET, STATES, SMALL_BASE } from '../../../domain/attainment.ts';
import { PILLARS } from '../../../domain/indicator.ts';
import { formatPeriod, lastDay, reportedPeriod, type Period } from '../../../domain/period.ts';
import type { Basis } from '../../../domain/rows.ts';
import type { Node } from '../../../domain/tree.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { BaseSum, BelowLine, PillarCount, Profile, ProfileFigure } from '../../../wire/profile.ts';
import { sheetsOf } from '../../context/chain/sheets.ts';
import { baseSumsOf, readyBases } from './bases.ts';
import { maySee, tellingOf, type ProfileDesk } from '../../context/profile/desk.ts';
import { erasOf } from './eras.ts';
import { figureNow, nodeName } from '../../context/profile/figure.ts';
import { profileTexts } from './texts.ts';

/** Lines of what lies below, at most. */
const MOST_BELOW = 200;

/** What a profile is asked for. */
export interface ProfileQuestion {
  readonly node: Node;
  /** Null: the newest in which it stands. */
  readonly period: Period | null;
  readonly basis: Basis;
}

/** The periods that can be chosen for a node: those filed for in which it stands. */
function periodsOfNode({ publisher }: ProfileDesk, node: Node): Period[] {
  const { fold } = publisher;
  return fold.touches.periods.filter((period) => fold.world.alive(period)[node.ordinal] === 1);
}

/** The period asked for where it can be chosen, else the one being reported, else the newest. */
function chosenPeriod(
  { publisher, now }: ProfileDesk,
  periods: readonly Period[],
  asked: Period | null
): Period | undefined {
  if (asked !== null && periods.includes(asked)) return asked;
  const reported = reportedPeriod(now, publisher.fold.world.profile);
  return periods.includes(reported) ? reported : periods.at(-1);
}

/** Makes what a unit's profile is read from, and lets others be served meanwhile. */
export async function readyProfile(
  desk: ProfileDesk,
  { node, period: asked }: ProfileQuestion
): Promise<void> {
  const period = chosenPeriod(desk, periodsOfNode(desk, node), asked);
  if (period === undefined) return;
  const { warm, fold, spent } = desk.publisher;
  await sheetsOf(fold).ready(period, desk.now, spent);
  await readyBases(fold, node, period, spent);
  if (node.kind !== 'unit') return;
  const every = fold.world.indicators.map(({ ordinal }) => ordinal);
  await warm.readyUnits(every, [period, period - 1]);
}

/** A unit or group with what is known of it in a period; null where nothing was ever filed while it stood. */
export function profileOf(
  desk: ProfileDesk,
  { node, period: asked, basis }: ProfileQuestion
): Profile | null {
  const { fold } = desk.publisher;
  const { world } = fold;
  const { tree } = world;
  const periods = periodsOfNode(desk, node);
  const period = chosenPeriod(desk, periods, asked);
  if (period === undefined) return null;
  const figures = figuresOf(desk, node, period, basis);
  const sheet = sheetsOf(fold).of(period, desk.now);
  const chain = sheet.chainAt(node.ordinal);
  const filing = node.kind === 'group' ? sheet.filing(node.ordinal) : null;
  const due = node.kind === 'group' ? sheet.stepOf(node.ordinal) : sheet.ownStep(node);
  const thing = node.kind === 'unit' ? node.unit : node.group;
  const below = belowOf(desk, node, period);
  return {
    position: fold.position,
    now: desk.now,
    node: nodeName(node),
    code: thing.code,
    type: node.kind === 'unit' ? node.unit.type : node.group.kind,
    from: thing.validFrom,
    to: thing.validTo,
    path: [...tree.upward(node.parent)]
      .filter((above) => maySee(desk, above))
      .reverse()
      .map(nodeName),
    period: formatPeriod(period),
    periods: periods.map(formatPeriod),
    basis,
    figures,
    pillars: pillarsOf(figures),
    chain: {
      name: chain?.name.vi ?? null,
      illustrative: chain?.illustrative ?? false,
      counts: sheet.counts(node.ordinal),
      closing: node.kind === 'unit' ? sheet.closingOf(node) : null,
      due: due?.deadline?.at ?? null,
      filing
    },
    below: below.slice(0, MOST_BELOW),
    moreBelow: Math.max(0, below.length - MOST_BELOW),
    texts: profileTexts(desk, node),
    eras: node.kind === 'unit' ? erasOf(world, node, desk.day) : [],
    targets: targetsOf(desk, node, period),
    bases: basesOf(desk, node, period)
  };
}

/** Every indicator that is expected at or below a node. */
function figuresOf(desk: ProfileDesk, node: Node, period: Period, basis: Basis): ProfileFigure[] {
  const { fold, warm } = desk.publisher;
  const telling = tellingOf(desk, node.ordinal);
  return fold.world.indicators.flatMap((indicator): ProfileFigure[] => {
    if (!warm.isExpected(indicator.ordinal, period)) return [];
    const { rows, placeOf } = warm.rowsOf(node.ordinal, indicator.ordinal, period);
    const place = placeOf(node.ordinal);
    if (rows.expected[place]! <= 0) return [];
    const now = figureNow(rows, place, indicator, basis, telling);
    const past = warm.rowsOf(node.ordinal, indicator.ordinal, period - 1).rows;
    const { num, den } = figureNow(past, place, indicator, basis, telling);
    const before = now.withheld ? { num: -1, den: -1 } : { num: num ?? -1, den: den ?? -1 };
    return [{ indicator: indicator.indicator, now, before }];
  });
}

/** The share of cells met by pillar: of those with a band, small bases left out (RULES 8, 12). */
function pillarsOf(figures: readonly ProfileFigure[]): PillarCount[] {
  return PILLARS.flatMap((pillar) => {
    const codes = figures
      .filter(({ indicator }) => indicator.pillar === pillar)
      .map(({ now }) => STATES.indexOf(now.state))
      .filter((code) => code > SMALL_BASE);
    return codes.length === 0
      ? []
      : [{ pillar, met: codes.filter((code) => code === MET).length, judged: codes.length }];
  });
}

/** What lies directly below, with what came of it in the period; of a commune and below, its groups. */
function belowOf(desk: ProfileDesk, node: Node, period: Period): BelowLine[] {
  const { fold } = desk.publisher;
  const { tree } = fold.world;
  const sheet = sheetsOf(fold).of(period, desk.now);
  const alive = fold.world.alive(period);
  const below =
    node.level >= 3
      ? [...tree.downward(node.ordinal)].filter((one) => one.kind === 'group' && one.ordinal !== node.ordinal)
      : tree.children(node.ordinal).flatMap((child) => tree.nodes[child] ?? []);
  return below
    .filter((one) => alive[one.ordinal] === 1 && maySee(desk, one))
    .map((one): BelowLine => {
      const filing = one.kind === 'group' ? sheet.filing(one.ordinal) : null;
      return {
        ...nodeName(one),
        counts: one.kind === 'unit' ? sheet.counts(one.ordinal) : null,
        state: filing?.state ?? null,
        at: filing?.at ?? null,
        lateBy: filing?.lateBy ?? null
      };
    })
    .sort((a, b) => compareNames(a.name, b.name));
}

function targetsOf({ publisher }: ProfileDesk, node: Node, period: Period): Profile['targets'] {
  const { world } = publisher.fold;
  const day = lastDay(period, world.profile);
  return world.indicators.flatMap(({ ordinal, indicator }) => {
    const target = world.targets.holding(world.tree, ordinal, indicator.kind, node.ordinal, day);
    if (!target) return [];
    const { recipient } = target;
    const giver = 'unit' in recipient ? world.tree.unit(recipient.unit) : world.tree.group(recipient.group);
    return [{ indicator, target, from: giver && giver.ordinal !== node.ordinal ? nodeName(giver) : null }];
  });
}

/** Base facts of the first kind of reporter that holds them: areas of one kind are disjoint and add up (RULES 5); where a group is withheld, for those alone who may be told (RULES 17). */
function basesOf(desk: ProfileDesk, node: Node, period: Period): BaseSum[] {
  const { few, withheld } = tellingOf(desk, node.ordinal);
  const sums = baseSumsOf(desk.publisher.fold, node, period);
  return few === 'told' ? sums : sums.filter(({ base }) => !withheld.now.hidesWithin(base, node.ordinal));
}
