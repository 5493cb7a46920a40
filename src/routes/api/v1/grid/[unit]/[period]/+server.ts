import { readGrid } from '$lib/api/grid.ts';
import { serve } from '$lib/server/http/serve.ts';
import { gridFor } from '$lib/server/features/targets/read-grid.ts';

export const GET = serve(readGrid, gridFor);
