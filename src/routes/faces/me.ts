import type { Action } from '$lib/domain/access.ts';

/** Who looks, as every page's data says it. */
export interface Me {
  readonly kind: string;
  readonly name: string;
  readonly may: readonly Action[];
}
