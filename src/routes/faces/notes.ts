import type { Target } from '$lib/domain/target.ts';

/** A unit that does not stand in the chosen period, in place of which another is shown. */
export interface Moved {
  readonly from: string;
  /** The one shown has the same code. */
  readonly sameCode: boolean;
}

/** A target that holds, or held, for the unit of a picture. */
export interface TargetNote {
  readonly indicator: string;
  readonly target: Target;
  /** The unit above that it was given to; null where it is the unit's own. */
  readonly from: string | null;
}
