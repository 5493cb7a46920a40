import type { Few } from '../../../domain/few.ts';
import { reportedPeriod, type Period } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { LEVELS, type UnitKey } from '../../../domain/unit.ts';
import type { FirstPicture, PictureChoice } from '../../../wire/first-picture.ts';
import type { CatalogueView } from '../../../wire/manifest.ts';
import { levelOf, type Scope } from '../../../wire/scope.ts';
import type { Publisher } from './publish.ts';

/**
 * Why there is no picture: an empty store, a choice of something that does not exist, a unit that whoever asks may see
 * nothing of, or a level that lies deeper than they may see.
 */
export type NoPicture = 'empty' | 'unit' | 'level' | 'indicator' | 'period' | 'forbidden' | 'deeper';

/**
 * The first picture of a view, all at one position. What the choice leaves open is chosen: the top of the tree, the
 * period that ended last, the nearest level below, the first indicator that anybody files there. `now` is milliseconds
 * UTC. Nothing is chosen or offered that `mayRead` does not let see, and of a few persons no more than `fewIn` tells.
 */
export function firstPicture(
  publisher: Publisher,
  choice: PictureChoice,
  now: number,
  mayRead: (scope: Scope) => boolean = () => true,
  fewIn: (unit: UnitKey) => Few = () => 'told'
): FirstPicture | NoPicture {
  const { fold, views } = publisher;
  const { tree } = fold.world;
  const unit = choice.unit === null ? topUnit(publisher, now) : tree.unit(choice.unit);
  if (!unit) return choice.unit === null ? 'empty' : 'unit';
  const periods = views.periods({ root: unit.ordinal });
  const period = choice.period ?? usualPeriod(periods, now, fold.world.profile);
  if (period === null) return 'empty';
  if (!periods.includes(period)) return 'period';
  const standing = publisher.pictures.levelsBelow(unit, period);
  const levels = standing.filter((depth) => mayRead({ root: unit.key, depth }));
  if (levels.length === 0 && !sees(mayRead, unit)) return 'forbidden';
  const level = choice.level ?? levels[0] ?? LEVELS[unit.level];
  if (!level || levelOf(level) < unit.level) return 'level';
  if (!mayRead({ root: unit.key, depth: level })) return 'deeper';
  const view = publisher.view({ root: unit.key, depth: level }, fewIn(unit.key));
  if (!view) return 'level';
  const catalogue = publisher.pictures.catalogue(unit, period);
  const chosen =
    choice.indicator === null ? usualIndicator(catalogue) : fold.world.indicator(choice.indicator)?.ordinal;
  if (chosen === undefined) return choice.indicator === null ? 'empty' : 'indicator';
  const path = [...tree.upward(unit.ordinal)].reverse();
  const shown = periods.filter((p) => p === period || p === period - 1);
  return {
    store: publisher.store,
    ...fold.links.place(fold.position),
    scope: view.text,
    unit: unit.ordinal,
    path: path.map(({ ordinal }) => ordinal),
    closed: Math.max(
      0,
      path.findIndex((node) => node.kind === 'unit' && sees(mayRead, node))
    ),
    level,
    levels: levels.length > 0 ? levels : [level],
    hidden: levels.length === 0 && standing.length > 0,
    indicator: chosen,
    period,
    basis: choice.basis,
    now,
    periods,
    nodes: publisher.pictures.nodes(view, period),
    catalogue,
    slices: shown.map((p) => ({
      period: p,
      rows: Buffer.from(publisher.sliceBytes(view, p, chosen)).toString('base64')
    }))
  };
}

function sees(mayRead: (scope: Scope) => boolean, { key, level }: UnitNode): boolean {
  return mayRead({ root: key, depth: LEVELS[level] });
}

/** The highest unit that stands in the period that is being reported. */
function topUnit(publisher: Publisher, now: number): UnitNode | undefined {
  const { world, touches } = publisher.fold;
  const period = usualPeriod(touches.periods, now, world.profile);
  const alive = period === null ? null : world.alive(period);
  for (const node of world.tree.nodes) {
    if (node.kind === 'unit' && node.parent < 0 && (alive === null || alive[node.ordinal])) return node;
  }
  return undefined;
}

/** The period that ended last if it was filed for, else the newest that was. */
export function usualPeriod(
  periods: readonly Period[],
  now: number,
  profile: 'window' | 'calendar'
): Period | null {
  const reported = reportedPeriod(now, profile);
  return periods.includes(reported) ? reported : (periods.at(-1) ?? null);
}

function usualIndicator(catalogue: CatalogueView): number | undefined {
  const { indicators } = catalogue;
  return (indicators.find(({ filed }) => filed) ?? indicators[0])?.ordinal;
}
