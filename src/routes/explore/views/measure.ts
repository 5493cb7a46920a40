import type { Axis } from '$lib/board/selection.ts';
import { valueOf, type Line } from '$lib/board/lines.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import type { Speech } from '$lib/i18n/speech.ts';
import { targetWords } from '$lib/ui/figures.ts';

/** What an axis measures of an indicator's lines. */
export interface Measure {
  /** Of each unit's own target: one line at 100 % holds for all. */
  readonly isOwn: boolean;
  /** Whole numbers of things, no ratio. */
  readonly isCount: boolean;
  readonly of: (line: Line) => number | null;
  /** The one target of all; null where units have different ones, so that no line is true of all. */
  readonly target: number | null;
  readonly say: (value: number) => string;
}

/** The attainment of a line as far as it can be drawn. */
export function drawnAttainment({ reading }: Line): number | null {
  return reading.attainment !== null && Number.isFinite(reading.attainment) ? reading.attainment : null;
}

/** What the axis measures: attainment where it is asked for and any line has one, else the figure itself. */
export function measureOf(speech: Speech, indicator: Indicator, lines: readonly Line[], axis: Axis): Measure {
  const { format } = speech;
  if (axis === 'attainment' && lines.some((line) => drawnAttainment(line) !== null))
    return { isOwn: true, isCount: false, of: drawnAttainment, target: 1, say: format.percent };
  const targets = new Set(lines.filter(({ num }) => num >= 0).map(({ reading }) => reading.target));
  const [only] = targets;
  return {
    isOwn: false,
    isCount: indicator.kind === 'count',
    of: valueOf,
    target: targets.size === 1 ? (only ?? null) : null,
    say: (value) => targetWords(speech, indicator, value)
  };
}
