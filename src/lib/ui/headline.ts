import {
  LOW,
  MET,
  NEAR,
  NO_DATA,
  NO_TARGET,
  NOT_APPLICABLE,
  NOT_MET,
  SMALL_BASE,
  type State
} from '../domain/attainment.ts';
import type { Speech } from '../i18n/speech.ts';

/** What the headline of a view is made of. */
export interface Finding {
  /** How many of the units shown are in each state, by state code. */
  readonly counts: ArrayLike<number>;
  /** What the units are called together: `xã, phường`. */
  readonly units: string;
  /** The indicator as it stands inside a sentence. */
  readonly indicator: string;
  /** The unit in which they lie: `TP. Đà Nẵng`. */
  readonly unit: string;
  /** The period inside a sentence: `tháng 10/2026`. */
  readonly period: string;
}

/**
 * The finding of a view in one sentence. A missing report is never counted as a failure, and units to whom the
 * indicator does not apply are not counted at all: "41/93 xã, phường đạt chỉ tiêu …; 49 chưa đạt; 3 chưa có số liệu".
 */
export function headline(speech: Speech, finding: Finding): string {
  const { t } = speech;
  const { units, indicator, unit, period } = finding;
  const n = (code: number) => finding.counts[code] ?? 0;
  const met = n(MET);
  const notMet = n(NEAR) + n(NOT_MET) + n(LOW);
  const total = met + notMet + n(SMALL_BASE) + n(NO_TARGET) + n(NO_DATA);
  if (total === 0) return t('headline.notApplicable', { unit, indicator, period });
  if (n(NO_DATA) === total) return t('headline.nothing', { units, indicator, period });
  if (met + notMet + n(SMALL_BASE) === 0) {
    return n(NO_DATA) === 0 && total > 1
      ? t('headline.allReported', { total, units, indicator })
      : t('headline.reported', { reported: total - n(NO_DATA), total, units, indicator });
  }
  if (met === total && total > 1) return t('headline.allMet', { total, units, indicator });
  const first =
    met === 0
      ? t('headline.noneMet', { total, units, indicator })
      : t('headline.met', { met, total, units, indicator });
  const rest = [
    notMet > 0 ? t('headline.notMet', { n: notMet }) : '',
    n(SMALL_BASE) > 0 ? t('headline.smallBase', { n: n(SMALL_BASE) }) : '',
    n(NO_TARGET) > 0 ? t('headline.noTarget', { n: n(NO_TARGET) }) : '',
    n(NO_DATA) > 0 ? t('headline.noData', { n: n(NO_DATA) }) : ''
  ];
  return [first, ...rest.filter((part) => part !== '')].join('; ');
}

/** The finding about one place without anything below it. */
export function leafHeadline(
  { t }: Speech,
  finding: Pick<Finding, 'indicator' | 'unit' | 'period'> & { state: State; figure: string }
): string {
  const { unit, indicator, period, state, figure } = finding;
  if (state === 'notApplicable') return t('headline.notApplicable', { unit, indicator, period });
  if (state === 'noData') return t('headline.leafNoData', { unit, indicator, period });
  if (state === 'met') return t('headline.leafMet', { unit, indicator, figure });
  if (state === 'near') return t('headline.leafNear', { unit, indicator, figure });
  if (state === 'notMet' || state === 'low') return t('headline.leafNotMet', { unit, indicator, figure });
  return t('headline.leafFigure', { unit, indicator, figure });
}

/** How many of some state codes are of each state, by code. */
export function countCodes(codes: Iterable<number>): Uint32Array {
  const counts = new Uint32Array(8);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** The states in which a legend lists them: what was reached first, what cannot be judged last. */
export const LEGEND_CODES = [
  MET,
  NEAR,
  NOT_MET,
  LOW,
  SMALL_BASE,
  NO_TARGET,
  NO_DATA,
  NOT_APPLICABLE
] as const;
