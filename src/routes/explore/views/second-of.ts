import type { Chosen } from '$lib/board/board.svelte.ts';
import type { Indicator } from '$lib/domain/indicator.ts';

/**
 * The indicator that a choice is held against: the one that the address names, else the next share of the same pillar,
 * else whichever comes first; null where there is no other.
 */
export function secondOf<One extends Chosen>(
  choices: readonly One[],
  code: string | null,
  { pillar, kind }: Pick<Indicator, 'pillar' | 'kind'>
): One | null {
  return (
    choices.find(({ indicator }) => indicator.code === code) ??
    choices.find(({ indicator }) => indicator.pillar === pillar && indicator.kind === kind) ??
    choices.find(({ indicator }) => indicator.kind === kind) ??
    choices[0] ??
    null
  );
}
