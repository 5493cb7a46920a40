import { stepOnDifficulties } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { takeSteps } from '$lib/server/context/matters/steps.ts';

export const POST = serve(stepOnDifficulties, withDesk(deskFor, takeSteps));
