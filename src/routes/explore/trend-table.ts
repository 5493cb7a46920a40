import type { ChartTable } from '$lib/charts/chart-table.ts';
import type { TrendPoint } from '$lib/charts/trend.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import type { Speech } from '$lib/i18n/speech.ts';
import { cellWords } from '$lib/ui/figures.ts';

/** The figures of a trend as its table, the newest first. */
export function trendTable(
  speech: Speech,
  indicator: Pick<Indicator, 'kind'>,
  points: readonly TrendPoint[]
): ChartTable {
  const { t, format } = speech;
  const value = (number: number) => cellWords(speech, indicator, number);
  return {
    columns: [
      { text: t('trend.period') },
      { text: t(indicator.kind === 'count' ? 'figure.value' : 'figure.rate') },
      { text: t('target.title') },
      { text: t('figure.coverage') }
    ],
    rows: points.toReversed().map((point) => ({
      key: point.period,
      cells: [
        format.shortPeriod(point.period),
        point.value === null ? t('state.noData') : value(point.value),
        point.target === null ? '–' : value(point.target),
        point.coverage === null ? '–' : format.tenth(point.coverage)
      ]
    }))
  };
}
