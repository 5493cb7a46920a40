import { keepHolidays } from '$lib/api/chain.ts';
import { serve } from '$lib/server/http/serve.ts';
import { nameHolidays } from '$lib/server/features/chain/keep.ts';

export const POST = serve(keepHolidays, nameHolidays);
