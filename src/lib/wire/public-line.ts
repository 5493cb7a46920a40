import type { Reading } from '../domain/attainment.ts';
import type { FilingCount } from '../domain/filing-state.ts';

/** One unit as the public is shown it. −1 is missing or withheld (RULES 17). */
export interface PublicLine {
  readonly ordinal: number;
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly stateCode: number;
  readonly reading: Reading;
  readonly num: number;
  readonly den: number;
  /** The one count of filing (RULES 9b) at and below the unit in the page's period. */
  readonly filing: FilingCount;
}
