import { HORIZON, LEAST_POINTS, type Projection } from '$lib/charts/projection.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import type { Period } from '$lib/domain/period.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { viewTexts } from '$lib/i18n/messages/views.ts';
import { cellWords, targetWords } from '$lib/ui/figures.ts';
import type { TargetEnd } from '../target-end.ts';

type Speech = AreaSpeech<(typeof viewTexts)['vi']>;

/** One fact about a projection: what it is, the figure, and what is said beside it. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly beside: string;
}

/** A difference of values with its sign: points of a rate, a number of a count. */
function paceWords(
  { format }: Pick<Speech, 'format'>,
  { kind }: Pick<Indicator, 'kind'>,
  slope: number
): string {
  if (kind !== 'count') return format.points(slope);
  return format.signed(Math.abs(slope) < 10 ? Math.round(slope * 10) / 10 : Math.round(slope));
}

/** What is said where nothing is projected. */
const NOTHING = { noFigure: 'noSeries', noTarget: 'noTarget', flow: 'flow' } as const;

/** The finding of a trend with its projection, as its title. */
export function projectionTitle(speech: Speech, indicator: Indicator, projection: Projection): string {
  const { t, format } = speech;
  if (!('from' in projection)) return t(NOTHING[projection.kind]);
  const { from } = projection;
  const target = targetWords(speech, indicator, from.target ?? 0);
  const figure = cellWords(speech, indicator, from.value ?? 0);
  if (projection.kind === 'reached') return t('reached', { target, figure });
  if (projection.kind === 'tooFew') return t('tooFew', { n: projection.points, least: LEAST_POINTS });
  if (projection.kind === 'reaches')
    return t('willReach', { target, period: format.period(projection.at ?? 0) });
  if (projection.kind === 'beyond') return t('beyond', { target, period: format.period(projection.horizon) });
  const missing = Math.abs((from.target ?? 0) - (from.value ?? 0));
  return t('willNotReach', {
    pace: paceWords(speech, indicator, projection.pace.slope),
    missing: paceWords(speech, indicator, missing).replace(/^\+/, '')
  });
}

/** The pace, the date and the pace that would be needed, each with its interval or its reason. */
export function projectionFacts(
  speech: Speech,
  indicator: Indicator,
  projection: Projection,
  end: TargetEnd | null
): Fact[] {
  const { t, format } = speech;
  const pace = (slope: number) => paceWords(speech, indicator, slope);
  const month = (period: Period) => format.period(period);
  const facts: Fact[] = [];
  if ('pace' in projection) {
    const { slope, low, high } = projection.pace;
    facts.push({
      name: t('paceTitle'),
      value: t('paceIs', { pace: pace(slope) }),
      beside: t('paceRange', { low: pace(low), high: pace(high) })
    });
    const { at, earliest, latest, horizon } = projection;
    facts.push({
      name: t('dateTitle'),
      value: at === null ? t('dateUnknown', { horizon: month(horizon) }) : month(at),
      beside:
        earliest !== null && latest !== null
          ? t('dateRange', { earliest: month(earliest), latest: month(latest) })
          : earliest !== null
            ? t('dateOpen', { earliest: month(earliest), horizon: month(horizon) })
            : ''
    });
  }
  if ('needed' in projection) {
    const { needed } = projection;
    const reason = end?.isAssumed
      ? t('neededYear')
      : end
        ? t('neededEnd', { period: month(end.period) })
        : '';
    if (needed) {
      const by = t('neededBy', { period: month(needed.by) });
      facts.push({
        name: t('neededTitle'),
        value: t('paceIs', { pace: pace(needed.slope) }),
        beside: [by, ...(reason === '' ? [] : [reason])].join('; ')
      });
    } else if (end) facts.push({ name: t('neededTitle'), value: '–', beside: t('neededPast') });
  }
  return facts;
}

/** How the projection is made, in a sentence or two. */
export function methodWords({ t }: Speech): string {
  return t('trendMethod', { least: LEAST_POINTS, horizon: HORIZON });
}
