import type { View } from '$lib/board/selection.ts';
import type { Component } from 'svelte';

/** A view of the desk besides the map: a component without props that reads the board and steers. */
export interface DeskView {
  readonly view: Exclude<View, 'map'>;
  readonly load: () => Promise<{ readonly default: Component }>;
}

/** The views in the order of their tabs. Each is fetched when it is first opened. */
export const DESK_VIEWS: readonly DeskView[] = [
  { view: 'multiples', load: () => import('./views/MultiplesView.svelte') },
  { view: 'ranking', load: () => import('./views/RankingView.svelte') },
  { view: 'contribution', load: () => import('./views/ContributionView.svelte') },
  { view: 'compare', load: () => import('./views/CompareView.svelte') }
];
