import { readToday } from '$lib/api/wall.ts';
import { serve } from '$lib/server/http/serve.ts';
import { todayFor } from '$lib/server/features/wall/today.ts';

export const GET = serve(readToday, todayFor);
