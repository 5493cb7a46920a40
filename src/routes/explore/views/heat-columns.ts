import type { Chosen } from '$lib/board/board.svelte.ts';
import type { Pillar } from '$lib/domain/indicator.ts';

/** A column of the heat map: an indicator, whose pillar it is, and whether anybody has a target for it. */
export interface HeatColumn extends Chosen {
  readonly pillar: Pillar;
  readonly isJudged: boolean;
}
