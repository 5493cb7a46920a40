import { stepOnDifficulty } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/matters/desk-for.ts';
import { takeStep } from '$lib/server/matters/steps.ts';

export const POST = serve(stepOnDifficulty, withDesk(deskFor, takeStep));
