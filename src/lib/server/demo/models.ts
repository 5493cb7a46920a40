/**
 * How each indicator of the demo moves. None of these numbers is anybody's figure: they are chosen so that, in the
 * period being reported, the map shows every band of the illustrative targets (`data/catalogue/targets.json`).
 */

/** A share that follows an S-curve. */
export interface ShareModel {
  /** The rate where advance is 0, in the reported period. */
  readonly middle: number;
  /** How strongly advance tells, in logits. */
  readonly spread: number;
  /** How much advance everybody gains in a month. */
  readonly growth: number;
  /** The rate that is never passed. */
  readonly cap: number;
}

/** A count of what happened in a period. */
export interface FlowModel {
  /** Mean per household and month where advance is 0. */
  readonly perHousehold: number;
  /** Mean per group and month besides. */
  readonly perGroup: number;
}

export const SHARES: Readonly<Record<string, ShareModel>> = {
  CQS01: { middle: 0.8, spread: 0.9, growth: 0.05, cap: 0.97 },
  CQS02: { middle: 0.46, spread: 0.7, growth: 0.04, cap: 0.9 },
  CQS04: { middle: 0.74, spread: 0.9, growth: 0.03, cap: 0.995 },
  CQS05: { middle: 0.9, spread: 0.6, growth: 0.02, cap: 0.99 },
  CQS06: { middle: 0.97, spread: 1, growth: 0.08, cap: 1 },
  CQS07: { middle: 0.8, spread: 0.5, growth: 0.02, cap: 0.99 },
  CQS10: { middle: 0.78, spread: 0.9, growth: 0.05, cap: 0.96 },
  KTS01: { middle: 0.82, spread: 1.15, growth: 0.045, cap: 0.985 },
  KTS02: { middle: 0.86, spread: 0.9, growth: 0.03, cap: 0.995 },
  KTS03: { middle: 0.54, spread: 0.85, growth: 0.05, cap: 0.96 },
  KTS04: { middle: 0.42, spread: 0.85, growth: 0.05, cap: 0.92 },
  KTS05: { middle: 0.82, spread: 1.2, growth: 0.05, cap: 1 },
  XHS01: { middle: 0.84, spread: 0.95, growth: 0.03, cap: 0.985 },
  XHS02: { middle: 0.87, spread: 1, growth: 0.03, cap: 0.99 },
  XHS03: { middle: 0.81, spread: 1.1, growth: 0.035, cap: 0.99 },
  XHS04: { middle: 0.43, spread: 0.95, growth: 0.07, cap: 0.96 },
  XHS05: { middle: 0.7, spread: 0.95, growth: 0.06, cap: 0.97 },
  XHS06: { middle: 0.68, spread: 0.95, growth: 0.045, cap: 0.98 }
};

/** CQS03: accounts made ÷ accounts assigned; over 1 is right (S3: 134 %). */
export const QUOTA: ShareModel = { middle: 0.94, spread: 0.85, growth: 0.05, cap: 1.34 };

/** KTS06: sellers ÷ household businesses; filed as a count. */
export const SELLERS: ShareModel = { middle: 0.22, spread: 0.7, growth: 0.04, cap: 0.8 };

export const FLOWS: Readonly<Record<string, FlowModel>> = {
  CQS08: { perHousehold: 0.05, perGroup: 0 },
  CQS09: { perHousehold: 0.018, perGroup: 0 },
  KTS07: { perHousehold: 0.012, perGroup: 0 },
  XHS07: { perHousehold: 0.035, perGroup: 0 },
  HD01: { perHousehold: 0.0004, perGroup: 0.6 }
};

/** Surveyed each quarter, in the reported period and every third before it; between, the last figure is carried. */
export const QUARTERLY: ReadonlySet<string> = new Set(['CQS10', 'KTS06', 'XHS02', 'XHS05', 'XHS08']);

/** Months before and after which the year is quieter or busier: Tết, and the digital transformation day of 10/10. */
export function season(month: number): number {
  return [0.9, 0.65, 1, 1, 1, 1, 0.95, 0.95, 1.05, 1.5, 1.25, 1][month] ?? 1;
}

/** The S-curve: the rate at an advance (with the months gained in it). */
export function rateAt(model: ShareModel, advance: number): number {
  const middle = model.middle / model.cap;
  const start = Math.log(middle / (1 - middle));
  return model.cap / (1 + Math.exp(-(start + model.spread * advance)));
}
