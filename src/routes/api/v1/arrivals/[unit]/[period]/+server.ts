import { readArrivals } from '$lib/api/wall.ts';
import { serve } from '$lib/server/http/serve.ts';
import { arrivalsFor } from '$lib/server/features/wall/arrivals.ts';

export const GET = serve(readArrivals, arrivalsFor);
