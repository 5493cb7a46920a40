import { LEVELS, type UnitKey } from './unit.ts';

/**
 * What an alert watches. `rate`, `attainment`: ratios. `band`: 0 low, 1 not met, 2 near, 3 met. `gap`: people or
 * households still missing. `change`: rate less the rate of the period before. `filed`: share of groups whose first
 * version had come, from so many hours after their deadline on (negative: before it). `matters`: difficulties.
 */
export const ALERT_SUBJECTS = ['rate', 'attainment', 'band', 'gap', 'change', 'filed', 'matters'] as const;
export type AlertSubject = (typeof ALERT_SUBJECTS)[number];

export type AlertMeasure =
  | {
      readonly subject: 'rate' | 'attainment' | 'band' | 'gap' | 'change';
      readonly indicator: string;
      readonly basis: 'all' | 'approved';
    }
  | { readonly subject: 'filed'; readonly hours: number }
  | { readonly subject: 'matters'; readonly state: 'open' | 'overdue' };

/** Levels whose units can be watched. */
export const ALERT_LEVELS = LEVELS.filter((level) => level !== 'group');

/** How anybody is told, besides the operations board, which always is. */
interface AlertChannels {
  readonly webhook: boolean;
  readonly mails: readonly string[];
  readonly sound: boolean;
}

/** A condition on each unit of a level in a subtree. */
export interface AlertRule {
  readonly name: string;
  readonly unit: UnitKey;
  readonly level: (typeof ALERT_LEVELS)[number];
  readonly measure: AlertMeasure;
  readonly side: 'under' | 'over';
  /** Ratios in thousandths, the rest as counted. It begins strictly beyond this value. */
  readonly enter: number;
  /** It ends only where the value has come back to this one: at `enter` or on the good side of it. */
  readonly leave: number;
  /** Units with a smaller base (denominator, or groups expected) are not judged. */
  readonly floor: number;
  /** It must hold so many minutes before it fires, and be over as long before it ends. */
  readonly hold: number;
  readonly channels: AlertChannels;
}

/** What was measured of one unit at a moment, milliseconds UTC; null where there is nothing to judge. */
export interface AlertSample {
  readonly at: number;
  /** In the unit of `AlertRule.enter`. */
  readonly value: number | null;
  readonly base: number;
}

/** Where one unit stands under one rule. */
export interface AlertState {
  readonly fired: boolean;
  /** When it fired or ended last, milliseconds UTC. */
  readonly since: number;
  /** From when on the other answer has held; null where none is awaited. */
  readonly turning: number | null;
  /** How often it has fired. */
  readonly count: number;
  /** The value that was seen last. */
  readonly value: number | null;
}

/** A unit that was never looked at. */
export const QUIET: AlertState = { fired: false, since: 0, turning: null, count: 0, value: null };

/** Measures that are ratios, given in thousandths. */
export function isRatio({ subject }: AlertMeasure): boolean {
  return subject === 'rate' || subject === 'attainment' || subject === 'change' || subject === 'filed';
}

/** Whether a rule's two thresholds leave no room to flap: it ends where it begins or on the good side of it. */
export function isSteady({ side, enter, leave }: Pick<AlertRule, 'side' | 'enter' | 'leave'>): boolean {
  return side === 'under' ? leave >= enter : leave <= enter;
}

/**
 * The next state of one unit. What cannot be judged (no value, a base under the floor) neither begins nor ends
 * anything and lets go of what was beginning. `event` says what happened.
 */
export function stepAlert(
  rule: Pick<AlertRule, 'side' | 'enter' | 'leave' | 'floor' | 'hold'>,
  state: AlertState,
  { at, value, base }: AlertSample
): { readonly state: AlertState; readonly event: 'fired' | 'cleared' | null } {
  if (value === null || base < rule.floor)
    return { state: state.turning === null ? state : { ...state, turning: null }, event: null };
  const isTurning = state.fired
    ? rule.side === 'under'
      ? value >= rule.leave
      : value <= rule.leave
    : rule.side === 'under'
      ? value < rule.enter
      : value > rule.enter;
  if (!isTurning) return { state: { ...state, turning: null, value }, event: null };
  const turning = state.turning ?? at;
  if (at - turning < rule.hold * 60_000) return { state: { ...state, turning, value }, event: null };
  const fired = !state.fired;
  return {
    state: { fired, since: at, turning: null, count: state.count + (fired ? 1 : 0), value },
    event: fired ? 'fired' : 'cleared'
  };
}

/** The id of a firing: the same at every attempt and after every restart. */
export function firingId(alert: string, unit: UnitKey, count: number): string {
  return `${alert}.${unit.replace(/[^\w-]/g, '-').slice(0, 50)}.${count}`;
}
