import type { Chosen } from '$lib/board/board.svelte.ts';
import type { Indicator } from '$lib/domain/indicator.ts';

/**
 * The indicator that a choice is held against: the one that the address names, else one with figures (`has`) of the same
 * pillar and kind, of that kind, or at all; null where there is no other.
 */
export function secondOf<One extends Chosen>(
  choices: readonly One[],
  code: string | null,
  { pillar, kind }: Pick<Indicator, 'pillar' | 'kind'>,
  has: (choice: One) => boolean
): One | null {
  const near = ({ indicator }: One) =>
    Number(indicator.kind === kind) * 2 + Number(indicator.pillar === pillar);
  return (
    choices.find(({ indicator }) => indicator.code === code) ??
    choices.toSorted((a, b) => near(b) - near(a)).find(has) ??
    choices[0] ??
    null
  );
}
