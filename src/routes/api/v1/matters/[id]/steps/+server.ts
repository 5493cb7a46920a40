import { stepOnDifficulty } from '$lib/api/difficulties.ts';
import { serve } from '$lib/server/http/serve.ts';
import { takeStep } from '$lib/server/matters/steps.ts';

export const POST = serve(stepOnDifficulty, takeStep);
