import type { Line } from '$lib/board/lines.ts';
import { rankIntervals, type RankInterval } from '$lib/charts/rank-interval.ts';
import { hasSmallBases, type Indicator } from '$lib/domain/indicator.ts';
import type { viewTexts } from '$lib/i18n/messages/views.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { Terrain } from '$lib/domain/unit.ts';

/** Where a unit comes among those of its kind of land. */
export interface AmongLikes {
  readonly interval: RankInterval;
  /** Null where kinds of land are not told apart: all are compared. */
  readonly terrain: Terrain | null;
}

/**
 * The places that chance allows each unit among its likes (urban, plain, mountain), by its rate or by what it made of
 * its own target. Only of shares of persons or households, whose figures chance moves by a known amount.
 */
export function amongLikes(
  indicator: Indicator,
  lines: readonly Line[],
  isByTarget: boolean
): ReadonlyMap<number, AmongLikes> {
  const found = new Map<number, AmongLikes>();
  if (!hasSmallBases(indicator)) return found;
  const sign = indicator.direction === 'down' && !isByTarget ? -1 : 1;
  const terrains = new Set(lines.map(({ place }) => place.terrain ?? null));
  for (const terrain of terrains) {
    const rivals = lines.flatMap(({ place, num, den, reading }) => {
      const target = isByTarget ? reading.target : 1;
      if ((place.terrain ?? null) !== terrain || num < 0 || den <= 0 || !target) return [];
      const share = num / den;
      // Of nobody or everybody chance would be nothing at all: half a person on either side.
      const held = (num + 0.5) / (den + 1);
      return [
        {
          key: place.ordinal,
          value: (sign * share) / target,
          variance: (held * (1 - held)) / den / target ** 2
        }
      ];
    });
    for (const interval of rankIntervals(rivals)) found.set(interval.key, { interval, terrain });
  }
  return found;
}

/** `3/21 đô thị (1–6)`: its place among its likes, and the places that chance allows where there is more than one. */
export function likesWords({ t }: AreaSpeech<(typeof viewTexts)['vi']>, found: AmongLikes | null): string {
  if (!found) return '';
  const { place, best, worst, of } = found.interval;
  const where =
    found.terrain === null
      ? t('likesAll', { place, of })
      : t('likesOf', { place, of, terrain: t(`likes.${found.terrain}`) });
  return best === worst ? where : t('likesRange', { where, best, worst });
}
