import { area, curveStepAfter, line, scaleLinear, scaleTime } from 'd3';
import type { ReplayAnswer } from '$lib/wire/replay.ts';

/** A point of the burn-up of a film: when, and how many groups had a fresh figure by then. */
export interface CurvePoint {
  readonly at: number;
  readonly filed: number;
}

/** How many groups had reported at each frame, by the rows of the unit itself. */
export function curveOf(film: Pick<ReplayAnswer, 'base' | 'frames'>, unit: number): CurvePoint[] {
  const freshOf = (rows: ReplayAnswer['base']) => {
    const at = rows.node.indexOf(unit);
    return at < 0 ? null : (rows.fresh[at] ?? 0);
  };
  let filed = freshOf(film.base) ?? 0;
  return film.frames.map(({ at, rows }) => {
    filed = freshOf(rows) ?? filed;
    return { at, filed };
  });
}

/** A burn-up as paths in a box, CSS pixels: all of it, and what has been played. */
export interface CurvePaths {
  readonly whole: string;
  readonly played: string;
  /** Where the moment stands. */
  readonly x: number;
  readonly y: number;
  xOf(at: number): number;
}

/** Draws a burn-up; `expected` is the top, `moment` null is before everything. */
export function drawCurve(
  points: readonly CurvePoint[],
  {
    expected,
    moment,
    width,
    height
  }: { expected: number; moment: number | null; width: number; height: number }
): CurvePaths {
  const [first, last] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1];
  const x = scaleTime([first, Math.max(last, first + 1)], [0, width]);
  const y = scaleLinear([0, Math.max(1, expected)], [height - 2, 6]);
  const played = moment === null ? [] : points.filter(({ at }) => at <= moment);
  const stroke = line<CurvePoint>(
    ({ at }) => x(at),
    ({ filed }) => y(filed)
  ).curve(curveStepAfter);
  const fill = area<CurvePoint>(
    ({ at }) => x(at),
    height,
    ({ filed }) => y(filed)
  ).curve(curveStepAfter);
  return {
    whole: stroke(points) ?? '',
    played: fill(played) ?? '',
    x: moment === null ? 0 : x(moment),
    y: y(played.at(-1)?.filed ?? 0),
    xOf: (at) => x(at)
  };
}
