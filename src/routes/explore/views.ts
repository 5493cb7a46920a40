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
  { view: 'distribution', load: () => import('./views/DistributionView.svelte') },
  { view: 'trend', load: () => import('./views/TrendView.svelte') },
  { view: 'why', load: () => import('./views/WhyView.svelte') },
  { view: 'heat', load: () => import('./views/HeatView.svelte') },
  { view: 'scatter', load: () => import('./views/ScatterView.svelte') },
  { view: 'funnel', load: () => import('./views/FunnelView.svelte') },
  { view: 'contribution', load: () => import('./views/ContributionView.svelte') },
  { view: 'compare', load: () => import('./views/CompareView.svelte') }
];
