import { untrack } from 'svelte';
import type { Board } from '$lib/board/board.svelte.ts';
import { formatPeriod } from '$lib/domain/period.ts';
import type { SlideKind } from '$lib/domain/playlist.ts';
import { Answers } from './answers.svelte.ts';
import { slopePeriods, slopesOf, type PillarSlope } from './pillar-slopes.ts';
import { Today } from './today.svelte.ts';

/** What slides ask for beside the rows that are followed. */
export interface SlideFeeds {
  readonly today: Today;
  readonly answers: Answers;
  /** The slopes of the pillars; empty while another kind of slide is shown. */
  readonly slopes: readonly PillarSlope[];
}

/** Follows what the slide that is shown needs; to be called while a component is made. */
export function slideFeeds(
  board: Board,
  { kind, mayAsk }: { readonly kind: () => SlideKind; readonly mayAsk: () => boolean }
): SlideFeeds {
  const today = new Today();
  const answers = new Answers();
  let slopes = $state.raw<readonly PillarSlope[]>([]);

  const asked = $derived({
    unit: board.unit.key,
    level: board.level,
    period: formatPeriod(board.period),
    indicator: board.chosen.indicator.code
  });
  const question = $derived(JSON.stringify(asked));
  $effect(() => {
    void [board.live.caught, question];
    return untrack(() => today.follow(asked));
  });
  $effect(() => {
    if (board.live.arrivals.length > 0) untrack(() => today.stir());
  });
  $effect(() => {
    void board.live.caught;
    return kind() === 'answers' && mayAsk() ? answers.follow(board.unit.key) : undefined;
  });
  const months = $derived(kind() === 'pillars' ? slopePeriods(board).join() : '');
  $effect(() => {
    if (months === '') return undefined;
    const periods = months.split(',').map(Number);
    return untrack(() => board.need({ periods }));
  });
  // Once a second: a pass over a year of every indicator's rows is not made with every delta.
  $effect(() => {
    void board.live.now;
    const isShown = kind() === 'pillars';
    untrack(() => (slopes = isShown ? slopesOf(board) : []));
  });
  return {
    today,
    answers,
    get slopes() {
      return slopes;
    }
  };
}
