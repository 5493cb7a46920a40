import type { Principal } from '../../../domain/access.ts';
import type { Indicator, Pillar } from '../../../domain/indicator.ts';
import { lastDay } from '../../../domain/period.ts';
import { MAIN_PILLARS } from '../../../domain/pillar.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { LEVELS } from '../../../domain/unit.ts';
import type { Slide, WallAnswer, WallSlide } from '../../../api/playlists.ts';
import { kindOf, USUAL_SECONDS, type SlideKind } from '../../../domain/playlist.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import { usualPeriod } from '../../core/snapshot/first-picture.ts';
import { orWhenUnavailable } from '../../core/store/outage.ts';
import { playlistFor } from './playlists.ts';

/** Indicators of one pillar that a wall shows where only the pillar was named. */
const LEADING = 3;
/** The round of a wall that nobody gave a playlist: what follows the map of each pillar's first indicator. */
const USUAL_ROUND: readonly (readonly SlideKind[])[] = [['today'], ['pillars', 'answers'], ['replay']];
/** A month is played in 20 s; then its end stands for a while, seconds. */
const REPLAY_SECONDS = 28;

/** Where a wall stands that nobody gave a playlist. */
export interface OwnPlace {
  readonly node: UnitNode;
  readonly unit: WallSlide['unit'];
  readonly level: WallSlide['level'];
}

/**
 * What a wall shows, in its order: the playlist asked for by `id` (a screen's own comes first), else the leading
 * indicators of each pillar at the wall's own place. `own` is null where there is nothing to see.
 */
export async function wallSlides(
  runtime: CurrentRuntime,
  principal: Principal,
  id: string | null,
  own: OwnPlace | null,
  now: number
): Promise<WallAnswer> {
  // Where the store does not answer, a wall shows what is usual for its place.
  const view = await orWhenUnavailable(playlistFor(runtime, principal, id), null);
  if (view) {
    const { playlist, skipped } = view;
    const slides = playlist.slides.flatMap((slide) => takenApart(runtime, slide, now));
    if (slides.length > 0)
      return {
        list: { id: playlist.id, name: playlist.name },
        theme: playlist.theme ?? null,
        slides,
        skipped
      };
  }
  return {
    list: null,
    theme: null,
    slides: own ? usualSlides(runtime, principal, own, now) : [],
    skipped: 0
  };
}

/** One slide of a playlist; a map of a pillar is one of each of its leading indicators, each for the slide's time. */
function takenApart(runtime: CurrentRuntime, slide: Slide, now: number): WallSlide[] {
  const { unit, level, period, seconds, subject } = slide;
  const node = runtime.world.tree.unit(unit);
  const kind = kindOf(slide);
  const head = { unit, level: drawnLevel(node, level), period, seconds, kind };
  if (subject.kind === 'indicator') return [{ ...head, indicator: subject.code }];
  const leading = (node ? leadingAt(runtime, node, now).get(subject.pillar) : undefined) ?? [];
  const isMap = kind === 'map' || kind === 'replay';
  return leading.slice(0, isMap ? LEADING : 1).map(({ code }) => ({ ...head, indicator: code }));
}

/** Read from afar the country is its provinces: communes are for the slides of one province. */
function drawnLevel(node: UnitNode | undefined, level: WallSlide['level']): WallSlide['level'] {
  const isCountry = node !== undefined && LEVELS[node.level] === 'country';
  return isCountry && level !== 'country' && level !== null ? 'province' : level;
}

/** What a wall tells that nobody gave a playlist: where the gap is, by pillar, and between the maps what moves. */
function usualSlides(
  runtime: CurrentRuntime,
  principal: Principal,
  { node, unit, level }: OwnPlace,
  now: number
): WallSlide[] {
  const leading = leadingAt(runtime, node, now);
  const head = { unit, level: drawnLevel(node, level), period: null, seconds: USUAL_SECONDS };
  const firsts = MAIN_PILLARS.flatMap((pillar) => leading.get(pillar)?.[0] ?? []);
  const codes = firsts.length > 0 ? firsts.map(({ code }) => code) : [null];
  return codes.flatMap((indicator, i) => {
    const others = USUAL_ROUND[i] ?? [];
    return (['map', ...others] as const)
      .filter((kind) => kind !== 'answers' || principal.kind !== 'public')
      .map((kind) => ({
        ...head,
        indicator,
        kind,
        seconds: kind === 'replay' ? REPLAY_SECONDS : USUAL_SECONDS
      }));
  });
}

/**
 * The indicators that lead each pillar at a unit: those that are filed there and have a target, in the catalogue's
 * order; where none has one, those that are filed.
 */
function leadingAt(
  { publisher, world }: CurrentRuntime,
  unit: UnitNode,
  now: number
): Map<Pillar, Indicator[]> {
  const period = usualPeriod(publisher.views.periods({ root: unit.ordinal }), now, world.profile);
  const found = new Map<Pillar, Indicator[]>();
  if (period === null) return found;
  const day = lastDay(period, world.profile);
  const filed = publisher.pictures.catalogue(unit, period).indicators.filter((view) => view.filed);
  const withTarget = filed.filter(
    ({ ordinal, indicator }) =>
      world.targets.holding(world.tree, ordinal, indicator.kind, unit.ordinal, day) !== null
  );
  for (const { indicator } of withTarget.length > 0 ? withTarget : filed)
    found.set(indicator.pillar, [...(found.get(indicator.pillar) ?? []), indicator]);
  return found;
}
