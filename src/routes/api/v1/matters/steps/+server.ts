import { stepOnDifficulties } from '$lib/api/difficulties.ts';
import { serve } from '$lib/server/http/serve.ts';
import { takeManySteps } from '$lib/server/matters/steps.ts';

export const POST = serve(stepOnDifficulties, takeManySteps);
