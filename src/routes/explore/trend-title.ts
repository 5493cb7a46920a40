import type { TrendFinding } from '$lib/charts/trend.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import type { Speech } from '$lib/i18n/speech.ts';

/** The finding of a trend as its title, holes said. */
export function trendTitle(
  { t, format }: Speech,
  indicator: Pick<Indicator, 'kind'>,
  finding: TrendFinding
): string {
  if (finding.kind === 'none') return t('trend.none');
  if (finding.kind === 'one') return t('trend.one');
  const { kind, from, to, missing } = finding;
  const n = to.period - from.period;
  const difference = Math.abs((to.value ?? 0) - (from.value ?? 0));
  const change =
    indicator.kind === 'count' ? format.count(difference) : format.points(difference).replace(/^\+/, '');
  const said =
    kind === 'flat' ? t('trend.flat', { n }) : t(kind === 'up' ? 'trend.up' : 'trend.down', { change, n });
  return missing > 0 ? `${said}; ${t('trend.gaps', { n: missing })}` : said;
}
