import type { Period } from '../domain/period.ts';
import type { Needed, Pace, Projection } from './projection.ts';
import type { Frame, TrendPoint, TrendShape } from './trend.ts';

/** What of a projection is drawn behind the last figure. */
export interface Ahead {
  readonly from: TrendPoint;
  readonly pace: Pace | null;
  readonly needed: Needed | null;
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
}

/** So many months to come are drawn where no date calls for another number. */
const USUAL_MONTHS = 6;
const MOST_MONTHS = 18;

/** What of a projection is drawn; null where nothing lies ahead. */
export function aheadOf(projection: Projection): Ahead | null {
  if (!('needed' in projection)) return null;
  const { from, needed } = projection;
  const pace = 'pace' in projection ? projection.pace : null;
  const at = 'pace' in projection ? projection.at : null;
  if (pace === null && needed === null) return null;
  const wanted = Math.max(from.period + USUAL_MONTHS, (at ?? 0) + 1, needed?.by ?? 0);
  const horizon = 'pace' in projection ? projection.horizon : from.period + MOST_MONTHS;
  const until = Math.min(
    wanted,
    Math.max(from.period + MOST_MONTHS, at ?? 0),
    Math.max(horizon, needed?.by ?? 0)
  );
  return { from, pace, needed, at, until };
}

/** Lays it out beside the trend; lines end where they leave the frame. */
export function aheadShape(ahead: Ahead, shape: Pick<TrendShape, 'x' | 'y'>, frame: Frame): AheadShape {
  const { from, pace, needed, until, at } = ahead;
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
        : { x: shape.x(at), y: shape.y(from.target), period: at }
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
