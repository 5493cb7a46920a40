import { stepOnDifficulties } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/matters/desk-for.ts';
import { takeSteps } from '$lib/server/matters/steps.ts';

export const POST = serve(stepOnDifficulties, withDesk(deskFor, takeSteps));
