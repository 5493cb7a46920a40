import { line, scaleLinear } from 'd3';
import type { Period } from '../domain/period.ts';

/** One period of a trend; null where there is no data (which is not zero) or no target. */
export interface TrendPoint {
  readonly period: Period;
  /** A ratio, or a count. */
  readonly value: number | null;
  readonly target: number | null;
  /** 0 to 1. */
  readonly coverage: number | null;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** A trend as it is drawn. */
export interface TrendShape {
  /** The line as SVG path data, broken wherever a period has no data. */
  readonly line: string;
  /** The target as steps, broken where none was given. */
  readonly target: string;
  /** Points that no line reaches: those with no data on either side. */
  readonly alone: readonly TrendPoint[];
  /** Spans of periods without data between two that have some: where a band says so. */
  readonly gaps: readonly { readonly from: number; readonly to: number; readonly periods: number }[];
  readonly x: (period: Period) => number;
  readonly y: (value: number) => number;
  readonly ticks: readonly number[];
}

/**
 * Lays a trend out in a frame. `points` are oldest first, one a period, without holes in the periods; `until` leaves
 * room for periods to come, `others` are values beside the line's that are drawn too.
 */
export function trendShape(
  points: readonly TrendPoint[],
  frame: Frame,
  until: Period | null = null,
  others: readonly number[] = []
): TrendShape {
  const first = points[0]?.period ?? 0;
  const last = Math.max(until ?? first, points.at(-1)?.period ?? first);
  const x = scaleLinear()
    .domain(first === last ? [first - 1, last + 1] : [first, last])
    .range([frame.left, frame.width - frame.right]);
  const y = scaleLinear()
    .domain(spread(points, others))
    .range([frame.height - frame.bottom, frame.top])
    .nice(others.length > 0 ? 10 : 4);
  const step = x(1) - x(0);
  const values = line<TrendPoint>()
    .defined((point) => point.value !== null)
    .x((point) => round(x(point.period)))
    .y((point) => round(y(point.value ?? 0)));
  const alone = points.filter(
    (point, i) =>
      point.value !== null &&
      (points[i - 1]?.value ?? null) === null &&
      (points[i + 1]?.value ?? null) === null
  );
  return {
    line: values([...points]) ?? '',
    target: targetSteps(
      points,
      (period) => x(period),
      (value) => y(value),
      step,
      frame
    ),
    alone,
    gaps: gapsOf(points).map(({ from, to }) => ({
      from: x(from) - step / 2,
      to: x(to) + step / 2,
      periods: to - from + 1
    })),
    x: (period) => x(period),
    y: (value) => y(value),
    ticks: y.ticks(others.length > 0 ? 6 : 3)
  };
}

/** The periods that are named below an axis: every third month, so that quarters can be counted off. */
export function ticksOf(from: Period, to: Period): Period[] {
  const first = Math.ceil(from / 3) * 3;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / 3) + 1) }, (_, i) => first + 3 * i);
}

/** What a trend says, for its title. */
export type TrendFinding =
  | { readonly kind: 'none' }
  | { readonly kind: 'one' }
  | {
      readonly kind: 'up' | 'down' | 'flat';
      /** First and last point with data. */
      readonly from: TrendPoint;
      readonly to: TrendPoint;
      /** Periods without data in between. */
      readonly missing: number;
    };

/** From the first to the last period that has data; `least` is the smallest change worth a word. */
export function trendFinding(points: readonly TrendPoint[], least: number): TrendFinding {
  const held = points.filter((point) => point.value !== null);
  const [from, to] = [held[0], held.at(-1)];
  if (!from || !to) return { kind: 'none' };
  if (held.length === 1) return { kind: 'one' };
  const change = (to.value ?? 0) - (from.value ?? 0);
  const kind = Math.abs(change) < least ? 'flat' : change > 0 ? 'up' : 'down';
  return { kind, from, to, missing: to.period - from.period + 1 - held.length };
}

/** The period whose place is nearest to an x of the drawing; null without points. */
export function nearestPoint(
  points: readonly TrendPoint[],
  shape: Pick<TrendShape, 'x'>,
  at: number
): number | null {
  let best: number | null = null;
  let distance = Infinity;
  points.forEach((point, i) => {
    const away = Math.abs(shape.x(point.period) - at);
    if (away < distance) [best, distance] = [i, away];
  });
  return best;
}

/** Runs of periods without data that have data on both sides. */
function gapsOf(points: readonly TrendPoint[]): { from: Period; to: Period }[] {
  const gaps: { from: Period; to: Period }[] = [];
  let held: Period | null = null;
  for (const { period, value } of points) {
    if (value === null) continue;
    if (held !== null && period - held > 1) gaps.push({ from: held + 1, to: period - 1 });
    held = period;
  }
  return gaps;
}

function spread(points: readonly TrendPoint[], others: readonly number[]): [number, number] {
  const own = points.flatMap(({ value, target }) => [value, target]).filter((value) => value !== null);
  const values = [...own, ...others];
  if (values.length === 0) return [0, 1];
  const low = values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const room = (high - low || Math.max(high, 1) * 0.1) * (others.length > 0 ? 0.04 : 0.15);
  // What is wide anyhow leaves no room above the whole.
  return [Math.max(0, low - room), others.length > 0 && high <= 1 ? Math.min(1, high + room) : high + room];
}

function targetSteps(
  points: readonly TrendPoint[],
  x: (period: Period) => number,
  y: (value: number) => number,
  step: number,
  frame: Frame
): string {
  let path = '';
  let held: number | null = null;
  for (const { period, target } of points) {
    const [from, to] = [
      Math.max(frame.left, x(period) - step / 2),
      Math.min(frame.width - frame.right, x(period) + step / 2)
    ];
    if (target !== null)
      path += `${held === null ? 'M' : 'L'}${round(from)},${round(y(target))}L${round(to)},${round(y(target))}`;
    held = target;
  }
  return path;
}

const round = (value: number) => Math.round(value * 10) / 10;
