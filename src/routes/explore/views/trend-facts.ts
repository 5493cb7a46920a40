import { HORIZON, LEAST_POINTS, type Projection } from '$lib/charts/projection.ts';
import { lackingAt, LEAST_STEPS, type YearEnd } from '$lib/charts/year-end.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import type { Period } from '$lib/domain/period.ts';
import { sentence } from '$lib/i18n/formats.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { viewTexts } from '$lib/i18n/messages/views.ts';
import { cellWords, insideSentence, targetWords } from '$lib/ui/figures.ts';
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

/** What the year's end is made of besides the trend itself. */
export interface YearEndOf {
  readonly yearEnd: YearEnd;
  /** The last day of the year's last period, as it is said: `31/12`. */
  readonly day: string;
  /** Null where none is to be reached, or fewer is better. */
  readonly target: number | null;
  /** What a rate is of; 1 of a count. */
  readonly base: number;
  /** What is counted: `người`. */
  readonly what: string;
}

/** Where the year is likely to end: `đến 31/12 khoảng 89,2% (88,7–89,6), thiếu 126.000 người`. */
export function yearEndWords(speech: Speech, indicator: Indicator, of: YearEndOf): string {
  const { t, format } = speech;
  const { value, low, high } = of.yearEnd;
  const bare = (one: number) => cellWords(speech, indicator, one).replace('%', '');
  const said = {
    day: of.day,
    value: cellWords(speech, indicator, value),
    low: bare(low),
    high: bare(high)
  };
  if (of.target === null) return t('yearEnd', said);
  const lacking = lackingAt(value, of.target, of.base);
  if (lacking === 0) return t('yearEndMet', said);
  return t('yearEndLacking', { ...said, lacking: format.count(lacking), what: of.what });
}

/** The whole finding: where the year is likely to end first, then when the target is reached. */
export function trendTitle(title: string, yearEnd: string | null): string {
  return yearEnd === null ? title : `${sentence(yearEnd)}; ${insideSentence(title)}`;
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
  return t('trendMethod', { least: LEAST_POINTS, horizon: HORIZON, steps: LEAST_STEPS });
}
