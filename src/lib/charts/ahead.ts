import { firstOfYear, type Period } from '../domain/period.ts';
import type { Needed, Pace, Projection } from './projection.ts';
import type { Frame, TrendPoint, TrendShape } from './trend.ts';
import type { YearEnd } from './year-end.ts';

/** What of a projection is drawn behind the last figure. */
export interface Ahead {
  readonly from: TrendPoint;
  readonly pace: Pace | null;
  /** The pace that is needed; null also where the target names no end that it would be due at. */
  readonly needed: Needed | null;
  readonly yearEnd: YearEnd | null;
  /** The period in which the target is reached; null where it is not. */
  readonly at: Period | null;
  /** The last period that is drawn. */
  readonly until: Period;
}

/** The same as it is drawn: SVG path data, empty where there is nothing. */
export interface AheadShape {
  readonly middle: string;
  readonly fan: string;
  readonly needed: string;
  /** The target as far as is drawn. */
  readonly target: string;
  readonly reached: { readonly x: number; readonly y: number; readonly period: Period } | null;
  /** The year's end with the two ends of its interval. */
  readonly yearEnd: {
    readonly x: number;
    readonly y: number;
    readonly low: number;
    readonly high: number;
  } | null;
}

/** So many months to come are drawn at least, and so many for a date on which the target is reached. */
const LEAST_MONTHS = 3;
const MOST_MONTHS = 12;

/**
 * What of a projection is drawn; null where nothing lies ahead. The pace that is needed is drawn only where the target
 * is `due` on a day that was given: one that is taken for granted is no line to be alarmed by.
 */
export function aheadOf(projection: Projection, yearEnd: YearEnd | null, due: Period | null): Ahead | null {
  if (!('from' in projection)) return null;
  const { from } = projection;
  const pace = 'pace' in projection ? projection.pace : null;
  const reached = 'pace' in projection ? projection.at : null;
  const needed = 'needed' in projection && projection.needed?.by === due ? projection.needed : null;
  if (pace === null && needed === null && yearEnd === null) return null;
  const at = reached !== null && reached <= from.period + MOST_MONTHS ? reached : null;
  const end = firstOfYear(from.period) + 11;
  const until = Math.max(from.period + LEAST_MONTHS, end, (at ?? 0) + Number(at !== null), needed?.by ?? 0);
  return { from, pace, needed, yearEnd, at, until };
}

/** Lays it out beside the trend; lines end where they leave the frame. */
export function aheadShape(ahead: Ahead, shape: Pick<TrendShape, 'x' | 'y'>, frame: Frame): AheadShape {
  const { from, pace, needed, yearEnd, until, at } = ahead;
  const value = from.value ?? 0;
  const [top, bottom] = [frame.top, frame.height - frame.bottom];
  const start = { x: shape.x(from.period), y: shape.y(value) };
  const endOf = (slope: number, end: Period) => {
    const x = shape.x(end);
    const y = shape.y(value + slope * (end - from.period));
    const edge = y < top ? top : y > bottom ? bottom : y;
    const part = y === start.y ? 1 : (edge - start.y) / (y - start.y);
    return { x: start.x + (x - start.x) * part, y: edge };
  };
  const point = ({ x, y }: { x: number; y: number }) => `${round(x)},${round(y)}`;
  const lineTo = (slope: number, end: Period) => `M${point(start)}L${point(endOf(slope, end))}`;
  return {
    middle: pace ? lineTo(pace.slope, until) : '',
    fan: pace ? `M${point(start)}L${point(endOf(pace.high, until))}L${point(endOf(pace.low, until))}Z` : '',
    needed: needed ? lineTo(needed.slope, Math.min(needed.by, until)) : '',
    target:
      from.target === null
        ? ''
        : `M${round(start.x)},${round(shape.y(from.target))}L${round(shape.x(until))},${round(shape.y(from.target))}`,
    reached:
      at === null || from.target === null || at > until
        ? null
        : { x: shape.x(at), y: shape.y(from.target), period: at },
    yearEnd: yearEnd && {
      x: shape.x(yearEnd.at),
      y: shape.y(yearEnd.value),
      low: shape.y(yearEnd.low),
      high: shape.y(yearEnd.high)
    }
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
