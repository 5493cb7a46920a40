import { stepOnDifficulty } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { takeStep } from '$lib/server/features/matters/steps.ts';

export const POST = serve(stepOnDifficulty, withDesk(deskFor, takeStep));
