import ChartColumn from '@lucide/svelte/icons/chart-no-axes-column';
import ChartLine from '@lucide/svelte/icons/chart-line';
import ChartPie from '@lucide/svelte/icons/chart-pie';
import ChartScatter from '@lucide/svelte/icons/chart-scatter';
import Columns from '@lucide/svelte/icons/columns-2';
import Funnel from '@lucide/svelte/icons/funnel';
import Grid from '@lucide/svelte/icons/grid-3x3';
import Layout from '@lucide/svelte/icons/layout-grid';
import List from '@lucide/svelte/icons/list-ordered';
import Map from '@lucide/svelte/icons/map';
import Split from '@lucide/svelte/icons/split';
import type { View } from '$lib/board/selection.ts';

/** The sign of each view in the rail. */
export const VIEW_ICONS: Readonly<Record<View, typeof Map>> = {
  map: Map,
  multiples: Layout,
  ranking: List,
  distribution: ChartColumn,
  trend: ChartLine,
  why: Split,
  heat: Grid,
  scatter: ChartScatter,
  funnel: Funnel,
  contribution: ChartPie,
  compare: Columns
};
