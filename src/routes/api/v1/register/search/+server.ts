import { findUnits } from '$lib/api/register.ts';
import { serve } from '$lib/server/http/serve.ts';
import { unitsFor } from '$lib/server/features/register/find-units.ts';

export const GET = serve(findUnits, unitsFor);
