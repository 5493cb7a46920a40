import type { Action } from '$lib/domain/access.ts';

/** Who looks, as every page's data says it. */
export interface Me {
  readonly kind: string;
  readonly name: string;
  /** What they may do somewhere. */
  readonly may: readonly Action[];
  /** They file for groups and do nothing else: what is made for an office is not offered to them. */
  readonly isGroup: boolean;
}
