import type { RowDetail, RowView } from '$lib/api/operations.ts';
import { parsePeriod } from '$lib/domain/period.ts';
import type { Formats } from '$lib/i18n/formats.ts';

/** One period of a row's past as it is drawn. */
export interface PastBar {
  readonly period: string;
  /** 0 to 1; null where there is nothing. */
  readonly height: number | null;
  readonly value: string;
  /** What the row is about. */
  readonly isOdd: boolean;
}

/** A row's past as bars, with the usual range where there is one. */
export interface Past {
  readonly bars: readonly PastBar[];
  readonly usual: { readonly low: number; readonly high: number } | null;
}

type Writes = Pick<Formats, 'count' | 'percent' | 'shortPeriod'>;

/** How many filed in each of the last periods, of those that should. */
export function filingPast(past: RowDetail['past'], format: Writes): Past {
  const bars = past.map(({ period, expected, filed }, i) => ({
    period: label(period, format),
    height: expected > 0 ? filed / expected : null,
    value:
      expected === 0
        ? '–'
        : expected === 1
          ? filed > 0
            ? '✓'
            : '✗'
          : `${format.count(filed)}/${format.count(expected)}`,
    isOdd: i === past.length - 1 && filed < expected
  }));
  return { bars, usual: null };
}

/** The odd figure over the last periods beside its usual range, as counts. */
export function figurePast(
  { past }: NonNullable<RowDetail['figure']>,
  findings: RowView['findings'],
  format: Writes
): Past {
  const jump = findings.find(({ check }) => check === 'jump')?.numbers;
  const range = jump ? { low: jump.low ?? 0, high: jump.high ?? 0 } : null;
  const most = Math.max(1, range?.high ?? 0, ...past.map(({ num }) => num ?? 0));
  const bars = past.map(({ period, num }, i) => ({
    period: label(period, format),
    height: num === null ? null : num / most,
    value: num === null ? '–' : format.count(num),
    isOdd: i === past.length - 1
  }));
  return { bars, usual: range && { low: range.low / most, high: range.high / most } };
}

function label(period: string, format: Writes): string {
  const month = parsePeriod(period);
  return month === null ? period : format.shortPeriod(month);
}
